"""What is not sure is left out of what is published, waits, and is added once an editor has looked at it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.ingest import (
    Draft,
    ProofError,
    SaveOutcome,
    Source,
    UnreadableError,
    add_lines,
    check_folder,
    draft_of,
    publish,
    publish_draft_file,
    save,
)
from bot.ingest.publish import kept
from bot.knowledge import check, read
from bot.text import write_whole

TEXT = """Harbour opens in Fennmoor
Mayor Ann Roe opened the new harbour on Friday after four years of work.
“The harbour will feed this town,” Roe said. “It is ours,” she said.
Two ships waited outside. “We came for the fish,” said Ben Doe, “and for the fair,” he said.
“Nobody will be turned away,” Roe said.
"""


@pytest.fixture
def draft() -> Draft:
    """A draft of which the second quote and the last piece of Ben Doe's are unsure."""
    made = draft_of(Source(TEXT, name="harbour"))
    lines = [replace(line, confidence=1.0, remarks=()) for line in made.lines]
    assert [line.text for line in lines] == [
        "The harbour will feed this town",
        "It is ours",
        "We came for the fish",
        "and for the fair",
        "Nobody will be turned away",
    ]
    lines[1] = replace(lines[1], confidence=0.4, others=("Cora Lind",))
    lines[2] = replace(lines[2], continues=False)
    lines[3] = replace(lines[3], continues=True, remarks=("denied or not said: look",))
    return replace(made, lines=tuple(lines))


def quotes(path: Path, *, drafts: bool = False) -> list[tuple[str, str]]:
    (article,) = read(path, path.name, drafts=drafts).articles
    return [(quote.speaker, quote.text) for quote in article.quotes]


def test_what_is_marked_waits_with_the_rest_of_its_statement(draft: Draft, tmp_path: Path) -> None:
    saved = publish(draft, tmp_path)
    assert (saved.outcome, saved.left) == (SaveOutcome.PUBLISHED, 3)
    waiting = tmp_path / "drafts/harbour.yaml"
    assert saved.left_in == waiting
    assert [text for _, text in quotes(saved.path)] == [
        "The harbour will feed this town",
        "Nobody will be turned away",
    ]
    written = waiting.read_text("utf-8")
    assert "adds_to: harbour\n" in written
    assert "- speaker: Ann Roe  # speaker unsure: Ann Roe or Cora Lind\n" in written
    assert "briefing-bot publish harbour" in written
    assert check_folder(tmp_path).problems == ()
    assert not check(tmp_path).errors


def test_added_lines_stand_in_the_articles_order_and_comments_stay(draft: Draft, tmp_path: Path) -> None:
    path = publish(draft, tmp_path).path
    path.write_text("# mine\n" + path.read_text("utf-8"), "utf-8")
    waiting = tmp_path / "drafts/harbour.yaml"
    waiting.write_text(waiting.read_text("utf-8").replace("speaker: Ann Roe", "speaker: Cora Lind"), "utf-8")
    before = path.read_text("utf-8").splitlines()
    added = publish_draft_file(waiting, tmp_path)
    assert (added.outcome, added.quotes) == (SaveOutcome.UPDATED, 3)
    assert quotes(path) == [
        ("Ann Roe", "The harbour will feed this town"),
        ("Cora Lind", "It is ours"),
        ("Ben Doe", "We came for the fish"),
        ("Ben Doe", "and for the fair"),
        ("Ann Roe", "Nobody will be turned away"),
    ]
    (article,) = read(path, path.name).articles
    assert [quote.continues for quote in article.quotes] == [False, False, False, True, False]
    assert [row for row in path.read_text("utf-8").splitlines() if row in before] == before
    assert not list((tmp_path / "drafts").iterdir())
    assert check_folder(tmp_path).problems == ()


def test_adding_twice_adds_once(draft: Draft, tmp_path: Path) -> None:
    path = publish(draft, tmp_path).path
    chosen = [False, True, True, True, False]
    add_lines(draft, chosen, "harbour", tmp_path)
    once = path.read_text("utf-8")
    assert add_lines(draft, chosen, "harbour", tmp_path).outcome is SaveOutcome.UNCHANGED
    assert path.read_text("utf-8") == once


