"""Drafts of articles: in the knowledge format, every word the article's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest import Draft, Source, draft_of, quotes_of, read_article, to_yaml
from bot.knowledge.reader import read_bytes
from tests.ingest.conftest import TEXT


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
    line = replace(draft.lines[0], confidence=0.5, others=("Ben Doe",))
    written = to_yaml(replace(draft, lines=(line,)))
    assert "- speaker: Ann Roe  # speaker unsure: Ann Roe or Ben Doe\n" in written


def test_mending_a_speaker_mends_the_pieces_that_follow() -> None:
    draft = read_article("Fennmoor\nAnn Roe came. “The harbour,” Roe said, “is ours.” “No,” said Ben Doe.")
    mended = draft.with_speaker(0, "Clara Voss")
    assert [line.speaker for line in mended.lines] == ["Clara Voss", "Clara Voss", "Ben Doe"]
    with pytest.raises(IndexError):
        draft.with_speaker(9, "Clara Voss")
    with pytest.raises(ValueError, match="needs a speaker"):
        draft.with_speaker(0, " ")


WORDS = st.text(alphabet="abZ é:#-'\"“”‘’«»&*!|>%@`{}[],?\t0.\n", max_size=120)


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
    path = Path(__file__).parents[2] / "data/articles/japan-us-joint-exercises.txt"
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


def test_an_article_is_attributed_once_while_it_is_looked_through() -> None:
    assert draft_of(Source(TEXT)) is draft_of(Source(TEXT))


def test_a_measured_quotation_tells_whether_the_draft_marks_it() -> None:
    text = "Hall closed\n“We go,” said Ann Roe. “We stay,” Ann Roe was alleged to have said."
    assert [(quote["speaker"], quote["unsure"]) for quote in quotes_of(text)] == [
        ("Ann Roe", False),
        ("Ann Roe", True),
    ]
