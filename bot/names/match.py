"""Names of persons compared: is the one who is named the one who is known?

Two names are read into their parts and compared part by part. Nothing here knows the knowledge base:
`compare` says how well a name fits one person, `fits_best` whether it fits no other known person better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.names.parse import NAME_PARTS, NO_LETTERS, Name, bare, is_person, parse
from bot.names.roles import role_fits
from bot.names.words import HONORIFICS, MAN, OFFICES, WOMAN, same_first_name, spelling_key
from bot.text import fold, words

_JOINT = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)

SHORTEST_MISSPELT = 5
"""Letters that a surname must have before one wrong letter is forgiven: "Rice" and "Price" are two people."""
LONG_SURNAME = 8
"""Letters from which two wrong letters are forgiven."""


class NameMatch(IntEnum):
    """How well a name fits a person, worst first, so that degrees compare.

    PARTS is first name and surname, middle names apart; NO_SUFFIX the same without the known "Jr."; FULL and
    ALIAS are a whole name, letter for letter.
    """

    NONE = 0
    ROLE = 1
    FIRST = 2
    MISSPELT = 3
    INITIALS = 4
    SURNAME = 5
    NO_SUFFIX = 6
    PARTS = 7
    ALIAS = 8
    FULL = 9


class Identity(NamedTuple):
    """A known person: full name, what else people call them, and roles, newest first."""

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def compare(given: str, known: Identity) -> NameMatch:
    """How well the name, alias, initials or role `given` fits the known person; NONE: somebody else.

    Several speakers in one ("Grassley and Leahy") are known when each one named is among them.
    """
    whole = _compare_whole(given, known)
    if whole or not _JOINT.search(given + " " + known.name):
        return whole
    parts = [Identity(part) for part in _JOINT.split(known.name)]
    if not all(is_person(part.name) for part in parts):
        return whole
    return min(max(_compare_whole(named, part) for part in parts) for named in _JOINT.split(given))


def fits_best(given: str, known: Identity, others: Iterable[Identity]) -> NameMatch:
    """How well `given` fits `known`, or NONE where it fits another person better.

    A namesake is somebody else, and so is one whom the title given fits better: "Mrs. Trump" and "Donald
    Trump" are two. "Donald Trump" is not Donald Trump Jr. where both are known, and "Ivana
    Trump" is no misspelt "Ivanka".
    """
    degree = compare(given, known)
    if not degree or degree is NameMatch.FULL:
        return degree
    titles = parse(given).titles
    if contradicts_title(titles, known):
        return NameMatch.NONE
    titled = degree is not NameMatch.SURNAME or bears_title(titles, known)
    for other in others:
        if same_name(other, known):
            continue
        rival = compare(given, other)
        if rival > degree or (rival == degree and not titled and bears_title(titles, other)):
            return NameMatch.NONE
    return degree


def same_name(one: Identity, other: Identity) -> bool:
    """Whether two entries carry one person's name: a name or alias of one is a name or alias of the other."""
    left = {bare(name) for name in (one.name, *one.aliases)}
    return any(bare(name) in left for name in (other.name, *other.aliases))


def _compare_whole(given: str, known: Identity) -> NameMatch:
    letters = bare(given)
    if not letters:
        return NameMatch.NONE
    if letters == bare(known.name):
        return NameMatch.FULL
    if any(letters == bare(alias) for alias in known.aliases):
        return NameMatch.ALIAS
    best = NameMatch.INITIALS if _are_initials(given, known) else NameMatch.NONE
    if is_person(known.name):
        named = parse(given)
        best = max(best, _compare_parts(named, parse(known.name)), _by_alias(named, known.aliases))
    if not best and any(role_fits(given, role) for role in known.roles):
        return NameMatch.ROLE
    return best


def bears_title(titles: tuple[str, ...], person: Identity) -> bool:
    """Whether the person's roles have an office that one of the titles names."""
    said = _role_words(person)
    return any(said & {title, *OFFICES.get(title, ())} for title in titles)