def test_all_lines_are_published_where_that_is_asked_for(draft: Draft, tmp_path: Path) -> None:
    saved = publish(draft, tmp_path, unsure=True)
    assert len(quotes(saved.path)) == 5
    assert not (tmp_path / "drafts").exists()


def test_where_nothing_is_sure_the_whole_stays_a_draft(draft: Draft, tmp_path: Path) -> None:
    lines = tuple(replace(line, confidence=0.4) for line in draft.lines)
    saved = publish(replace(draft, lines=lines, facts=(), summary=""), tmp_path)
    assert saved.outcome is SaveOutcome.HELD
    assert not (tmp_path / "harbour.yaml").exists()
    assert len(quotes(tmp_path / "drafts/harbour.yaml", drafts=True)) == 5


def test_lines_for_an_article_that_is_not_there_stay(draft: Draft, tmp_path: Path) -> None:
    publish(draft, tmp_path).path.unlink()
    with pytest.raises(UnreadableError, match="no published article has the name harbour"):
        publish_draft_file(tmp_path / "drafts/harbour.yaml", tmp_path)
    assert (tmp_path / "drafts/harbour.yaml").exists()


def test_reading_again_does_not_ask_twice_about_a_line(draft: Draft, tmp_path: Path) -> None:
    publish(draft, tmp_path)
    publish_draft_file(tmp_path / "drafts/harbour.yaml", tmp_path)
    again = publish(replace(draft, source="Mirror"), tmp_path, replacing=True)
    assert (again.outcome, again.left) == (SaveOutcome.PUBLISHED, 0)
    assert len(quotes(again.path)) == 5
    assert "source: Mirror" in again.path.read_text("utf-8")


def test_a_draft_is_published_with_what_its_editor_changed(draft: Draft, tmp_path: Path) -> None:
    path = save(draft, tmp_path).path
    written = path.read_text("utf-8").replace("speaker: Ben Doe", "speaker: Benjamin Doe")
    path.write_text(written.replace("title:", "# seen\ntitle:"), "utf-8")
    saved = publish_draft_file(path, tmp_path)
    assert (saved.outcome, saved.path) == (SaveOutcome.PUBLISHED, tmp_path / "harbour.yaml")
    published = saved.path.read_text("utf-8")
    assert published.startswith("# seen\ntitle:")
    assert ("Benjamin Doe", "We came for the fish") in quotes(saved.path)
    assert not list((tmp_path / "drafts").iterdir())
    assert check_folder(tmp_path) == ((), 1, 1)
    assert publish(draft, tmp_path, unsure=True).outcome is SaveOutcome.KEPT


def test_what_an_editor_changed_stays_where_a_newer_article_takes_its_place(tmp_path: Path) -> None:
    url = "https://mirror.example/harbour"
    path = publish(draft_of(Source(TEXT, name="harbour", url=url)), tmp_path, unsure=True).path
    text = path.read_text("utf-8").replace("speaker: Ben Doe", "speaker: Benjamin Doe")
    path.write_text(text.replace("text: It is ours\n", "text: ours\n").replace("quotes:", "quotes:  # mine"))
    longer = draft_of(Source(f"{TEXT}It cost twelve million crowns.\n", name="harbour", url=url))
    kept_as_it_is = publish(longer, tmp_path, unsure=True)
    assert kept_as_it_is.outcome is SaveOutcome.KEPT
    assert "+  - It cost twelve million crowns." in kept_as_it_is.difference
    assert publish(longer, tmp_path, unsure=True, replacing=True).outcome is SaveOutcome.PUBLISHED
    after = path.read_text("utf-8")
    assert "It cost twelve million crowns." in after
    assert "quotes:  # mine" in after
    assert ("Benjamin Doe", "We came for the fish") in quotes(path)
    assert "ours" in [text for _, text in quotes(path)]
    assert check_folder(tmp_path).problems == ()


def test_a_published_file_that_says_something_else_is_kept(draft: Draft, tmp_path: Path) -> None:
    publish(draft, tmp_path, unsure=True)
    waiting = save(replace(draft, source="Mirror"), tmp_path).path
    saved = publish_draft_file(waiting, tmp_path)
    assert saved.outcome is SaveOutcome.KEPT
    assert "+source: Mirror" in saved.difference
    assert publish_draft_file(waiting, tmp_path, replacing=True).outcome is SaveOutcome.PUBLISHED
    assert "source: Mirror" in (tmp_path / "harbour.yaml").read_text("utf-8")


