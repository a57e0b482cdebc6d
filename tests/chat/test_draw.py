"""Cards drawn for Discord: within every limit, letter for letter, and with nothing that breaks out."""

from __future__ import annotations

import itertools
import re

import pytest
from discord import ui
from hypothesis import given
from hypothesis import strategies as st
from simcord.components import COMPONENTS_V2_FLAG, validate_components

from bot.cards.card import (
    Action,
    ActionKind,
    Block,
    Card,
    Column,
    Field,
    Line,
    LineKind,
    Span,
    TextStyle,
    block,
    line,
)
from bot.chat.render import draw, layout
from bot.text.escape import discord as escaped

WORDS = st.text(alphabet=st.sampled_from("ab *_~`|[]()<>@#-+>1.:/\\\n\r\u2028\u202e„“é😀"), max_size=60)
LONG = st.integers(min_value=0, max_value=400)
SPANS = st.builds(
    lambda text, times, style: Span(text=text * times, style=style), WORDS, LONG, st.sampled_from(TextStyle)
)
LINES = st.builds(
    lambda spans, kind: Line(spans=tuple(spans), kind=kind),
    st.lists(SPANS, max_size=3),
    st.sampled_from(LineKind),
)
CARDS = st.builds(
    lambda title, lines, columns, fields, footer: Card(
        title=title,
        blocks=tuple(Block(lines=(each,)) for each in lines),
        columns=tuple(Column(heading=title * 9, blocks=(Block(lines=(each,)),)) for each in columns),
        fields=tuple(Field(name=name * 9, value=value * 40) for name, value in fields),
        footer=footer * 99,
    ),
    WORDS,
    st.lists(LINES, max_size=4),
    st.lists(LINES, max_size=3),
    st.lists(st.tuples(WORDS, WORDS), max_size=30),
    WORDS,
)


def shown(markdown: str) -> str:
    """What Discord shows of escaped text: every backslash before a mark taken away."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", markdown)


@given(CARDS)
def test_an_embed_is_never_refused_for_its_size(card: Card) -> None:
    embed = draw.embed(card)
    assert len(embed) <= 6000
    assert len(embed.title or "") <= 256
    assert len(embed.description or "") <= 4096
    assert len(embed.footer.text or "") <= 2048
    assert len(embed.fields) <= 25
    for field in embed.fields:
        assert 1 <= len(field.name or "") <= 256
        assert 1 <= len(field.value or "") <= 1024


@given(CARDS, st.booleans())
def test_a_layout_is_never_refused_for_its_size(card: Card, with_buttons: bool) -> None:
    cite = Action(kind=ActionKind.CITE, label="Cite", key="a")
    acted = tuple(
        each.model_copy(
            update={"lines": tuple(one.model_copy(update={"action": cite}) for one in each.lines)}
        )
        for each in card.blocks * 9
    )
    numbers = itertools.count()
    drawn = layout.layout(
        card.model_copy(update={"blocks": acted}) if with_buttons else card,
        lambda action: ui.Button(label=action.label, custom_id=str(next(numbers))),
        below=[ui.Button(label="More", custom_id=f"below {number}") for number in range(7)],
        above="*Shared by ann*",
    )
    sent = drawn.to_components()  # type: ignore[no-untyped-call]
    assert validate_components(sent, flags=COMPONENTS_V2_FLAG)


@given(CARDS)
def test_plain_text_fits_a_message(card: Card) -> None:
    assert len(draw.text(card)) <= 2000


@given(st.text(alphabet=st.sampled_from("ab *_~`|[]()<>@#-+1.:/\\\n„é😀"), max_size=200))
def test_escaped_text_is_shown_letter_for_letter(text: str) -> None:
    assert shown(escaped(text)) == text


@given(WORDS)
def test_no_mark_is_left_unescaped(text: str) -> None:
    # A letter stands for each escaped mark: without it what stands beside it would come together.
    without = re.sub(r"\\.", "x", escaped(text), flags=re.DOTALL)
    assert not re.search(r"[*_~`|\[\]<>]", without)
    assert "://" not in without
    for each in escaped(text).split("\n"):
        assert not re.match(r"\s*([-+#]|\d+\.)", each)


@pytest.mark.parametrize(
    "attack",
    [
        "**bold**", "[click](https://evil.example)", "<@123>", "<@&5>", "<#7>", "<t:0:R>", "</ask:1>",
        "||secret||", "```\ncode", "> quote", ">>> quotes", "# big", "-# small", "- item", "1. item",
        "https://evil.example", "line\u2028# big", "line\r# big",
    ],
)  # fmt: skip
def test_what_a_quotation_says_stays_in_the_quotation(attack: str) -> None:
    card = Card(
        blocks=(block(line(f"He said {attack}", LineKind.QUOTATION), line("after", LineKind.DETAIL)),)
    )
    drawn = draw.embed(card).description or ""
    *quoted, gap, detail = drawn.split("\n")
    assert (gap, detail) == ("", "after")
    assert all(each.startswith("> ") for each in quoted)
    assert not re.search(r"(?<!\\)[*`|\[\]<]", drawn.replace("> ", "").replace(">\n", ""))


def test_a_mention_of_everybody_is_broken() -> None:
    assert escaped("@everyone and @here, ann@here.example") == "\\@everyone and \\@here, ann\\@here.example"


def test_an_address_cannot_leave_its_brackets() -> None:
    span = Span(text="title](x)", url="https://a.example/b)>c d")
    assert draw.embed(Card(blocks=(block(Line(spans=(span,))),))).description == (
        "title\\](x) [↗](<https://a.example/b%29%3Ec%20d>)"
    )


def test_a_title_that_has_to_be_escaped_stands_beside_its_link() -> None:
    """In a link's words Discord shows the backslashes themselves."""
    for title, drawn in (
        ("A plain title", "[A plain title](<https://a.example>)"),
        ("Names_with_*stars*", "Names\\_with\\_\\*stars\\* [↗](<https://a.example>)"),
    ):
        card = Card(blocks=(block(Line(spans=(Span(text=title, url="https://a.example"),))),))
        assert draw.embed(card).description == drawn


