"""Words that stand in names: titles, particles, suffixes, words of groups, and short forms of first names.

The lists are data (`data/words.txt`, `data/first_names.txt`, `data/short_forms.txt`), each word in one place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from bot.text import by_kind, lines

_KINDS = by_kind(__package__, "words.txt")
_GENDERS = {"man": "m", "woman": "f", "either": ""}

HONORIFICS = {
    word: gender for kind, gender in _GENDERS.items() for word in sorted(_KINDS[f"honorific {kind}"])
}
"""Honorifics, and whom they are said to: "m" men, "f" women, "" both."""

TITLES = _KINDS["title"] | HONORIFICS.keys()
"""Titles and offices that stand before a name, honorifics among them."""

RELATIONS = _KINDS["relation"]
"""Words for who somebody is to somebody else: the mayor's deputy is not the mayor."""

WOMAN, MAN = _KINDS["woman"], _KINDS["man"]
"""Words of a role that say it is a woman's, or a man's."""

OFFICES = {
    title: frozenset(words.split())
    for title, words in {
        "sen": "senator",
        "gov": "governor",
        "rep": "congressman congresswoman",
        "representative": "congressman congresswoman",
        "gen": "general",
        "sec": "secretary",
        "pres": "president",
        "amb": "ambassador",
        "prof": "professor",
        "dr": "doctor physician professor surgeon economist scientist",
        "congressman": "representative",
        "congresswoman": "representative",
    }.items()
}
"""Words of a role that a title points to, besides the title itself."""

PARTICLES = _KINDS["particle"]
"""Small words that belong to the surname after them."""

LINKING = PARTICLES | _KINDS["linking"]
"""Particles, and small words that are one in lower case only: "Ben" is a first name, "ben" is not."""

SUFFIXES = {
    written: kind.removeprefix("suffix ")
    for kind in sorted(_KINDS)
    if kind.startswith("suffix ")
    for written in sorted(_KINDS[kind])
}
"""What distinguishes father from son, as written and as kept; a father may go without."""

DESCRIBING = _KINDS["describing"]
"""Words that begin a description of somebody instead of a name: "the", "another", "two"."""

REGAL = _KINDS["regal"]
"""Titles before the one name that somebody is called by: the Francis of "Pope Francis" is no surname."""

FAMILY_FIRST = _KINDS["family first"]
"""Family names that stand first: the "pak" of "Pak Jung-kwan"."""

_DOUBLE = _KINDS["double surname"]
_DOUBLE_ENDINGS = ("ez", "oz")


def is_double_half(surname: str) -> bool:
    """Whether a folded surname is one of those of which Spanish and Portuguese names have two."""
    return surname in _DOUBLE or (len(surname) > 4 and surname.endswith(_DOUBLE_ENDINGS))


GROUP_WORDS = _KINDS["group"]
"""Words that distinguish an office, firm or group from a person, wherever in a name they stand."""

ORGANISATION_WORDS = GROUP_WORDS | _KINDS["surname"]
"""The same, and words that are people's surnames as well: at the end of a name in running text."""

_DOUBLED = re.compile(r"(.)\1+")
_SPELLINGS = (("ph", "f"), ("ck", "k"), ("c", "k"), ("y", "i"), ("z", "s"), ("th", "t"), ("ie", "ei"))


@cache
def first_names() -> dict[str, str]:
    """Given names in lower case, and whom they are mostly given to: "m" men, "f" women, "" both."""
    names: dict[str, str] = {}
    for gender, listed in (line.split(":") for line in lines(__package__, "first_names.txt")):
        for name in listed.split():
            names[name] = "" if names.get(name, gender) != gender else gender
    return names


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    """For a first name the long forms that it may stand for, and itself where it is one."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines(__package__, "short_forms.txt"):
        long, *_ = names = line.split()
        for name in names:
            found[name].add(long)
    return {name: frozenset(longs) for name, longs in found.items()}


def long_forms(name: str) -> frozenset[str]:
    """The first names that a folded one may stand for: "edward" and "theodore" for "ted", else itself."""
    return _short_forms().get(name) or frozenset((name,))


def same_first_name(one: str, other: str) -> bool:
    """Whether two folded first names are forms of one: "bill" and "william"."""
    return one == other or not long_forms(one).isdisjoint(long_forms(other))


@cache
def _romanised() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines(__package__, "romanisations.txt"):
        kept, *others = line.split()
        found.update(dict.fromkeys(others, kept))
    return found


def romanised(name: str) -> str:
    """A folded given name in the one form that is kept for all that write it from other letters."""
    return _romanised().get(name, name)


def is_given_name(word: str) -> bool:
    """Whether a folded word is on the shipped lists of given names and their short forms."""
    return word in first_names() or word in _short_forms()


def spelling_key(name: str) -> str:
    """Equal for spellings of one first name that sound alike: "hilary" and "hillary", "bryan" and "brian"."""
    key = _DOUBLED.sub(r"\1", name)
    for written, read in _SPELLINGS:
        key = key.replace(written, read)
    return key.replace("h", "")