def contradicts_title(titles: tuple[str, ...], person: Identity) -> bool:
    """Whether the person's roles tell of a woman where the title is a man's, or the other way round."""
    said = _role_words(person)
    woman, man = bool(said & WOMAN), bool(said & MAN)
    other = "m" if woman else "f"
    return woman != man and any(HONORIFICS.get(title) == other for title in titles)


def _role_words(person: Identity) -> set[str]:
    return {word.text for role in person.roles for word in words(role)}


def _by_alias(named: Name, aliases: tuple[str, ...]) -> NameMatch:
    """An alias counts as a name only whole: of "Lyin' Ted", "Ted" alone is none."""
    full = [parse(alias) for alias in aliases if is_person(alias)]
    degrees = [_compare_parts(named, alias) for alias in full if named.given and alias.given]
    return max(degrees, default=NameMatch.NONE)


def _compare_parts(named: Name, known: Name) -> NameMatch:
    if named.suffix and named.suffix != (known.suffix or "sr"):
        return NameMatch.NONE
    if not named.given:
        return _compare_one(named, known)
    degree = _compare_in_order(named, known)
    if (
        not degree
        and not known.suffix
        and tuple(reversed(named.given + named.surname)) == known.given + known.surname
    ):
        degree = NameMatch.PARTS
    if degree is NameMatch.PARTS and known.suffix not in {named.suffix, "sr"}:
        return NameMatch.NO_SUFFIX
    return degree


def _compare_one(named: Name, known: Name) -> NameMatch:
    """One name alone: a surname, a first name (of "Xi Jinping" the surname), or either misspelt."""
    alone = "".join(named.surname)
    surname = "".join(known.surname)
    if alone in {surname, known.surname[-1] if known.surname else ""}:
        return NameMatch.SURNAME
    if known.given and alone == known.given[0] and len(alone) > 1:
        return NameMatch.FIRST
    if alone[:1] == surname[:1] and _misspelt(alone, surname):
        return NameMatch.MISSPELT
    return NameMatch.NONE


def _compare_in_order(named: Name, known: Name) -> NameMatch:
    given = _given_names_fit(named.given, known.given)
    if not given:
        return NameMatch.NONE
    one, other = "".join(named.surname), "".join(known.surname)
    if one == other:
        return given
    return NameMatch.MISSPELT if _misspelt(one, other) else NameMatch.NONE


def _given_names_fit(named: tuple[str, ...], known: tuple[str, ...]) -> NameMatch:
    """First names must agree, and middle ones where both have some: George H. W. is not George W."""
    if not known:
        return NameMatch.SURNAME
    called_by_second = len(known) > 1 and len(known[0]) == 1 and same_first_name(named[0], known[1])
    if called_by_second:
        known = known[1:]
    first = _one_given_name(named[0], known[0])
    middle_agree = all(_one_given_name(a, b) for a, b in zip(named[1:], known[1:], strict=False))
    return first if middle_agree else NameMatch.NONE


def _one_given_name(one: str, other: str) -> NameMatch:
    if one == other or same_first_name(one, other):
        return NameMatch.PARTS
    if min(len(one), len(other)) == 1 and one[0] == other[0]:
        return NameMatch.INITIALS
    return NameMatch.MISSPELT if spelling_key(one) == spelling_key(other) else NameMatch.NONE


def _misspelt(typed: str, known: str) -> bool:
    if len(known) < SHORTEST_MISSPELT:
        return False
    return OSA.distance(typed, known, score_cutoff=2) <= (2 if len(known) >= LONG_SURNAME else 1)


def _are_initials(given: str, known: Identity) -> bool:
    """Two to five capitals, dotted or not, that begin the words of a name: "HRC", "J.F.K.", "IMF"."""
    letters = NO_LETTERS.sub("", given)
    if not 2 <= len(letters) <= 5 or not letters.isupper():
        return False
    return any(letters.lower() == _initials(name) for name in (known.name, *known.aliases))


def _initials(name: str) -> str:
    kept = (token for token in NAME_PARTS.split(name) if token[:1].isupper())
    return fold("".join(part[0] for token in kept for part in token.split("-") if part[:1].isupper()))