def test_a_draft_written_by_hand_needs_no_proof(tmp_path: Path) -> None:
    path = tmp_path / "drafts/own.yaml"
    path.parent.mkdir()
    path.write_text("title: Mine\nsource: Me\ndraft: true\nfacts: [It rained all day.]\n", "utf-8")
    saved = publish_draft_file(path, tmp_path)
    assert saved.path.read_text("utf-8") == "title: Mine\nsource: Me\nfacts: [It rained all day.]\n"


def test_what_is_no_draft_or_not_in_order_is_not_published(draft: Draft, tmp_path: Path) -> None:
    path = save(draft, tmp_path).path
    good = path.read_text("utf-8")
    path.write_text(good.replace("will feed", "will not feed"), "utf-8")
    with pytest.raises(ProofError, match="will not feed"):
        publish_draft_file(path, tmp_path)
    path.write_text(good.replace("speaker:", "speeker:"), "utf-8")
    with pytest.raises(ProofError, match="speeker"):
        publish_draft_file(path, tmp_path)
    path.write_text(good.replace("draft: true\n", ""), "utf-8")
    with pytest.raises(UnreadableError, match="not a draft"):
        publish_draft_file(path, tmp_path)
    with pytest.raises(UnreadableError, match="no draft of this name"):
        publish_draft_file(tmp_path / "nothing.yaml", tmp_path)


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("after", range(6))
def test_a_kill_at_any_moment_leaves_the_old_or_the_new_whole(
    draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    url = "https://mirror.example/harbour"
    old, new = (replace(draft, url=url), replace(draft, url=url, text=f"{TEXT}It rained.\n", source="Mirror"))
    path = publish(old, tmp_path, unsure=True).path
    before = path.read_text("utf-8")
    steps = iter(range(after))

    def step() -> None:
        if next(steps, None) is None:
            raise Killed

    writes, moves = write_whole, Path.replace

    def write(place: Path, content: str) -> None:
        step()
        writes(place, content)

    def move(place: Path, target: Path) -> Path:
        if place.name.endswith(kept.NEXT):
            step()
        return moves(place, target)

    with monkeypatch.context() as patch:
        patch.setattr(kept, "write_whole", write)
        patch.setattr(Path, "replace", move)
        killed = False
        try:
            publish(new, tmp_path, unsure=True, replacing=True)
        except Killed:
            killed = True
    assert killed == (after < 5)
    there = path.read_text("utf-8")
    assert (there == before) == (after < 3)
    assert check_folder(tmp_path) == ((), 1, 1)
    again = publish(new, tmp_path, unsure=True, replacing=True)
    assert again.outcome is (SaveOutcome.PUBLISHED if after < 3 else SaveOutcome.UNCHANGED)
    assert "source: Mirror" in path.read_text("utf-8")
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".")]


