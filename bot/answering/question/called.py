"""Names as a question has them, whole: "Tom Hendry" is nobody where only Alan Hendry is known."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.answering.question.english import english_stems
from bot.answering.question.lexicon import plain_words
from bot.answering.question.people import Meant, is_month
from bot.answering.question.terms import Term, owner_of
from bot.names import (
    ORGANISATION_WORDS,
    SUFFIXES,
    Person,
    Standing,
    is_given_name,
    names_an_office,
    parse,
    resolve,
)
from bot.search import QueryClause, Snapshot, plain_terms, stemmed_terms
from bot.text import fold, folded, verbs

_OF_PLACES = frozenset(("the", "of", "in", "at", "for", "from", "a", "an"))
_WHO_IS = frozenset(("who", "whos", "who's", "is", "was"))
_HAVING = frozenset(("did", "does", "has", "had", "would"))
"""Words between which and a verb of saying a speaker stands."""
TEXTS = 20
"""Texts that are read to see whether a name of nobody stands in one."""
_JOINS = re.compile(r"[ \t]*|\.[ \t]*|[-‐‑]")
"""What may stand between two words of one name."""


@dataclass(frozen=True)
class Stranger:
    """A name in the question, words `first` to `last` (excluded), that no person of the knowledge has.

    `name` is as it was typed; `near` are the people who share a part of it, by key, the most quoted first;
    `written` says whether some text has the name all the same.
    """

    first: int
    last: int
    name: str
    near: tuple[str, ...] = ()
    written: bool = False


def whole_names(
    terms: Sequence[Term], people: Sequence[Meant], snapshot: Snapshot
) -> tuple[tuple[Meant, ...], tuple[Stranger, ...]]:
    """The people of a question by their whole names, and those who are nobody known.

    A given name beside a surname, or a suffix after it, belongs to the name: whoever is found by the surname
    alone must fit it, too.
    """
    found: list[Meant | Stranger] = []
    for one in people:
        first, last = _extent(terms, one, people, snapshot)
        if (first, last) == (one.first, one.last) and last - first == 1:
            found.append(one)
            continue
        name = typed_name(terms, first, last, one)
        resolution = resolve(name, snapshot.register)
        if resolution.standing in (Standing.ONE, Standing.SEVERAL) and _of_generation(
            name, resolution.people
        ):
            shares = tuple((bearer.person.key, bearer.share) for bearer in resolution.bearers)
            found.append(replace(one, first=first, last=last, shares=shares))
        elif (first, last) == (one.first, one.last):
            found.append(one)  # an organisation, or an alias that is no name: "Pentagon chief"
        else:
            near = tuple(person.key for person in resolution.people)
            found.append(_stranger(terms, first, last, near, snapshot))
    return _distinct(terms, found, snapshot)


def _of_generation(name: str, people: Sequence[Person]) -> bool:
    """Whether one of the people has the suffix of a name: the words of the father are not "Jr."'s."""
    suffix = parse(name).suffix
    called = (parse(each).suffix for person in people for each in person.called)
    return suffix in ("", "sr") or suffix in called


def _distinct(
    terms: Sequence[Term], found: Sequence[Meant | Stranger], snapshot: Snapshot
) -> tuple[tuple[Meant, ...], tuple[Stranger, ...]]:
    """Each word in one name: somebody's whole one, else one that nobody has, else a single word of a name."""

    def rank(one: Meant | Stranger) -> tuple[int, int]:
        words = one.last - one.first
        if isinstance(one, Stranger):
            return 1, -len(one.near)
        return (0, -words) if words > 1 else (2, 0)

    people: list[Meant] = []
    strangers: list[Stranger] = []
    taken: set[int] = set()
    for one in sorted(found, key=rank):
        places = set(range(one.first, one.last))
        if taken.isdisjoint(places):
            taken |= places
            if isinstance(one, Stranger):
                strangers.append(one)
            else:
                people.append(one)
    strangers.extend(_unheard_of(terms, taken, snapshot))
    return (
        tuple(sorted(people, key=lambda one: one.first)),
        tuple(sorted(strangers, key=lambda one: one.first)),
    )


