"""A name taken apart for joining: what two spellings of one person have in common, whatever else differs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.names.parse import NAME_PARTS, NO_LETTERS, is_person, parse
from bot.names.words import (
    FAMILY_FIRST,
    PARTICLES,
    REGAL,
    first_names,
    is_double_half,
    long_forms,
    romanised,
    spelling_key,
)
from bot.text import fold

SHORTEST_SLIP = 4
"""Letters that a given name must have before one wrong letter is forgiven: "Tim" and "Tom" are two names."""
SHORTEST_SHORT = 3
"""Letters that the beginning of a name must have to be a short form of it: "Tom" of "Tomas"."""

_ASCII = str.maketrans(
    {"ø": "o", "å": "a", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th"}
)
_TWO = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
_EXPANDED = str.maketrans({**_TWO, **{letter.upper(): two.title() for letter, two in _TWO.items()}})
_SURNAME_ENDINGS = (
    (re.compile(r"(?<=[sc]k)(?:yy|iy|ii|ij|yj|yi|i|j)$"), "y"),
    (re.compile(r"(?<=[a-z])(?:iy|ii|ij|yj|yi|yy)$"), "y"),
    (re.compile(r"(?<=[a-z]{2}[oe])(?:ff|w)$"), "v"),
)
"""Endings of surnames that newspapers write in several ways: "Zelenskyy", "Zelensky"; "Petroff", "Petrov"."""
_AL = re.compile(r"Al\s")
_HYPHENS = re.compile(r"[-‐‑–]")


class Form(NamedTuple):
    """A name in folded and romanised parts.

    `surname` is its last word without particles, which stand in `particles`; `halves` are those of a double
    surname with a hyphen; `letters` are all of the name's in their order, titles and suffix apart.
    """

    given: tuple[str, ...]
    surname: str
    particles: tuple[str, ...]
    halves: tuple[str, ...]
    suffix: str
    letters: str
    regal: bool

    @property
    def letters_key(self) -> str:
        """Equal for names of the same letters in their order and the same suffix."""
        return self.letters + self.suffix

    @property
    def bare(self) -> bool:
        """Whether it is a surname alone, or behind initials or a title: less than tells who it is."""
        return bool(self.surname) and all(len(one) == 1 for one in self.given)

    @property
    def surnames(self) -> tuple[str, ...]:
        """All words by which somebody of this name may be called as by a surname, the last word first.

        That is each half of a double one, a middle name that is no first name ("Rodham"), and the first name
        where families stand first ("Pak").
        """
        middle = [one for one in self.given[1:] if len(one) > 2 and one not in first_names()]
        first = [one for one in self.given[:1] if one in FAMILY_FIRST]
        whole = ["".join((*self.particles, self.surname))]
        return tuple(dict.fromkeys((self.surname, *whole, *self.halves, *middle, *first)))


@lru_cache(maxsize=4096)
def forms_of(name: str) -> tuple[Form, ...]:
    """The forms of a name: one, or a second one where it has letters that are written as two ("Müller").

    None where the name has no letters or does not read like a person's.
    """
    if not is_person(name):
        return ()
    written = dict.fromkeys((name, name.translate(_EXPANDED))) if not name.isascii() else (name,)
    read = [form for each in written if (form := _form(each))]
    return tuple(dict.fromkeys((*(_al_is_given(form, name) for form in read), *read)))


def is_bare(name: str) -> bool:
    """Whether a name is a surname alone, or one behind initials or a title: it does not tell who it is."""
    forms = forms_of(name)
    return bool(forms) and all(form.bare for form in forms)


def _al_is_given(form: Form, name: str) -> Form:
    """ "Al Hendry" with a first name, and not like "Al Nasser": which of the two it is cannot be seen."""
    if form.given or form.particles != ("al",) or not _AL.match(name):
        return form
    return form._replace(given=("al",), particles=())


def _form(name: str) -> Form | None:
    parsed = parse(name)
    surname = [_plain(part) for part in parsed.surname]
    if not surname or not surname[-1]:
        return None
    given = tuple(romanised(_plain(part)) for part in parsed.given)
    last = _romanised_surname(surname[-1])
    particles = tuple(part for part in surname[:-1] if part in PARTICLES)
    return Form(
        given=given,
        surname=last,
        particles=particles,
        halves=_halves(name, surname[-1]),
        suffix="" if parsed.suffix == "sr" else parsed.suffix,
        letters="".join((*given, *surname[:-1], last)),
        regal=any(title in REGAL for title in parsed.titles),
    )


def _plain(part: str) -> str:
    return part if part.isascii() else part.translate(_ASCII)


def _romanised_surname(word: str) -> str:
    for ending, kept in _SURNAME_ENDINGS:
        word, count = ending.subn(kept, word)
        if count:
            break
    return word


def _halves(name: str, surname: str) -> tuple[str, ...]:
    """The parts of the surname between hyphens, each of three letters or more; none of "Jung-kwan".

    A particle joined by a hyphen is left out by some: of "al-Nasser" the part is "Nasser".
    """
    if not _HYPHENS.search(name):
        return ()
    for token in NAME_PARTS.split(name):
        pieces = [piece for piece in _HYPHENS.split(token) if piece]
        folded = [_plain(NO_LETTERS.sub("", fold(piece))) for piece in pieces]
        names = [piece for piece, plain in zip(pieces, folded, strict=True) if plain not in PARTICLES]
        if len(pieces) > 1 and "".join(folded) == surname and all(piece[0].isupper() for piece in names):
            return tuple(_romanised_surname(each) for each in folded if len(each) > 2)
    return ()


def may_be_one(one: str, other: str) -> bool:
    """Whether two full names may be two spellings of one: nothing in either contradicts the other.

    They may differ in a middle name or initial left out, a short form, particles, one half of a double
    surname, the order of the two where that is no other name, accents and what other letters are written
    as. A slip of the pen is a difference, and so are "Jr." and a surname or initials alone.
    """
    return any(_alike(mine, theirs) for mine in forms_of(one) for theirs in forms_of(other))


def _alike(one: Form, other: Form) -> bool:
    if one.suffix != other.suffix or one.regal != other.regal:
        return False
    if one.letters == other.letters:
        return True
    if one.bare or other.bare:
        return False
    return (
        _surnames_agree(one, other) or _left_out(one, other) or _left_out(other, one) or _turned(one, other)
    )


def _surnames_agree(one: Form, other: Form) -> bool:
    same = one.surname == other.surname
    if same and one.particles and other.particles and one.particles != other.particles:
        return False
    if not same and one.surname not in other.halves and other.surname not in one.halves:
        return False
    return _given_agree(one.given, other.given)


def _left_out(short: Form, long: Form) -> bool:
    """Whether the short one lacks the second of two Spanish or Portuguese surnames."""
    *given, first = long.given or ("",)
    if not given or first != short.surname or not is_double_half(first):
        return False
    return _given_agree(short.given, tuple(given))


def _turned(one: Form, other: Form) -> bool:
    """Whether it is the same two names in the other order, and not another name: both are no first names."""
    turned = (*other.given[-1:], *other.given[:-1])
    if len(one.given) != 1 or len(other.given) != 1 or one.surname != turned[0]:
        return False
    both_given = one.given[0] in first_names() and one.surname in first_names()
    return one.given[0] == other.surname and not both_given


def _given_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the first given names are one, and no middle name contradicts another."""
    first, second = _called(one, other), _called(other, one)
    if not _one_given(first[0], second[0]):
        return False
    pairs = zip(first[1:], second[1:], strict=False)
    return all(_one_given(a, b) or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in pairs)


