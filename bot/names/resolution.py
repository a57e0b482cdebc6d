"""Whom a typed name means: one person, several, nobody of that given name, or nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.names.forms import Form, conflict, forms_of, may_be_one
from bot.names.known import Person, name_key
from bot.names.match import (
    LONG_SURNAME,
    SHORTEST_MISSPELT,
    Identity,
    NameMatch,
    bears_title,
    compare,
    contradicts_title,
)
from bot.names.parse import parse
from bot.names.register import Register
from bot.names.words import HONORIFICS, first_names

MOSTLY = 0.9
"""Share (0 to 1) of the statements by people of a name from which one of them is taken to be meant by it.

Nine tenths, as the newsroom wants it: whoever is asked after ten times is somebody else once at most."""


class Standing(StrEnum):
    """What a typed name turned out to be.

    ONE: one person has it. SEVERAL: each of these may be meant. OTHERS: the surname is known, and the given
    name or the title contradicts all who bear it: these are they, and none of them is meant. NOBODY: nothing
    of it is known.
    """

    ONE = "one"
    SEVERAL = "several"
    OTHERS = "others"
    NOBODY = "nobody"


class Bearer(NamedTuple):
    """Somebody of a name, and their share (0 to 1) of the statements by all people of that name."""

    person: Person
    share: float


class Resolution(NamedTuple):
    """Whom a name means: `bearers` are those meant, or of OTHERS those not meant, most quoted first.

    `fit` is how well the name fits them: an ALIAS or FULL name exactly, PARTS with a middle name left out or
    a short form, SURNAME or FIRST name alone, MISSPELT, INITIALS. `unnamed` is the speaker under the surname
    alone where articles quote one and nothing says which of the bearers it is: nobody's statements.
    """

    standing: Standing
    bearers: tuple[Bearer, ...] = ()
    fit: NameMatch = NameMatch.NONE
    unnamed: Person | None = None

    @property
    def people(self) -> tuple[Person, ...]:
        """The bearers without their shares."""
        return tuple(bearer.person for bearer in self.bearers)

    @property
    def meant(self) -> Person | None:
        """The one person whom the name may be taken to mean: the only one, or who said `MOSTLY` all.

        Where that is one of SEVERAL, the reply must say whom it took and name the others.
        """
        if self.standing is Standing.ONE:
            return self.bearers[0].person
        if self.standing is Standing.SEVERAL and self.bearers[0].share >= MOSTLY:
            return self.bearers[0].person
        return None


def resolve(name: str, register: Register) -> Resolution:
    """Whom a typed name means among all who are known.

    Titles before the name ("Mr Hendry", "Mayor Lind") are read, remarks in brackets left out; the order may
    be turned, and capitals may be missing. A given name may be misspelt by one slip, a surname likewise where
    nobody bears it as it is: whether a word may be a misspelt name at all is for the caller to know. A
    description ("the mayor") means somebody here only where it is an alias: `Register.held_on` has offices.
    """
    typed = name.title() if name.islower() else name
    forms = forms_of(typed)
    if forms and forms[0].bare and not forms[0].given:
        return _alone(typed, forms, register)
    same = _exact(typed, forms, register)
    exact = [one for one in same if not register.is_bare(one.key)]
    if exact:
        return _found([*exact, *_other_generations(typed, forms, exact, register)], NameMatch.FULL, register)
    found = _whole(typed, forms, register) if forms else Resolution(Standing.NOBODY)
    if same and found.standing in (Standing.OTHERS, Standing.NOBODY):
        return _found(same, NameMatch.FULL, register)  # known by initials only: "J. P. Roe"
    return found


def _exact(typed: str, forms: Iterable[Form], register: Register) -> list[Person]:
    """Those who have exactly this name, in other marks and blanks at most, as a spelling or an alias."""
    owners = register.owners(typed) or [one for form in forms for one in register.of_letters(form)]
    return _willing(typed, owners)


def _other_generations(
    typed: str, forms: Iterable[Form], exact: Iterable[Person], register: Register
) -> list[Person]:
    """Father or son of those found by a name that says which only of them: "Roe" beside "Roe Sr." and "Jr.".

    Whoever has the name without a suffix, as a spelling or an alias, is meant by it; nobody else is then.
    """
    suffixed = all(parse(name).suffix for one in exact for name in one.called)
    if parse(typed).suffix or not suffixed:
        return []
    letters = {form.letters for form in forms}
    bearers = (one for form in forms for one in register.of_surname(form.surname))
    alike = [
        one for one in bearers if any(letters & {each.letters for each in forms_of(n)} for n in one.names)
    ]
    return _willing(typed, alike)


def _willing(typed: str, people: Iterable[Person]) -> list[Person]:
    """The people without those whose editors say that this name is never theirs."""
    own = name_key(typed)
    return [person for person in dict.fromkeys(people) if own not in map(name_key, person.refused)]


def _alone(typed: str, forms: Sequence[Form], register: Register) -> Resolution:
    """One name alone: a surname or an alias, else a first name, else a misspelt surname."""
    named = register.owners(typed)
    stated = [one for one in named if one.key in register.stated(typed)]
    if stated:
        return _found(stated, NameMatch.ALIAS, register)
    spelt = (
        one for form in forms for one in (*register.of_letters(form), *register.of_surname(form.surname))
    )
    bearers = [*named, *spelt]
    fit = NameMatch.SURNAME
    if not any(not register.is_bare(one.key) for one in bearers):
        first = [one for form in forms for one in register.of_first_name(form.surname)]
        if first:
            bearers, fit = [*bearers, *first], NameMatch.FIRST
        elif not bearers:
            bearers, fit = _misspelt(forms, register), NameMatch.MISSPELT
    willing = _willing(typed, bearers)
    if not willing:
        return _others(bearers, register)
    return _titled(typed, _found(willing, fit, register), register)


def _misspelt(forms: Iterable[Form], register: Register) -> list[Person]:
    """Those whose surname is nearest to one that nobody bears, by one slip or, in a long one, by two."""
    found: list[Person] = []
    for form in forms:
        slips = 2 if len(form.surname) >= LONG_SURNAME else 1
        if len(form.surname) < SHORTEST_MISSPELT:
            continue
        near = process.extract(
            form.surname, register.surnames(), scorer=OSA.distance, score_cutoff=slips, limit=None
        )
        least = min((distance for _, distance, _ in near), default=0)
        nearest = [word for word, distance, _ in near if distance == least and word[0] == form.surname[0]]
        found += [one for word in nearest for one in register.of_surname(word)]
    return found


def _whole(typed: str, forms: Sequence[Form], register: Register) -> Resolution:
    """A given name or initials with a surname: who bears both, else who bears the surname."""
    namesakes = _namesakes(forms, register)
    turned = [one for form in forms for word in form.given for one in register.of_surname(word)]
    fits = {one: _fit(typed, forms, one) for one in _willing(typed, (*namesakes, *turned))}
    if not any(fits.values()) and not namesakes:
        namesakes = [one for one in _misspelt(forms, register) if not register.is_bare(one.key)]
        fits = {one: _fit(typed, forms, one) for one in _willing(typed, namesakes)}
    best = max(fits.values(), default=NameMatch.NONE)
    if best:
        meant = [one for one, fit in fits.items() if fit is best]
        return _titled(typed, _found(meant, best, register), register)
    return _others(namesakes, register)


def _others(namesakes: Iterable[Person], register: Register) -> Resolution:
    """Nobody is meant; these bear the surname."""
    people = [one for one in dict.fromkeys(namesakes) if not register.is_bare(one.key)]
    return Resolution(Standing.OTHERS if people else Standing.NOBODY, _shared(people))


def _namesakes(forms: Iterable[Form], register: Register) -> list[Person]:
    """All who bear the surname, or one of the two that a name may have; no surname alone is among them."""
    surnames = [word for form in forms for word in form.surnames]
    people = dict.fromkeys(one for word in surnames for one in register.of_surname(word))
    return [one for one in people if not register.is_bare(one.key)]


def _fit(typed: str, forms: Sequence[Form], person: Person) -> NameMatch:
    """How well a whole name fits somebody by any of their full names, NONE where it contradicts all."""
    return max((_fits(typed, forms, name) for name in person.called), default=NameMatch.NONE)


def _fits(typed: str, forms: Sequence[Form], name: str) -> NameMatch:
    theirs = [form for form in forms_of(name) if form.given]
    if not theirs:
        return NameMatch.NONE
    if may_be_one(typed, name):
        return NameMatch.PARTS
    degree = compare(typed, Identity(name))
    if degree:
        return degree
    if any(_without_last_surname(one, other) for one in forms for other in theirs):
        return NameMatch.INITIALS
    slips = any(
        one.surname == other.surname and one.suffix == other.suffix and not _contradict(one, other)
        for one in forms
        for other in theirs
    )
    return NameMatch.MISSPELT if slips else NameMatch.NONE


def _without_last_surname(typed: Form, known: Form) -> bool:
    """Whether the last of two surnames is left out, or the given name before both.

    "Rosalia Montero" is Rosalia Montero Vega: a middle name that is no first name may be a surname.
    """
    whole = (*known.given, known.surname)
    if typed.given and (*typed.given, typed.surname) == whole[-len(typed.given) - 1 :]:
        return typed.given[0] not in first_names()
    if typed.surname not in known.given[1:] or typed.surname in first_names():
        return False
    before = known.given[: known.given.index(typed.surname)]
    return bool(typed.given) and not any(conflict(a, b) for a, b in zip(typed.given, before, strict=False))


def _contradict(one: Form, other: Form) -> bool:
    """Whether the given names are two persons': the first ones, or two whole middle names."""
    pairs = zip(one.given, other.given, strict=False)
    return any(conflict(mine, theirs) for mine, theirs in pairs)