@pytest.mark.parametrize("draws", [lambda card: draw.embed(card).description, draw.text])
def test_a_long_quotation_is_cut_with_a_sign(draws: object) -> None:
    assert callable(draws)
    text = str(draws(Card(blocks=(block(line("word_ " * 2000, LineKind.QUOTATION)),))))
    assert "… cut here" in text
    assert not re.search(r"(?<!\\)_", text)


def test_differences_are_told_without_colour() -> None:
    spans = (
        Span(text="we will "),
        Span(text="never", style=TextStyle.ADDED),
        Span(text=" go", style=TextStyle.LOST),
    )
    assert draw.embed(Card(blocks=(block(Line(spans=spans)),))).description == "we will __**never**__ ~~go~~"


@pytest.mark.parametrize(("length", "beside"), [(10, True), (1500, False)])
def test_columns_stand_side_by_side_where_each_fits_a_field_whole(length: int, beside: bool) -> None:
    columns = tuple(
        Column(heading=name, blocks=(block(line("x" * size, LineKind.QUOTATION)),))
        for name, size in (("Ann", 10), ("Ben", length))
    )
    embed = draw.embed(Card(title="Ann and Ben", columns=columns))
    assert [field.name for field in embed.fields] == (["Ann", "Ben"] if beside else [])
    assert all(field.inline for field in embed.fields)
    for words in (draw.text(Card(columns=columns)), *([] if beside else [embed.description or ""])):
        assert words.index("**Ann**") < words.index("> xxx") < words.index("**Ben**")
        assert words.count("x") == 10 + length


@pytest.mark.parametrize("seed", ["\n", " ", "\n ", "1", "-", "*", "\u202e", "[a](b)\n\n\n"])
def test_a_quote_of_any_size_is_drawn_and_cut(seed: str) -> None:
    # As much as an attachment may hold: drawn in any but a straight way, some of these would take hours.
    words = f"begins {seed * (200_000 // len(seed))} ends"
    shown = draw.embed(Card(title=words, blocks=(block(line(words, LineKind.QUOTATION)),), footer="x"))
    assert "begins" in (shown.description or "")
    assert len(shown.description or "") <= draw.DESCRIPTION


def test_a_title_of_nothing_but_signs_is_cut_and_not_lost() -> None:
    title = draw.embed(Card(title="*" * 1000)).title
    assert title is not None
    assert draw.TITLE // 2 < len(title) <= draw.TITLE