def _extent(
    terms: Sequence[Term], meant: Meant, people: Sequence[Meant], snapshot: Snapshot
) -> tuple[int, int]:
    """The words of the whole name around those that somebody was found by."""
    first, last = meant.first, meant.last
    if not any(_is_human(key, snapshot) for key, _ in meant.shares):
        return first, last
    known = {place for one in people if one.last - one.first > 1 for place in range(one.first, one.last)}
    while first and first - 1 not in known and _joined(terms, first):
        word = terms[meant.first].word
        begins = _is_first_name(meant, word) and not _is_family_first(meant, word)
        if begins or not _is_given(terms, first - 1, snapshot):
            break
        first -= 1
    while last < len(terms) and last not in known and _joined(terms, last):
        if not (_goes_on(terms, last, snapshot) or _follows(terms, meant, last, snapshot)):
            break
        last += 1
    return first, last


def _joined(terms: Sequence[Term], at: int) -> bool:
    """Whether this word and the one before may stand in one name."""
    before, here = terms[at - 1], terms[at]
    if before.place == here.place:
        return True
    return owner_of(before.typed) == before.typed and bool(_JOINS.fullmatch(here.gap))


def _is_given(terms: Sequence[Term], at: int, snapshot: Snapshot) -> bool:
    """Whether the word before a surname is a given name or an initial."""
    term = terms[at]
    typed = fold(owner_of(term.typed))
    capital = term.capital or (at == 0 and term.typed[:1].isupper())
    if len(typed) == 1:
        return capital and terms[at].typed.isupper() and typed not in ("i", "a")[: 2 * (at == 0)]
    if is_given_name(typed):
        return (capital or typed not in plain_words()) and not is_month(terms, at)
    if typed in plain_words() or names_an_office(typed):
        return False
    english = not english_stems().isdisjoint(stemmed_terms(typed))
    if not capital and (english or term.repaired or any(each.capital for each in terms)):
        return False
    if _unwritten(typed, snapshot) or _begins_a_name(typed, snapshot):
        return True
    # Somebody whom only texts name: "Arne Lund built the first quay."
    return not english and is_written(f"{typed} {terms[at + 1].word}", snapshot)


def _goes_on(terms: Sequence[Term], at: int, snapshot: Snapshot) -> bool:
    """Whether a word after a name is its suffix, or what a hyphen joins to it."""
    term = terms[at]
    if fold(term.typed) in SUFFIXES and term.typed[:1].isupper():
        return True
    return terms[at - 1].place == term.place or term.gap in ("-", "‐", "‑")


def _follows(terms: Sequence[Term], meant: Meant, at: int, snapshot: Snapshot) -> bool:
    """Whether a word after what somebody was found by is the rest of the name.

    That is a given name after a family name that stands first, or a surname after a given name.
    """
    term = terms[at]
    typed = fold(owner_of(term.typed))
    if not term.capital or is_month(terms, at) or at > meant.last:
        return False
    if is_given_name(typed):
        return True
    if typed in plain_words():
        return False
    word = terms[meant.last - 1].word
    first_name = _is_first_name(meant, word)
    if first_name and is_written(f"{word} {typed}", snapshot):
        return True
    return not names_an_office(typed) and _is_surname(terms, typed, snapshot, after_first_name=first_name)


def _is_surname(terms: Sequence[Term], typed: str, snapshot: Snapshot, *, after_first_name: bool) -> bool:
    """Whether a word with a capital is a name: one that nothing else is, or part of somebody's."""
    if _unwritten(typed, snapshot):
        return typed not in verbs("question") | verbs("saying") and not _is_headline(terms)
    return after_first_name and _is_part_of_a_name(typed, snapshot)


def _is_first_name(meant: Meant, word: str) -> bool:
    """Whether a word is nobody's surname, and the given name of those whom it may mean."""
    return all(key.split()[0] == word for key, _ in meant.shares)


def _is_family_first(meant: Meant, word: str) -> bool:
    """Whether the word may be the family name of those whom it may mean: the "Tanaka" of Tanaka Hiroshi."""
    return not is_given_name(word) and all(is_given_name(key.split()[-1]) for key, _ in meant.shares)


def _is_headline(terms: Sequence[Term]) -> bool:
    """Whether most words are written with capitals, which then mark no names."""
    return sum(term.capital for term in terms) * 2 > len(terms)


