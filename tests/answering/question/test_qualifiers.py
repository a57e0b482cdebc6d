"""A search cut into pieces, and days that stand by themselves."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answering import PieceKind, pieces_in, qualifiers_in, span_named, with_value, without_spans

TODAY, NEWEST = date(2031, 12, 1), date(2031, 11, 20)


def told(typed: str) -> list[str]:
    """The pieces of a search, each as its kind and what it holds."""
    return [
        f"{piece.qualifier or piece.kind}{'=' if piece.quoted else ':'}{piece.text}"
        for piece in pieces_in(typed)
    ]


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("ferry strike", ["word:ferry", "word:strike"]),
        ('"a new  golden age" ferry', ["phrase:a new golden age", "word:ferry"]),
        ("“one” „two“ «three» »four«", ["phrase:one", "phrase:two", "phrase:three", "phrase:four"]),
        ("tunnel -ferry −bus", ["word:tunnel", "without:ferry", "without:bus"]),
        ('-"by sea" -“by air”', ["without phrase:by sea", "without phrase:by air"]),
        ("speaker:Thorley SOURCE:Courier", ["speaker:Thorley", "source:Courier"]),
        ('speaker:"Agnes Thorley", after: 3', ["speaker=Agnes Thorley", "after:3"]),
        ("(before:2031-03-04)", ["before:2031-03-04"]),
        ("speaker: source:Courier after:", ["speaker:", "source:Courier", "after:"]),
        # Whatever else looks like syntax is plain words.
        ("title:x AND (tram OR bus)*", ["word:title:x", "word:AND", "word:(tram", "word:OR", "word:bus)*"]),
        ("loudspeaker:x ferry - tram well-known", ["word:loudspeaker:x", "word:ferry", "word:-", "word:tram",
                                                   "word:well-known"]),
        ('an "open mark', ["word:an", "word:open", "word:mark"]),
        ('did she say "source: the sea"?', ["word:did", "word:she", "word:say", "phrase:source: the sea"]),
        ('"" -“ ” ?!', []),
    ],
)  # fmt: skip
def test_a_search_is_cut_into_its_pieces(typed: str, pieces: list[str]) -> None:
    assert told(typed) == pieces


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ('what did she say? speaker:"Agnes Thorley", after:2031-03-01?', "what did she say?"),
        ("what did she say about it, speaker:Thorley, after:2031?", "what did she say about it"),
        ("(source:Courier) what happened? (speaker:Roe)", "what happened?"),
        ("after:2031 what happened?", "what happened?"),
        ("speaker:Roe", ""),
        ("what happened...", "what happened..."),
    ],
)
def test_a_question_reads_on_without_its_qualifiers(typed: str, rest: str) -> None:
    assert without_spans(typed, [(piece.start, piece.end) for piece in qualifiers_in(typed)]) == rest


def test_another_value_takes_the_place_of_one_in_marks() -> None:
    typed = 'ferry speaker:Renwick, source:"The Courier" strike'
    speaker, source = qualifiers_in(typed)
    assert with_value(typed, speaker, 'Lena "L" Renwick') == (
        'ferry speaker:"Lena L Renwick", source:"The Courier" strike'
    )
    assert with_value(typed, source, "Echo") == 'ferry speaker:Renwick, source:"Echo" strike'


def test_a_mark_behind_a_word_parts_it_from_the_next() -> None:
    assert [piece.parted for piece in pieces_in("speaker:Thorley, strike now.")] == [True, False, True]
    assert {piece.kind for piece in pieces_in('"Thorley," -strike,')} == {PieceKind.PHRASE, PieceKind.WITHOUT}


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2031-03-04", "2031-03-04", "2031-03-04"),
        ("4 March 2031", "2031-03-04", "2031-03-04"),
        ("March 4, 2031", "2031-03-04", "2031-03-04"),
        ("2031-03", "2031-03-01", "2031-03-31"),
        ("March", "2031-03-01", "2031-03-31"),
        ("december", "2030-12-01", "2030-12-31"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("yesterday", "2031-11-30", "2031-11-30"),
        ("last week", "2031-11-24", "2031-11-30"),
    ],
)
def test_days_that_stand_by_themselves(typed: str, first: str, last: str) -> None:
    span = span_named(typed, TODAY, NEWEST)
    assert span and [day.isoformat() for day in span] == [first, last]


@pytest.mark.parametrize("typed", ["soon", "", "12", "the strike", "4 March 2031 strike", "2031-13-01"])
def test_what_names_no_day_or_more_than_that_is_none(typed: str) -> None:
    assert span_named(typed, TODAY, NEWEST) is None


@pytest.mark.parametrize("typed", ["31 February", "2031-02-31"])
def test_a_day_that_the_calendar_lacks_is_told(typed: str) -> None:
    with pytest.raises(ValueError):
        span_named(typed, TODAY, NEWEST)
