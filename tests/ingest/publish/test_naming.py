"""No article takes the file of another: by the same name it gets a number, read again it finds its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.ingest import Draft, Saved, SaveOutcome, Source, check_folder, draft_of, publish, save
from bot.ingest.draft.drafting import name_of
from bot.knowledge import check

Write = Callable[..., Saved]

MONDAY = """Harbour opens in Fennmoor
Mayor Ann Roe opened the new harbour on Monday after four years of work.
“The harbour will feed this town,” Roe said.
"""
TUESDAY = """Ferry strike ends
The dockers of Fennmoor went back to work on Tuesday after a long night of talks.
“Nobody has won this,” Ben Doe said.
"""


def read(text: str, name: str = "article", url: str = "") -> Draft:
    return draft_of(Source(text, name=name, url=url))


def held(folder: Path) -> dict[str, str]:
    """Every knowledge file by its path in the folder."""
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*.yaml")}


def edit(saved: Saved, old: str = "speaker: Ann Roe", new: str = "speaker: Mayor Ann Roe") -> str:
    """The saved file as an editor changed it."""
    edited = saved.path.read_text("utf-8").replace(old, new, 1)
    saved.path.write_text(edited, "utf-8")
    return edited


@pytest.mark.parametrize("first", [save, publish])
@pytest.mark.parametrize("second", [save, publish])
def test_another_article_of_the_name_gets_a_number(first: Write, second: Write, tmp_path: Path) -> None:
    monday = first(read(MONDAY), tmp_path)
    before = monday.path.read_bytes()
    tuesday = second(read(TUESDAY), tmp_path)
    assert (tuesday.path.name, tuesday.renamed) == ("article-2.yaml", True)
    assert monday.path.read_bytes() == before
    assert "Nobody has won this" in tuesday.path.read_text("utf-8")
    assert check_folder(tmp_path).problems == ()


@pytest.mark.parametrize("write", [save, publish])
def test_a_third_article_gets_the_next_number(write: Write, tmp_path: Path) -> None:
    texts = [MONDAY, TUESDAY, TUESDAY.replace("Ferry", "Tram")]
    paths = [write(read(text), tmp_path).path.name for text in texts]
    assert paths == ["article.yaml", "article-2.yaml", "article-3.yaml"]


def test_a_headline_that_changed_in_one_word_is_another_article(tmp_path: Path) -> None:
    publish(read("Hall closed\nThe hall closed on Monday for good.\n"), tmp_path)
    publish(read("Hall closed\nThe hall closed on Tuesday for good.\n"), tmp_path)
    assert len(held(tmp_path)) == 2


@pytest.mark.parametrize("write", [save, publish])
def test_an_article_read_again_finds_its_own_file_whatever_its_number(write: Write, tmp_path: Path) -> None:
    for text in (MONDAY, TUESDAY):
        write(read(text), tmp_path)
    before = held(tmp_path)
    for text in (TUESDAY, MONDAY):
        assert write(read(text), tmp_path).outcome is SaveOutcome.UNCHANGED
    assert held(tmp_path) == before


def test_an_article_finds_its_file_though_the_first_of_the_name_is_gone(tmp_path: Path) -> None:
    first = save(read(MONDAY), tmp_path)
    second = save(read(TUESDAY), tmp_path)
    first.path.unlink()
    assert save(read(TUESDAY), tmp_path).path == second.path


def test_the_same_article_updates_its_untouched_draft(tmp_path: Path) -> None:
    save(read(MONDAY), tmp_path)
    again = save(replace(read(MONDAY), source="Fennmoor Mirror"), tmp_path)
    assert (again.outcome, again.renamed) == (SaveOutcome.UPDATED, False)
    assert len(held(tmp_path)) == 1
    assert "Fennmoor Mirror" in again.path.read_text("utf-8")


@pytest.mark.parametrize("write", [save, publish])
def test_what_an_editor_changed_survives_reading_the_article_again(write: Write, tmp_path: Path) -> None:
    edited = edit(write(read(MONDAY), tmp_path))
    again = write(read(MONDAY), tmp_path)
    assert again.outcome is SaveOutcome.KEPT
    assert "-  - speaker: Mayor Ann Roe" in again.difference
    assert held(tmp_path).popitem()[1] == edited
    other = write(read(TUESDAY), tmp_path)
    assert other.path.name == "article-2.yaml"
    assert edited in held(tmp_path).values()


def test_a_speaker_corrected_before_publishing_survives_it_too(tmp_path: Path) -> None:
    done = publish(read(MONDAY).with_speaker(0, "Clara Voss"), tmp_path)
    again = publish(read(MONDAY), tmp_path)
    assert again.outcome is SaveOutcome.KEPT
    assert "-  - speaker: Clara Voss" in again.difference
    assert "speaker: Clara Voss" in done.path.read_text("utf-8")


def test_what_an_earlier_version_published_is_kept_for_it_may_be_corrected(tmp_path: Path) -> None:
    publish(read(MONDAY).with_speaker(0, "Clara Voss"), tmp_path)
    proof = tmp_path / "article.proof.json"
    proof.write_text(proof.read_text("utf-8").replace('"corrected": true,\n ', ""), "utf-8")
    assert publish(read(MONDAY), tmp_path).outcome is SaveOutcome.KEPT


def test_a_published_article_is_read_anew_only_where_that_is_asked_for(tmp_path: Path) -> None:
    publish(read(MONDAY), tmp_path)
    before = held(tmp_path)
    kept = publish(replace(read(MONDAY), source="Mirror"), tmp_path)
    assert kept.outcome is SaveOutcome.KEPT
    assert "+source: Mirror" in kept.difference
    assert held(tmp_path) == before
    again = publish(replace(read(MONDAY), source="Mirror"), tmp_path, replacing=True)
    assert again.outcome is SaveOutcome.PUBLISHED
    assert list(held(tmp_path)) == list(before)


def test_publishing_leaves_the_draft_of_another_article(tmp_path: Path) -> None:
    draft = save(read(MONDAY), tmp_path)
    publish(read(TUESDAY), tmp_path)
    assert draft.path.exists()
    publish(read(MONDAY), tmp_path)
    assert sorted(held(tmp_path)) == ["article-2.yaml", "article.yaml"]


def test_a_draft_published_where_it_lay_stays_the_only_file_of_its_article(tmp_path: Path) -> None:
    edited = edit(save(read(MONDAY), tmp_path), "draft: true\n", "")
    assert publish(read(MONDAY), tmp_path).outcome is SaveOutcome.KEPT
    assert held(tmp_path) == {"drafts/article.yaml": edited}


def test_a_newer_version_from_the_same_address_updates_its_draft(tmp_path: Path) -> None:
    url = "https://mirror.example/harbour"
    save(read(MONDAY, url=url), tmp_path)
    longer = save(read(f"{MONDAY}It cost twelve million crowns.\n", url=url), tmp_path)
    assert (longer.path.name, longer.outcome) == ("article.yaml", SaveOutcome.UPDATED)
    assert save(read(TUESDAY, url=url), tmp_path).path.name == "article-2.yaml"


@pytest.mark.parametrize("write", [save, publish])
def test_a_long_article_from_the_same_address_does_not_take_a_short_ones_place(
    write: Write, tmp_path: Path
) -> None:
    url = "https://mirror.example/"
    short = "Ferry runs\nThe ferry runs again in the harbour. “It is good for us all,” Ann Roe said.\n"
    write(read(short, url=url), tmp_path)
    long = (
        "Bridge shut\nThe bridge was shut on Friday, for the wind in the harbour is strong again. “It runs"
        " to a million, and all of it is lost to us,” Ben Doe said. The good ferry man Ann Roe said so of it"
        " for a week.\n"
    )
    assert write(read(long, url=url), tmp_path).path.name == "article-2.yaml"


@pytest.mark.parametrize("write", [save, publish])
def test_a_number_that_an_editors_own_file_has_is_left_out(write: Write, tmp_path: Path) -> None:
    own = write(read(MONDAY), tmp_path).path.with_name("article-2.yaml")
    own.write_text("title: Mine\nsource: Me\nfacts: [It rained all day.]\n", "utf-8")
    assert write(read(TUESDAY), tmp_path).path.name == "article-3.yaml"
    assert "It rained all day." in own.read_text("utf-8")


@pytest.mark.parametrize("write", [save, publish])
@pytest.mark.parametrize("name", ["2031/article.yaml", "2031/may/article.yml"])
def test_a_name_that_is_used_in_another_folder_is_taken(write: Write, name: str, tmp_path: Path) -> None:
    own = tmp_path / name
    own.parent.mkdir(parents=True)
    own.write_text("title: Mine\nsource: Me\nfacts: [It rained all day.]\n", "utf-8")
    assert write(read(MONDAY), tmp_path).path.name == "article-2.yaml"
    assert not [each for each in check(tmp_path).problems if each.severity == "error"]


def test_a_published_article_is_found_in_the_folder_it_was_moved_to(tmp_path: Path) -> None:
    (tmp_path / "2031").mkdir()
    path = publish(read(MONDAY), tmp_path).path
    for ending in (".yaml", ".txt", ".proof.json"):
        path.with_suffix(ending).rename(tmp_path / f"2031/article{ending}")
    again = publish(replace(read(MONDAY), source="Mirror"), tmp_path, replacing=True)
    assert again.outcome is SaveOutcome.PUBLISHED
    assert list(held(tmp_path)) == ["2031/article.yaml"]


def test_a_draft_that_an_editor_corrected_is_not_passed_over_by_publishing(tmp_path: Path) -> None:
    edited = edit(save(read(MONDAY), tmp_path))
    again = publish(read(MONDAY), tmp_path)
    assert again.outcome is SaveOutcome.KEPT
    assert "-  - speaker: Mayor Ann Roe" in again.difference
    assert held(tmp_path) == {"drafts/article.yaml": edited}


def test_the_files_of_one_run_are_not_taken_twice(tmp_path: Path) -> None:
    for _ in range(2):
        written: set[Path] = set()
        for _ in range(2):
            written.add(save(read(MONDAY), tmp_path, written=written).path)
        assert sorted(path.name for path in written) == ["article-2.yaml", "article.yaml"]


def test_a_text_that_lies_beside_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("An editor's notes.", "utf-8")
    assert publish(read(MONDAY), tmp_path).path.name == "article-2.yaml"
    assert (tmp_path / "article.txt").read_text("utf-8") == "An editor's notes."


def test_the_article_itself_may_lie_there(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(MONDAY, "utf-8")
    assert publish(read(MONDAY), tmp_path).path.name == "article.yaml"


def test_a_file_with_the_other_ending_has_the_name_too(tmp_path: Path) -> None:
    own = tmp_path / "article.yml"
    own.write_text("title: Mine\nsource: Me\nfacts: [It rained all day.]\n", "utf-8")
    assert publish(read(MONDAY), tmp_path).path.name == "article-2.yaml"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("港" * 80, "港" * 60),
        ("", "article"),
        ("“…”", "article"),
        ("Harbour opens " + "x" * 80, "harbour-opens"),
    ],
)
def test_a_name_of_a_title(title: str, name: str) -> None:
    assert name_of(title) == name
