"""Drafts on disk: in the knowledge format, proven letter for letter, never over an editor's work."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ingest import (
    Draft,
    Outcome,
    ProofError,
    Source,
    UnreadableError,
    check_folder,
    draft_of,
    publish,
    read_article,
    save,
    to_yaml,
)
from bot.ingest.draft.facts import Passage
from bot.knowledge.reader import read_bytes

TEXT = """Harbour opens in Fennmoor
By Dora Quill
FENNMOOR — Mayor Ann Roe opened the new harbour on Friday after four years of work. It cost 12 million crowns.
“The harbour will feed this town,” Roe said. “It is: ours # and 'ours' alone,” she added.
Two ships waited outside.  Their crews had come from far away.
Sign up for our newsletter to get more of this.
Follow Dora Quill on Chatter at @doraquill.
"""


@pytest.fixture
def draft() -> Draft:
    return draft_of(Source(TEXT, source="Fennmoor Mirror", published=date(2031, 5, 2), name="harbour"))


def test_a_draft_reads_back_letter_for_letter(draft: Draft) -> None:
    reading = read_bytes(to_yaml(draft).encode(), "harbour.yaml", drafts=True)
    assert reading.problems == ()
    (article,) = reading.articles
    assert article.draft
    assert article.title == "Harbour opens in Fennmoor"
    assert (article.source, article.author, article.published) == (
        "Fennmoor Mirror",
        "Dora Quill",
        date(2031, 5, 2),
    )
    assert [(q.speaker, q.text) for q in article.quotes] == [
        ("Ann Roe", "The harbour will feed this town"),
        ("Ann Roe", "It is: ours # and 'ours' alone"),
    ]
    assert all(fact.text in TEXT for fact in article.facts)
    assert article.summary.startswith("FENNMOOR — Mayor Ann Roe opened")


def test_drafts_are_kept_back_until_published(draft: Draft) -> None:
    assert read_bytes(to_yaml(draft).encode(), "harbour.yaml").articles == ()
    assert len(read_bytes(to_yaml(draft, published=True).encode(), "harbour.yaml").articles) == 1


def test_boilerplate_is_no_fact(draft: Draft) -> None:
    facts = [fact.text for fact in draft.facts]
    assert "It cost 12 million crowns." in facts
    assert not [fact for fact in facts if "newsletter" in fact or "Chatter" in fact or "By Dora" in fact]


def test_an_unsure_line_carries_a_comment(draft: Draft) -> None:
    from dataclasses import replace

    line = replace(draft.lines[0], confidence=0.5, others=("Ben Doe",))
    written = to_yaml(replace(draft, lines=(line,)))
    assert "- speaker: Ann Roe  # speaker unsure: Ann Roe or Ben Doe\n" in written


def test_saved_with_article_and_proof(draft: Draft, tmp_path: Path) -> None:
    saved = save(draft, tmp_path)
    assert saved.outcome is Outcome.WRITTEN
    assert saved.path == tmp_path / "drafts/harbour.yaml"
    assert (tmp_path / "drafts/harbour.txt").read_text("utf-8") == TEXT
    proof = json.loads((tmp_path / "drafts/harbour.proof.json").read_text("utf-8"))
    first = proof["places"][0]
    assert TEXT[first["start"] : first["end"]] == "The harbour will feed this town"
    assert check_folder(tmp_path) == []


def test_a_second_run_changes_nothing(draft: Draft, tmp_path: Path) -> None:
    save(draft, tmp_path)
    assert save(draft, tmp_path).outcome is Outcome.UNCHANGED


def test_an_untouched_draft_is_renewed(draft: Draft, tmp_path: Path) -> None:
    save(draft, tmp_path)
    assert save(draft.with_speaker(0, "Clara Voss"), tmp_path).outcome is Outcome.UPDATED


def test_an_edited_draft_is_kept_and_the_difference_shown(draft: Draft, tmp_path: Path) -> None:
    path = save(draft, tmp_path).path
    edited = path.read_text("utf-8").replace("speaker: Ann Roe", "speaker: Mayor Ann Roe", 1)
    path.write_text(edited, "utf-8")
    saved = save(draft, tmp_path)
    assert saved.outcome is Outcome.KEPT
    assert "-  - speaker: Mayor Ann Roe" in saved.difference
    assert "+  - speaker: Ann Roe" in saved.difference
    assert path.read_text("utf-8") == edited


def test_a_file_of_another_origin_is_kept(draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "harbour.yaml").write_text("title: Mine\nsource: Me\nfacts: [It rained all day.]\n", "utf-8")
    assert publish(draft, tmp_path).outcome is Outcome.KEPT


def test_publishing_moves_the_draft(draft: Draft, tmp_path: Path) -> None:
    save(draft, tmp_path)
    saved = publish(draft, tmp_path)
    assert (saved.outcome, saved.path) == (Outcome.PUBLISHED, tmp_path / "harbour.yaml")
    assert not list((tmp_path / "drafts").iterdir())
    assert check_folder(tmp_path) == []


def test_a_changed_word_fails_the_proof(draft: Draft, tmp_path: Path) -> None:
    path = save(draft, tmp_path).path
    path.write_text(path.read_text("utf-8").replace("will feed", "will not feed"), "utf-8")
    (problem,) = check_folder(tmp_path)
    assert "will not feed this town" in problem.what
    assert "will not feed this town" in path.read_text("utf-8").splitlines()[problem.line - 1]


def test_a_line_taken_out_or_shortened_keeps_the_proof(draft: Draft, tmp_path: Path) -> None:
    path = save(draft, tmp_path).path
    path.write_text(path.read_text("utf-8").replace("The harbour will feed", "will feed"), "utf-8")
    assert check_folder(tmp_path) == []


def test_a_changed_article_fails_the_proof(draft: Draft, tmp_path: Path) -> None:
    path = save(draft, tmp_path).path
    path.with_suffix(".txt").write_text(TEXT + "More.", "utf-8")
    (problem,) = check_folder(tmp_path)
    assert "harbour.txt was changed" in problem.what


def test_nothing_unproven_is_published(draft: Draft, tmp_path: Path) -> None:
    from dataclasses import replace

    false = replace(draft, facts=(Passage("It sank.", 0, 8),))
    with pytest.raises(ProofError, match="It sank"):
        publish(false, tmp_path)
    assert not list(tmp_path.iterdir())


def test_an_article_with_nothing_in_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="neither a quotation nor a whole sentence"):
        save(read_article("Nothing"), tmp_path)


def test_mending_a_speaker_mends_the_pieces_that_follow() -> None:
    draft = read_article("Fennmoor\nAnn Roe came. “The harbour,” Roe said, “is ours.” “No,” said Ben Doe.")
    mended = draft.with_speaker(0, "Clara Voss")
    assert [line.speaker for line in mended.lines] == ["Clara Voss", "Clara Voss", "Ben Doe"]
    with pytest.raises(IndexError):
        draft.with_speaker(9, "Clara Voss")
    with pytest.raises(ValueError, match="needs a speaker"):
        draft.with_speaker(0, " ")


WORDS = st.text(alphabet="abZ é:#-'\"“”‘’«»&*!|>%@`{}[],?\t0.\n", max_size=120)


@settings(max_examples=150)
@given(WORDS, WORDS)
def test_any_text_gives_a_draft_that_the_reader_takes(quote: str, rest: str) -> None:
    draft = read_article(
        f"A title of this\nAnn Roe said: “{quote}” on Friday at noon.\nIt rained on and on. {rest}"
    )
    if not draft.empty:
        reading = read_bytes(to_yaml(draft).encode(), "any.yaml", drafts=True)
        assert reading.good, reading.problems
        (article,) = reading.articles
        assert [q.text for q in article.quotes] == [line.text for line in draft.lines]
        for line in draft.lines:
            assert draft.text[line.start : line.end] == line.text
        for passage in draft.facts:
            assert draft.text[passage.start : passage.end] == passage.text


def test_the_shipped_article_yields_all_its_quotations() -> None:
    path = Path(__file__).parents[1] / "data/articles/japan-us-joint-exercises.txt"
    draft = read_article(path.read_text("utf-8"))
    assert [(line.speaker, line.text[:30]) for line in draft.lines] == [
        ("Shinjiro Koizumi", "To strengthen the greatest all"),
        ("Pete Hegseth", "severe"),
        ("Pete Hegseth", "aggressive military actions"),
        ("Pete Hegseth", "continue building strong letha"),
        ("Sanae Takaichi", "fundamentally reinforce its de"),
        ("Sanae Takaichi", "new golden age"),
        ("Pete Hegseth", "We don’t have to stand here an"),
    ]
    assert draft.title == "Japan, US intend to step up joint military exercises"
    assert draft.author == "Vugar Khalilov"
    assert [(p.name, p.role) for p in draft.people] == [
        ("Shinjiro Koizumi", "Japan’s Defence Minister"),
        ("Pete Hegseth", "U.S. Defense Secretary"),
        ("Sanae Takaichi", "Japanese Prime Minister"),
    ]
    assert len(draft.facts) == 6
