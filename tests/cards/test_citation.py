"""Citations: letter for letter as plain text, and as Markdown that renders letter for letter."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.cards.citation import markdown, plain
from bot.knowledge.items import Item
from bot.text import escape

ITEM = Item(
    article="a",
    title="Two [car] parks",
    source="Courier",
    author="Mirela Stroud",
    url="https://courier.example/a b>",
    published=date(2031, 11, 20),
    kind="quote",
    index=0,
    text="the *two* car parks on the quay, and not _one_ bench",
    speaker="Ines Aldercott",
    role="mayor of Port Ellery",
    context="asked what she regrets",
)


def test_plain_text_names_everything_that_is_known() -> None:
    assert plain(ITEM) == (
        "“the *two* car parks on the quay, and not _one_ bench”\n"
        "— Ines Aldercott, mayor of Port Ellery, asked what she regrets. "
        "Mirela Stroud, Two [car] parks, Courier, 20 November 2031, https://courier.example/a b>"
    )


def test_markdown_shows_the_same_words_and_links_the_title() -> None:
    assert markdown(ITEM) == (
        "> “the \\*two\\* car parks on the quay, and not \\_one\\_ bench”\n>\n"
        "> — Ines Aldercott, mayor of Port Ellery, asked what she regrets. "
        "Mirela Stroud, [Two \\[car\\] parks](<https://courier.example/a%20b%3E>), Courier, 20 November 2031"
    )


def test_a_fact_of_an_undated_article_is_cited_without_marks_or_gaps() -> None:
    fact = Item(article="a", title="T", kind="fact", index=0, text="It is so.")
    assert plain(fact) == "It is so.\n— T"
    assert markdown(fact) == "> It is so.\n>\n> — *T*"


LINE = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1).map(lambda t: f"a{t}z")
STARTS = st.sampled_from(["- x", "= x", "1. x", "12) x", "# x", "> x", "+ x", "* x", "===", "---"])


@given(LINE | STARTS)
def test_escaped_text_renders_letter_for_letter(text: str) -> None:
    tokens = MarkdownIt().parse(escape.markdown(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children or []) == text


def test_what_was_said_in_a_recording_is_cited_with_its_time() -> None:
    assert plain(ITEM.model_copy(update={"at": "00:01:15"})).endswith(
        "20 November 2031, 00:01:15 into the recording, https://courier.example/a b>"
    )