def test_a_lost_proof_is_told(draft: Draft, tmp_path: Path) -> None:
    path = save(draft, tmp_path).path
    (tmp_path / "own.yaml").write_text("title: Mine\nsource: Me\nfacts: [It rained all day.]\n", "utf-8")
    moved = path.rename(tmp_path / "harbour.yaml")
    moved.write_text(moved.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    report = check_folder(tmp_path)
    assert (report.proven, report.articles) == (0, 2)
    (problem,) = report.problems
    assert "lost its proof" in problem.what
    for left in (tmp_path / "drafts").iterdir():
        left.unlink()
    (problem,) = check_folder(tmp_path).problems
    assert "no longer has a proof" in problem.what


def test_of_a_corrected_entry_the_former_words_are_those_of_the_article(draft: Draft, tmp_path: Path) -> None:
    path = publish(draft, tmp_path, unsure=True).path
    text = path.read_text("utf-8")
    corrected = "text: It is yours\n    corrected: {was: It is ours}"
    path.write_text(text.replace("text: It is ours", corrected), "utf-8")
    assert check_folder(tmp_path).problems == ()
    path.write_text(text.replace("text: It is ours", corrected.replace("ours}", "theirs}")), "utf-8")
    assert len(check_folder(tmp_path).problems) == 1


def test_what_an_editor_added_or_changed_is_not_shown_as_taken_out(draft: Draft, tmp_path: Path) -> None:
    path = publish(draft, tmp_path).path
    publish_draft_file(tmp_path / "drafts/harbour.yaml", tmp_path)
    path.write_text(path.read_text("utf-8").replace("speaker: Ben Doe", "speaker: Benjamin Doe"), "utf-8")
    newer = publish(replace(draft, source="Mirror"), tmp_path)
    assert (newer.outcome, newer.edits_only) == (SaveOutcome.KEPT, False)
    changed = [row for row in newer.difference.splitlines()[2:] if row[0] in "+-"]
    assert changed == ["+source: Mirror"]
    same = publish(draft, tmp_path)
    assert (same.outcome, same.edits_only) == (SaveOutcome.KEPT, True)
    assert "-  - speaker: Benjamin Doe" in same.difference


def test_what_was_published_whole_stays_though_it_is_marked(draft: Draft, tmp_path: Path) -> None:
    path = publish_draft_file(save(draft, tmp_path).path, tmp_path).path
    save(draft, tmp_path)
    assert publish(draft, tmp_path, replacing=True).outcome is SaveOutcome.UNCHANGED
    assert len(quotes(path)) == 5
    path.write_text(path.read_text("utf-8").replace("text: It is ours\n", "text: ours\n"), "utf-8")
    again = publish(replace(draft, source="Mirror"), tmp_path, replacing=True)
    assert (again.outcome, again.left) == (SaveOutcome.PUBLISHED, 0)
    assert len(quotes(path)) == 5
    assert "ours" in [text for _, text in quotes(path)]


def test_a_whole_draft_that_goes_leaves_what_is_marked_waiting(draft: Draft, tmp_path: Path) -> None:
    publish(draft, tmp_path)
    (tmp_path / "drafts/harbour.yaml").unlink()
    waiting = save(draft, tmp_path).path
    saved = publish(draft, tmp_path, replacing=True)
    assert (saved.outcome, saved.left, saved.left_in) == (SaveOutcome.UNCHANGED, 3, waiting)
    assert "adds_to: harbour\n" in waiting.read_text("utf-8")
    assert len(quotes(waiting, drafts=True)) == 3


CORRECTED = "text: It is yours\n    corrected: {was: It is ours}\n"


def test_a_draft_in_place_of_a_file_leaves_what_an_editor_changed(draft: Draft, tmp_path: Path) -> None:
    path = publish_draft_file(save(draft, tmp_path).path, tmp_path).path
    text = path.read_text("utf-8").replace("text: It is ours\n", CORRECTED)
    path.write_text(text.replace("quotes:", "quotes:  # mine"), "utf-8")
    waiting = save(replace(draft, source="Mirror"), tmp_path).path
    waiting.write_text(waiting.read_text("utf-8").replace("speaker: Ben Doe", "speaker: Ben Dow"), "utf-8")
    kept_back = publish_draft_file(waiting, tmp_path)
    assert (kept_back.outcome, "-    text: It is yours" in kept_back.difference) == (SaveOutcome.KEPT, False)
    assert publish_draft_file(waiting, tmp_path, replacing=True).outcome is SaveOutcome.PUBLISHED
    after = path.read_text("utf-8")
    assert all(each in after for each in ("source: Mirror", CORRECTED, "quotes:  # mine"))
    assert ("Ben Dow", "We came for the fish") in quotes(path)
    assert not waiting.exists()
    assert publish(draft, tmp_path, replacing=True).outcome is SaveOutcome.PUBLISHED
    assert CORRECTED in path.read_text("utf-8")


def test_what_was_changed_in_both_is_kept(draft: Draft, tmp_path: Path) -> None:
    path = publish_draft_file(save(draft, tmp_path).path, tmp_path).path
    path.write_text(path.read_text("utf-8").replace("speaker: Ben Doe", "speaker: Ben Roe"), "utf-8")
    waiting = save(replace(draft, source="Mirror"), tmp_path).path
    waiting.write_text(waiting.read_text("utf-8").replace("speaker: Ben Doe", "speaker: Ben Dow"), "utf-8")
    saved = publish_draft_file(waiting, tmp_path, replacing=True)
    assert (saved.outcome, saved.clash) == (SaveOutcome.KEPT, True)
    assert ("Ben Roe", "We came for the fish") in quotes(path)
    assert waiting.exists()
