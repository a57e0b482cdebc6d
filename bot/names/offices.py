"""Words for the same office, relation or country, as data: `data/offices.txt` and `data/nations.txt`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bot.names.words import MAN, ORGANISATION_WORDS, TITLES, WOMAN
from bot.text import lines

Phrase = tuple[str, ...]


@cache
def offices() -> dict[Phrase, tuple[Phrase, ...]]:
    """For a word or phrase (as words) the others that name the same office, relation or country."""
    table: dict[Phrase, list[Phrase]] = {}
    for group in _groups():
        phrases = [phrase for one in group for phrase in one]
        for phrase in phrases:
            table.setdefault(phrase, []).extend(other for other in phrases if other != phrase)
    return {phrase: tuple(dict.fromkeys(others)) for phrase, others in table.items()}


@cache
def _office_words() -> frozenset[str]:
    described = TITLES | WOMAN | MAN | ORGANISATION_WORDS
    return described.union(word for phrase in offices() for word in phrase)


def names_an_office(word: str) -> bool:
    """Whether a folded word stands in names of offices, relations, nations or groups: no part of a name."""
    return word in _office_words()


@cache
def equal_phrases() -> dict[Phrase, Phrase]:
    """For a phrase the one that is kept for it and says the same: ("premier",) for ("prime", "minister")."""
    table: dict[Phrase, Phrase] = {}
    for group in _groups():
        for kept, *others in group:
            for phrase in others:
                table.setdefault(phrase, kept)
    return table


@cache
def nations() -> frozenset[Phrase]:
    """All words and phrases for a country, what is its own, or its capital."""
    return frozenset(phrase for group in _groups("nations.txt") for one in group for phrase in one)


def _groups(*names: str) -> Iterator[list[list[Phrase]]]:
    """The groups of these lists, or of all, each of sets of equal phrases."""
    for name in names or ("offices.txt", "nations.txt"):
        for line in lines(__package__, name):
            yield [[tuple(phrase.split("-")) for phrase in one.split("=")] for one in line.split()]