def _titled(typed: str, found: Resolution, register: Register) -> Resolution:
    """The same kept to those whom the titles before the name fit; OTHERS where they fit none of them."""
    titles = parse(typed).titles
    if not titles or not found.bearers:
        return found
    fitting = [one for one in found.people if not _is_other_gender(titles, one)]
    if not fitting:
        return Resolution(Standing.OTHERS, found.bearers)
    holding = [one for one in fitting if bears_title(titles, _identity(one))]
    again = _found(holding or fitting, found.fit, register)
    return again._replace(unnamed=found.unnamed)


def _identity(person: Person) -> Identity:
    return Identity(person.name, person.aliases, tuple(seen.role for seen in person.roles))


def _is_other_gender(titles: tuple[str, ...], person: Person) -> bool:
    """Whether a title is a man's, and the roles or else the first name a woman's, or the other way round."""
    said = {HONORIFICS[title] for title in titles if HONORIFICS.get(title)}
    if not said:
        return False
    if contradicts_title(titles, _identity(person)):
        return True
    given = parse(person.name).given[:1]
    gender = first_names().get(given[0], "") if given else ""
    return bool(gender) and gender not in said


def _found(people: Iterable[Person], fit: NameMatch, register: Register) -> Resolution:
    """One or several who are meant; a surname alone is nobody beside those who are known to bear it."""
    found = list(dict.fromkeys(people))
    whole = [one for one in found if not register.is_bare(one.key)]
    unnamed = next((one for one in found if register.is_bare(one.key)), None) if whole else None
    bearers = _shared(whole or found)
    standing = (Standing.NOBODY, Standing.ONE, Standing.SEVERAL)[min(len(bearers), 2)]
    return Resolution(standing, bearers, fit if bearers else NameMatch.NONE, unnamed)


def _shared(people: Iterable[Person]) -> tuple[Bearer, ...]:
    """People with their shares of what all of them said, or of the articles that name them; most first."""
    ordered = sorted(people, key=lambda one: (-one.quotes, -one.articles, one.key))
    weights = [one.quotes for one in ordered]
    if not any(weights):
        weights = [max(one.articles, 1) for one in ordered]
    total = sum(weights)
    return tuple(Bearer(one, weight / total) for one, weight in zip(ordered, weights, strict=True))
