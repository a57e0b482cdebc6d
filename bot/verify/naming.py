"""Whether the name given for a quotation contradicts whoever said it: only a known somebody else does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.knowledge import Item
from bot.names import Identity, compare, is_person, same_name
from bot.text import fold, words
from bot.verify.source import QuoteSource

_INDEFINITE = frozenset(("a", "an", "another", "one", "some"))
_OWNED = re.compile(r"\w['’]s?\s")
_COMPLEMENT = re.compile(r",?\s+(?:of|from|at|for|in)\s+|,\s+")
_DETERMINERS = _INDEFINITE | {
    "the",
    "his",
    "her",
    "their",
    "its",
    "our",
    "my",
    "this",
    "that",
    "these",
    "those",
}


def describes(speaker: str) -> bool:
    """Whether a speaker's name only describes somebody who may have a name, too: "The discount grocer".

    "Another user" brings in somebody new, who is none of those that have names.
    """
    return is_description(speaker) and fold(speaker.split(maxsplit=1)[0]) not in _INDEFINITE


def is_description(name: str) -> bool:
    """Whether it is no name, but says who somebody is: "the mayor", "her coach", "Norvik's chief"."""
    said = name.split()
    return len(said) > 1 and (fold(said[0]) in _DETERMINERS or said[-1][0].islower())


def called(name: str) -> Iterator[str]:
    """The name, and what is left of it without what only says who somebody is, the longest first.

    "President Roe of Orlow", "the union's Ann Roe", "Orlow pilot Ann Roe", "ex-minister Roe": a surname alone
    is taken only behind words that are plainly no given name.
    """
    yield name
    for cut in _COMPLEMENT.finditer(name):
        if len(name[: cut.start()].split()) > 1:
            yield name[: cut.start()]
    said = name.partition(",")[0].split()
    for place in range(1, len(said)):
        rest = said[place:]
        plain = said[place - 1][0].islower() or _OWNED.search(said[place - 1] + " ")
        if rest[0][0].isupper() and (plain or len(rest) > 1):
            yield " ".join(rest)


def tells_nobody(name: str) -> bool:
    """Whether it is a description that does not tell by itself who is meant: "a lawyer", "her coach"."""
    return is_description(name) and fold(name.split(maxsplit=1)[0]) in _DETERMINERS - {"the"}


def may_mean(given: str, known: Identity, item: Item, source: QuoteSource) -> bool:
    """Whether the name may be the item's speaker's, though it fits none of their names.

    So it is where the article only describes its speaker and has the name elsewhere; where an organisation
    stands for one of its people, or one of them for it: their role names it; and where a short name is better
    somebody else's, of whom the article says nothing.
    """
    if is_description(item.speaker) and _words(given) <= _words(item.speaker):
        return True
    if describes(item.speaker):
        return source.has_name(item.article, given)
    if _is_short_for(given, known, item, source):
        return True
    people = [one for one in source.namesakes(given) if is_person(one.name) and compare(given, one)]
    if is_person(item.speaker):
        return not people and any(_belongs(given, role) for role in known.roles)
    return any(_belongs(item.speaker, role) for one in people for role in one.roles)


def _is_short_for(given: str, known: Identity, item: Item, source: QuoteSource) -> bool:
    """Whether one of the names is short for the other, and nobody whom it fits better is in the article."""
    if not (
        compare(given, known) or (len(item.speaker.split()) == 1 and compare(item.speaker, Identity(given)))
    ):
        return False
    others = (one for one in source.namesakes(given) if not same_name(one, known))
    return not any(
        compare(given, one) > compare(given, known)
        and not _words(one.name) <= _words(known.name)
        and source.has_name(item.article, one.name)
        for one in others
    )


def _words(name: str) -> set[str]:
    return {word.text for word in words(name)}


def _belongs(organisation: str, role: str) -> bool:
    """Whether a role names the organisation: "analyst for Comscore"."""
    named = [word.text for word in words(organisation) if word.text != "the"]
    said = [word.text for word in words(role)]
    starts = range(len(said) - len(named) + 1)
    return bool(named) and any(said[n : n + len(named)] == named for n in starts)
