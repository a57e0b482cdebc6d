"""Quotation marks: which words stand between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.marks import quotations


def between(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('"So be it," said Roe.', ["So be it,"]),
        ("“So be it,” said Roe.", ["So be it,"]),
        ("''So be it,'' said Roe.", ["So be it,"]),
        ("``So be it,'' said Roe.", ["So be it,"]),
        ("‘So be it,’ said Roe.", ["So be it,"]),
        ("'So be it,' said Roe.", ["So be it,"]),
        ("«So be it», said Roe.", ["So be it"]),
        ("« So be it », said Roe.", [" So be it "]),
        ("»So be it«, said Roe.", ["So be it"]),
        ("Roe said: »So.« Then: »Be it!»", ["So.", "Be it!"]),
        ("Roe said ›so‹ (»be it«).", ["so", "be it"]),
        ("„So be it“, said Roe.", ["So be it"]),
        ("„So be it”, said Roe.", ["So be it"]),
        ("‚So be it‘, said Roe.", ["So be it"]),
        ("‚So be it’, said Roe's aide.", ["So be it"]),
        ("‹So be it›, said Roe.", ["So be it"]),
        ('A mixed pair: “So be it," said Roe.', ["So be it,"]),
        ("“So,” said Roe, “be it.”", ["So,", "be it."]),
    ],
)
def test_each_kind_of_mark(text: str, inner: list[str]) -> None:
    assert between(text) == inner


@pytest.mark.parametrize(
    "text",
    [
        "It's the Roes' house, isn't it?",
        "Rock 'n' roll of the '90s, 'til dawn",
        'A 6\'2" man bought 12" of pipe',
        "The workers’ union and Roe’s lawyers",
        "",
        "“”",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    assert between(text) == []


def test_a_nested_quotation_is_part_of_the_outer_one() -> None:
    assert between("“He told me, ‘Go home,’ and I went,” said Roe.") == ["He told me, ‘Go home,’ and I went,"]
    assert between("'They said \"never\" twice,' said Roe.") == ['They said "never" twice,']


def test_an_apostrophe_within_single_marks_closes_nothing() -> None:
    assert between("‘The Roes’ house isn’t for sale,’ said Doe.") == ["The Roes’ house isn’t for sale,"]


def test_a_quotation_over_several_paragraphs_is_a_piece_each() -> None:
    text = "“One.\n“Two.\n“Three,” said Roe.\n“Four,” said Doe."
    found = quotations(text)
    assert between(text) == ["One.", "Two.", "Three,", "Four,"]
    assert [q.closed for q in found] == [False, False, True, True]
    assert [q.continues for q in found] == [False, True, True, False]


def test_straight_marks_over_several_paragraphs() -> None:
    assert between('"One.\n\n"Two.\n\n"Three," said Roe.') == ["One.", "Two.", "Three,"]


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    (first, second) = quotations("“They all left\nRoe said: “Good.”")
    assert (first.closed, second.closed) == (False, True)
    assert between("“They all left\nRoe said: “Good.”") == ["They all left", "Good."]


def test_a_second_opening_mark_ends_an_unclosed_quotation() -> None:
    assert between("“They left, said Roe. “All of them.") == ["They left, said Roe.", "All of them."]


def test_marks_typed_the_wrong_way_round() -> None:
    assert between("He spoke of “change,” ”hope and more” today.") == ["change,", "hope and more"]


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„`", max_size=80))
def test_quotations_never_overlap_and_never_raise(text: str) -> None:
    end = 0
    for quotation in quotations(text):
        assert end <= quotation.open <= quotation.start < quotation.end <= quotation.close <= len(text)
        assert "\n" not in text[quotation.open : quotation.close]
        end = quotation.close


@given(
    st.lists(st.text(alphabet="abc ", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=4),
    st.sampled_from(["“”", '""', "«»", "‘’"]),
)
def test_what_is_put_between_marks_is_found_again(pieces: list[str], marks: str) -> None:
    text = " ".join(f"{marks[0]}{piece.strip()}{marks[1]} said Roe." for piece in pieces)
    assert between(text) == [piece.strip() for piece in pieces]