def _called(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Given names from the one on that somebody is called by: "J. Joe" is "Joe" beside "Joe"."""
    if len(names) > 1 and len(names[0]) == 1 and len(others[0]) > 1:
        return names[1:]
    return names


def _one_given(one: str, other: str) -> bool:
    return one == other or not long_forms(one).isdisjoint(long_forms(other))


def blocks_of(name: str) -> frozenset[str]:
    """What two names that `may_be_one` always share one of: for comparing only these."""
    found: set[str] = set()
    for form in forms_of(name):
        found.add(form.letters_key)
        if form.bare:
            continue
        given = {long for one in form.given if len(one) > 1 for long in long_forms(one)}
        ends = {form.surname, *form.halves, *(one for one in form.given[1:] if is_double_half(one))}
        found |= {f"{end} {one}" for end in ends for one in given}
        if len(form.given) == 1:
            found.add(" ".join(sorted((form.surname, form.given[0]))))
    return frozenset(found)


def conflict(one: str, other: str) -> bool:
    """Whether two given names are two persons': no short forms, initials or one slip of each other.

    Several names ("Anna Sophie") conflict where their first does. Letters count as `fold` leaves them.
    """
    mine, theirs = _first(one), _first(other)
    if not mine or not theirs or _one_given(mine, theirs):
        return False
    if min(len(mine), len(theirs)) == 1:
        return mine[0] != theirs[0]
    return not slip(mine, theirs)


def slip(one: str, other: str) -> bool:
    """Whether one folded given name is the other with one slip, cut short, or sounding like it.

    Two that are first names by themselves ("Tim" and "Tom", "Paul" and "Paula") are no slips.
    """
    if spelling_key(one) == spelling_key(other):
        return True
    if one in first_names() and other in first_names():
        return False
    short, long = sorted((one, other), key=len)
    # "Min" is no short form of "Minjee": two who are called so may be brother and sister.
    if len(short) >= SHORTEST_SHORT and long.startswith(short) and short in first_names():
        return True
    return len(short) >= SHORTEST_SLIP and OSA.distance(one, other, score_cutoff=1) <= 1


def _first(given: str) -> str:
    parts = [NO_LETTERS.sub("", fold(part)) for part in NAME_PARTS.split(given)]
    return next((romanised(_plain(part)) for part in parts if part), "")
