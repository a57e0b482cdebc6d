"""Whom a question is about: the people it names, taken together with the talk before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.answering.question.called import Stranger, whole_names
from bot.answering.question.namesakes import settled
from bot.answering.question.people import Meant, people_in
from bot.answering.question.terms import Term
from bot.search import Snapshot
from bot.text import quotations, words

_HE = frozenset({"he", "she", "they", "him", "her", "them", "his", "their"})
NAMED_BY_QUOTATION = 3
"""Words between marks from which they are somebody's words, and name nobody whom the question means."""


class Whom(NamedTuple):
    """The people that a question names, in its order, and the names in it that nobody known has."""

    people: tuple[Meant, ...] = ()
    strangers: tuple[Stranger, ...] = ()


def whom(
    question: str,
    terms: Sequence[Term],
    snapshot: Snapshot,
    *,
    talked_of: Sequence[str] = (),
    he_is: str = "",
) -> Whom:
    """Read the names of a question.

    :param talked_of: people of the conversation, by key: a name that several have is theirs.
    :param he_is: whom a pronoun stands for, by key; empty where it has nothing from before to stand for.
    """
    quoted = _quoted(question, terms)
    free = [one for one in people_in(terms, snapshot) if one.first not in quoted]
    people, found = whole_names(terms, free, snapshot)
    strangers = tuple(one for one in found if one.first not in quoted)
    people = tuple(settled(one, terms, snapshot, talked_of) for one in people)
    he = next((place for place, term in enumerate(terms) if term.word in _HE), None)
    if not people and not strangers and he_is and he is not None:
        people = (Meant(he, he + 1, ((he_is, 1.0),)),)
    return Whom(people, strangers)


def as_people(strangers: Sequence[Stranger]) -> tuple[Meant, ...]:
    """Those who share a part of a stranger's name, as if they were meant: whom to ask back about."""
    return tuple(
        Meant(one.first, one.last, tuple((key, 1 / len(one.near)) for key in one.near), open=True)
        for one in strangers
        if one.near
    )


def _quoted(question: str, terms: Sequence[Term]) -> frozenset[int]:
    """The places of the terms inside a quotation: the Hendry of “one Hendry too many” is not asked about."""
    spoken = words(question)
    inside: set[int] = set()
    for marks in quotations(question):
        run = [number for number, word in enumerate(spoken) if marks.start <= word.start < marks.end]
        inside.update(run if len(run) >= NAMED_BY_QUOTATION else ())
    return frozenset(place for place, term in enumerate(terms) if term.place in inside)
