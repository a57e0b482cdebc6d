"""Somebody described instead of named: "the Norvik CFO", "the mayor's husband", "her successor", "the union".

Only where their words are asked for: "what did the prime minister say", not "what was said of him".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.answering.question.bodies import of_body
from bot.answering.question.days import When
from bot.answering.question.namesakes import foremost
from bot.answering.question.people import Meant
from bot.answering.question.roles import OF_TODAY, PAST, offices_like
from bot.answering.question.succession import next_to
from bot.answering.question.terms import Term, owner_of, terms_of
from bot.names import ORGANISATION_WORDS, RELATIONS, Office, names_an_office, parse, role_fits
from bot.search import Snapshot
from bot.text import fold, verbs

LONGEST_DESCRIPTION = 8
"""Words of a question that are read as one description."""
HER = frozenset(("his", "her", "their"))
"""Whose somebody is, where the conversation says who that is."""
_SOON = 3
"""Words after a description among which the verb of saying stands: "the mayor has never really said"."""
_ANY = frozenset(("which", "what", "whose", "a", "an", "any", "another"))
"""Words before a description that ask who it is, or mean nobody known: "which minister said so?"."""
_GOES_ON = frozenset(("of", "for"))
_NEXT = {"successor": True, "predecessor": False}


class Spoken(NamedTuple):
    """A question as far as it is read: its words, its names, its days, and of whom the talk was."""

    terms: Sequence[Term]
    people: Sequence[Meant]
    when: When
    talked_of: Collection[str]


@dataclass(frozen=True)
class _Owner:
    """Whose somebody is: the people by key, and the words of a description before "'s" or its pronoun."""

    keys: tuple[str, ...]
    last: int


def described(asked: Spoken, snapshot: Snapshot) -> Meant | None:
    """Who is meant by the description of a speaker in a question; None where none is, or nobody fits it."""
    first = _beginning(asked)
    if first is None or (first and asked.terms[first - 1].word in _ANY):
        return None
    for last in range(min(first + LONGEST_DESCRIPTION, len(asked.terms)), first, -1):
        if not _speaks(asked.terms, first, last) or not _describes(asked, first, last):
            continue
        meant = _meant(asked, first, last, snapshot)
        if meant:
            return replace(meant, described=True)
    return None


def _beginning(asked: Spoken) -> int | None:
    """Where a description of the speaker begins: with the first word that does more than ask."""
    spoken = verbs("saying") | verbs("say")
    for place, term in enumerate(asked.terms):
        if term.word in HER and place + 1 < len(asked.terms) and asked.terms[place + 1].word in RELATIONS:
            return place
        if term.topical or any(one.first == place for one in asked.people) or term.word in PAST:
            return place
        if fold(term.typed) in spoken:
            return None
    return None


def _speaks(terms: Sequence[Term], first: int, last: int) -> bool:
    """Whether what stands at these places is said to speak, and the verb is not among them."""
    spoken = verbs("question") | verbs("saying") | verbs("say") | verbs("tell")
    if any(fold(term.typed) in verbs("say") for term in terms[first:last]):
        return False
    end, after = terms[last - 1], terms[last : last + _SOON]
    owns = owner_of(end.typed) != end.typed
    if owns or not (end.topical or end.capital) or (after and after[0].word in _GOES_ON):
        return False
    if after and after[0].word in ("on", "about"):
        return True
    verb = next((place for place, term in enumerate(after) if fold(term.typed) in spoken), None)
    return verb is not None and not any(term.topical for term in after[:verb])


def _describes(asked: Spoken, first: int, last: int) -> bool:
    """Whether the words are of an office, a relation or a body, and not names alone."""
    named = {place for one in asked.people for place in range(one.first, one.last)}
    free = [term.word for place, term in enumerate(asked.terms[first:last], first) if place not in named]
    return any(names_an_office(word) or word in RELATIONS | ORGANISATION_WORDS for word in free)


def _meant(asked: Spoken, first: int, last: int, snapshot: Snapshot) -> Meant | None:
    owner = _owner(asked, first, last, snapshot)
    if owner is not None and asked.terms[last - 1].word in _NEXT and owner.last == last - 1:
        forward = _NEXT[asked.terms[last - 1].word]
        found = next((key for one in owner.keys if (key := next_to(one, snapshot, forward=forward))), "")
        return Meant(first, last, ((found, 1.0),)) if found else None
    if owner is not None:
        related = _related(asked.terms[owner.last : last], owner, snapshot)
        return _holding(first, last, related, snapshot) if related else None
    if any(one.first < last and first < one.last for one in asked.people) and _is_named(asked, first, last):
        return None
    kept = _kept_words(asked.terms[first:last])
    held = fitting(_typed(kept), kept, snapshot)
    manner = {term.word for term in asked.terms[first:last]}
    if PAST & manner:
        # A role says "former mayor", too: such a one is no mayor.
        held = held | fitting(f"former {_typed(kept)}", kept, snapshot)
    kept_now = in_days(held, asked.when, manner, snapshot)
    if kept_now:
        holding = _holding(first, last, kept_now, snapshot)
        # Who was mayor says as much out of office as in it.
        return replace(holding, titles=()) if PAST & manner else holding
    return of_body(asked.terms, first, last, snapshot)


def _is_named(asked: Spoken, first: int, last: int) -> bool:
    """Whether a name ends the words: in "Mayor Lund" it is Lund who is meant."""
    return any(one.last == last for one in asked.people)


def _holding(first: int, last: int, held: Mapping[str, Sequence[Office]], snapshot: Snapshot) -> Meant:
    """The one who holds an office, or who said nine tenths of what its holders said; else it is left open."""
    keys = foremost(list(held), snapshot)
    titles = tuple(dict.fromkeys(one.title for key in keys for one in held[key]))
    shares = tuple((key, 1 / len(keys)) for key in keys)
    others = tuple(key for key in held if key not in keys)
    return Meant(first, last, shares, others, open=len(keys) > 1, titles=titles)


def fitting(text: str, terms: Sequence[Term], snapshot: Snapshot) -> dict[str, tuple[Office, ...]]:
    """All who are or were what a description says, by key, each with those of their offices that it fits."""
    found: dict[str, tuple[Office, ...]] = {}
    for key in offices_like(terms, snapshot):
        held = tuple(one for one in snapshot.register.offices(key) if role_fits(text, one.title))
        if held:
            found[key] = held
    return found


def in_days(
    held: Mapping[str, Sequence[Office]], when: When, manner: Collection[str], snapshot: Snapshot
) -> dict[str, Sequence[Office]]:
    """Those who held an office in the days asked about, as far as anything tells their days.

    "Former" leaves those who hold it no more, "then" all; without a day and a topic alike, whoever holds it
    now comes before those of whom the editors say that they went.
    """
    if "then" in manner:
        return dict(held)
    gone = {key: each for key, each in held.items() if _is_gone(each)}
    if PAST & set(manner):
        said = {
            key: each for key, each in held.items() if any(PAST & set(fold(o.title).split()) for o in each)
        }
        return gone | said
    day = when.days.until or when.days.since
    if when.days:
        there = {key: each for key, each in held.items() if any(_within(o, when) for o in each)}
        left = {key: each for key, each in held.items() if not any(o.stated for o in each)}
        return there or left
    if day is None and OF_TODAY & set(manner):
        return {key: each for key, each in held.items() if key not in gone}
    return dict(held)


def _is_gone(held: Sequence[Office]) -> bool:
    stated = [one for one in held if one.stated]
    return bool(stated) and all(one.until is not None for one in stated)


def _within(office: Office, when: When) -> bool:
    """Whether an office was held on one of the days asked about."""
    since, until = when.days.since, when.days.until
    ends_before = office.until is not None and since is not None and office.until <= since
    begins_after = office.since is not None and until is not None and office.since > until
    seen_before = not office.stated and office.until == since
    return (not ends_before or seen_before) and not begins_after


def _owner(asked: Spoken, first: int, last: int, snapshot: Snapshot) -> _Owner | None:
    """Who owns the relation at the end of a description: "Lund's", "the mayor's", "her"."""
    for place in range(first, last - 1):
        term = asked.terms[place]
        if asked.terms[place + 1].word not in RELATIONS and asked.terms[last - 1].word not in RELATIONS:
            continue
        if term.word in HER and asked.talked_of:
            return _Owner(tuple(asked.talked_of), place + 1)
        if owner_of(term.typed) != term.typed:
            named = next((one for one in asked.people if one.first <= place < one.last), None)
            if named:
                return _Owner(tuple(key for key, _ in named.shares), place + 1)
            words = asked.terms[first : place + 1]
            return _Owner(tuple(fitting(_typed(words), words, snapshot)), place + 1)
    return None


def _related(relation: Sequence[Term], owner: _Owner, snapshot: Snapshot) -> dict[str, Sequence[Office]]:
    """Those whose role names a relation and whose it is, by key; nobody is their own."""
    found: dict[str, Sequence[Office]] = {}
    for key in owner.keys:
        person = snapshot.register.person(key)
        if person is None:
            continue
        surname = " ".join(parse(person.name).surname)
        text = f"{surname.title()}'s {_typed(relation)}"
        words = [term for term in terms_of(text, snapshot) if term.topical]
        for who, offices in fitting(text, words, snapshot).items():
            theirs = [one for one in offices if not _is_of_another(one.title, surname, person.called)]
            if who not in owner.keys and theirs:
                found[who] = theirs
    return found


def _is_of_another(role: str, surname: str, called: Collection[str]) -> bool:
    """Whether a role names somebody else of the surname: "lawyer for Per Lund" is not Merete Lund's."""
    given = {word for name in called for word in fold(name).split()}
    before = re.findall(rf"(\w+)\s+{re.escape(surname)}\b", role, re.IGNORECASE)
    return any(
        word[:1].isupper() and fold(word) not in given and not names_an_office(fold(word)) for word in before
    )


def _kept_words(terms: Sequence[Term]) -> list[Term]:
    """A description without the words that say when: "the then transport secretary"."""
    when = OF_TODAY | PAST | {"then"}
    return [term for term in terms if term.word not in when]


def _typed(terms: Sequence[Term]) -> str:
    """The words as they were typed; a misspelt one, or a part of one, as it was read."""
    places = Counter(term.place for term in terms)
    return " ".join(term.word if term.repaired or places[term.place] > 1 else term.typed for term in terms)


def without(meant: Meant, people: Sequence[Meant]) -> tuple[Meant, ...]:
    """The people of a question with somebody described, in order, none of them inside the description."""
    others = [one for one in people if one.last <= meant.first or one.first >= meant.last]
    return tuple(sorted((meant, *others), key=lambda one: one.first))
