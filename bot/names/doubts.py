"""What is doubtful in a register, for the editors: near doubles, shared aliases, offices with two holders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.names.forms import Form, forms_of, slip
from bot.names.known import Office, Person, name_key
from bot.names.match import SHORTEST_MISSPELT
from bot.names.register import Register
from bot.names.tenure import is_single, title_key
from bot.names.words import same_first_name

MOST_OF_A_SURNAME = 200
"""Persons of one surname that are compared with each other: those of more are too many to be a slip's."""


class Doubt(StrEnum):
    """What is doubtful: two names that may be one person's, an alias of two, an office held by two."""

    NEAR_DOUBLE = "near double"
    SHARED_ALIAS = "shared alias"
    TWO_HOLDERS = "two holders"


class Doubtful(NamedTuple):
    """One doubt: the people it is about, and the alias or office, empty of a near double.

    `since` is the first day on which two hold the office; None where both do from the beginning.
    """

    doubt: Doubt
    people: tuple[Person, ...]
    what: str = ""
    since: date | None = None


def doubts(register: Register) -> Iterator[Doubtful]:
    """All doubts of a register, kind by kind, in the order of the names."""
    yield from sorted(_near_doubles(register), key=_by_name)
    yield from sorted(_shared_aliases(register), key=_by_name)
    yield from sorted(_two_holders(register), key=_by_name)


def _by_name(one: Doubtful) -> tuple[str, ...]:
    return (one.what, *(person.name for person in one.people))


def _near_doubles(register: Register) -> Iterator[Doubtful]:
    """Two persons whose names are one with a slip in it, or may be one and are not joined."""
    seen: set[frozenset[str]] = set()
    for word in register.surnames():
        people = [one for one in register.of_surname(word) if one.is_person and not register.is_bare(one.key)]
        if 1 < len(people) <= MOST_OF_A_SURNAME:
            yield from _pairs(people, register, seen)
    for people in _misspelt_surnames(register):
        yield from _pairs(people, register, seen)


def _pairs(people: Iterable[Person], register: Register, seen: set[frozenset[str]]) -> Iterator[Doubtful]:
    for one, other in combinations(sorted(people, key=lambda person: person.name), 2):
        pair = frozenset((one.key, other.key))
        if pair not in seen and not _kept_apart(one, other, register) and _is_near(one, other):
            seen.add(pair)
            yield Doubtful(Doubt.NEAR_DOUBLE, (one, other))


def _misspelt_surnames(register: Register) -> Iterator[list[Person]]:
    """Persons with one first name whose surnames are one when a letter of either is left out."""
    found: defaultdict[tuple[str, str], dict[str, Person]] = defaultdict(dict)
    for person in register:
        if not person.is_person or register.is_bare(person.key):
            continue
        for form in forms_of(person.name):
            if form.given and len(form.surname) >= SHORTEST_MISSPELT:
                for cut in range(len(form.surname)):
                    rest = form.surname[:cut] + form.surname[cut + 1 :]
                    found[form.given[0], rest][person.key] = person
                found[form.given[0], form.surname][person.key] = person
    return (list(people.values()) for people in found.values() if 1 < len(people) <= MOST_OF_A_SURNAME)


def _kept_apart(one: Person, other: Person, register: Register) -> bool:
    """Whether editors say that these are two: by an entry of each, or by a `not`."""
    if register.is_stated(one.key) and register.is_stated(other.key):
        return True
    return any(
        not {name_key(name) for name in mine.refused}.isdisjoint(theirs.spellings)
        for mine, theirs in ((one, other), (other, one))
    )


def _is_near(one: Person, other: Person) -> bool:
    return any(
        _slip_apart(mine, theirs)
        for name in one.names
        for their_name in other.names
        for mine in forms_of(name)
        for theirs in forms_of(their_name)
    )


def _slip_apart(one: Form, other: Form) -> bool:
    """Whether one name is the other with one slip at most, in the first name or in the surname."""
    if not one.given or not other.given or one.suffix != other.suffix or one.regal or other.regal:
        return False
    mine, theirs = one.given[0], other.given[0]
    middle = zip(one.given[1:], other.given[1:], strict=False)
    if min(len(mine), len(theirs)) == 1 or any(a[0] != b[0] for a, b in middle):
        return False
    if one.surname == other.surname:
        return mine == theirs or same_first_name(mine, theirs) or slip(mine, theirs)
    longest = max(len(one.surname), len(other.surname))
    close = OSA.distance(one.surname, other.surname, score_cutoff=1) <= 1
    return mine == theirs and longest >= SHORTEST_MISSPELT and close


def _shared_aliases(register: Register) -> Iterator[Doubtful]:
    for alias, name in register.aliases().items():
        owners = (one for one in register.owners(alias) if not register.is_bare(one.key))
        people = tuple(sorted(owners, key=lambda person: person.name))
        if len(people) > 1 and len(set(register.stated(name))) != 1:
            yield Doubtful(Doubt.SHARED_ALIAS, people, name)


def _two_holders(register: Register) -> Iterator[Doubtful]:
    """Offices that two persons hold on one day: stated ones, and roles that one person has at a time."""
    held: defaultdict[str, list[tuple[Person, Office]]] = defaultdict(list)
    for person in register:
        stated = {title_key(office.title) for office in person.offices}
        for office in register.offices(person.key):
            title = title_key(office.title)
            if office.stated or (is_single(office.title) and title not in stated):
                held[title].append((person, office))
    for holders in held.values():
        for (one, mine), (other, theirs) in combinations(holders, 2):
            if one.key != other.key and (mine.stated or theirs.stated or _dated(mine, theirs)):
                since = max(mine.since or date.min, theirs.since or date.min)
                if since < min(_end(mine), _end(theirs)):
                    day = None if since == date.min else since
                    yield Doubtful(Doubt.TWO_HOLDERS, (one, other), mine.title, day)


def _dated(*offices: Office) -> bool:
    return all(office.since for office in offices)


def _end(office: Office) -> date:
    """The first day on which an office is no longer held, as far as is known."""
    if office.until is None:
        return date.max
    return office.until if office.stated else office.until + timedelta(days=1)