def _unwritten(word: str, snapshot: Snapshot) -> bool:
    return all(snapshot.frequency("words", part) == 0 for part in plain_terms(word))


def _begins_a_name(word: str, snapshot: Snapshot) -> bool:
    return any(one.person.split()[0] == word for one in snapshot.named([QueryClause("name", word)], TEXTS))


def _is_part_of_a_name(word: str, snapshot: Snapshot) -> bool:
    named = snapshot.named([QueryClause("name", word)], TEXTS)
    return any(word in (one.person.split()[0], one.person.split()[-1]) for one in named)


def typed_name(terms: Sequence[Term], first: int, last: int, found: Meant | None = None) -> str:
    """A name as it was typed; the one word by which somebody was found, as it was read."""
    name = ""
    for at in range(first, last):
        term = terms[at]
        if at > first and terms[at - 1].place == term.place:
            continue
        alone = found is not None and found.last - found.first == 1 and at == found.first
        read = term.word.title() if term.typed[:1].isupper() else term.word
        name += (term.gap if name else "") + (read if alone and term.repaired else owner_of(term.typed))
    return name


def _is_human(key: str, snapshot: Snapshot) -> bool:
    person = snapshot.register.person(key)
    return person is not None and person.is_person


def _unheard_of(terms: Sequence[Term], taken: Collection[int], snapshot: Snapshot) -> list[Stranger]:
    """Names of which the knowledge has no part: "Vasko Drummel"."""
    found: list[Stranger] = []
    at = 0
    topical = next((place for place, term in enumerate(terms) if term.topical), len(terms))
    while at + 1 < len(terms):
        free = at not in taken and at + 1 not in taken
        if free and _joined(terms, at + 1) and _is_full_name(terms, at, topical, snapshot):
            found.append(_stranger(terms, at, at + 2, (), snapshot))
            at += 1
        at += 1
    stands_free = (at for at in range(len(terms)) if at not in taken)
    single = next((at for at in stands_free if _is_asked_for(terms, at, snapshot)), None)
    if single is not None and not found:
        found.append(_stranger(terms, single, single + 1, (), snapshot))
    return found


def _is_asked_for(terms: Sequence[Term], at: int, snapshot: Snapshot) -> bool:
    """Whether a single new word stands where only a name can: "who is Drummel?", "what did Drummel say"."""
    term, before = terms[at], terms[at - 1].word if at else ""
    typed = fold(owner_of(term.typed))
    if not term.capital or term.repaired or term.typed.isupper() or not _unwritten(typed, snapshot):
        return False
    if names_an_office(typed) or typed in ORGANISATION_WORDS or is_month(terms, at):
        return False
    asked_who = before in _WHO_IS and at == len(terms) - 1 and "who" in terms[0].word
    says = at + 1 < len(terms) and terms[at + 1].word in verbs("question") | verbs("saying")
    return asked_who or (says and before in _HAVING and not term.known)


def _is_full_name(terms: Sequence[Term], at: int, topical: int, snapshot: Snapshot) -> bool:
    """Whether two words are a given name and a surname that nobody has.

    The given name is one of the shipped lists, or both words are new and stand where a speaker is named,
    before the first `topical` word.
    """
    given, surname = terms[at], terms[at + 1]
    typed = fold(owner_of(surname.typed))
    if not surname.capital or surname.known or surname.repaired or names_an_office(typed):
        return False
    if is_given_name(fold(owner_of(given.typed))):
        return _is_given(terms, at, snapshot)
    before = terms[at - 1].word if at else ""
    speaks = at <= topical and before not in _OF_PLACES
    return speaks and given.capital and not given.known and not given.repaired


def _stranger(
    terms: Sequence[Term], first: int, last: int, near: tuple[str, ...], snapshot: Snapshot
) -> Stranger:
    name = typed_name(terms, first, last)
    return Stranger(first, last, name, near, is_written(name, snapshot))


def is_written(name: str, snapshot: Snapshot) -> bool:
    """Whether some text of the knowledge has the name."""
    stems, wanted = stemmed_terms(name), f" {folded(name)} "
    hits = [h for quotes in (True, False) for h in snapshot.alike(stems, TEXTS, quotes=quotes, every=True)]
    return any(
        wanted in f" {folded(text)} "
        for item in snapshot.load(hits)
        for text in (item.text, item.context, item.title)
    )
