"""Offices and descriptions in a question: "the RNC chair", "Trump's running mate", "the Selma director"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.answering.question.terms import Term, rarity
from bot.names import offices
from bot.search import QueryClause, Snapshot, stemmed_terms

LONGEST_OFFICE = 4
"""Words of an office that are looked up as one phrase."""
SYNONYM = 0.7
"""A word of the same office counts this much of the word itself."""
HOLDERS = 8
"""People whose roles fit best that are searched for statements."""
MENTIONS = 60
"""Mentions of people that are read to find them."""
OF_TODAY = frozenset(("current", "currently", "incumbent", "sitting", "present-day"))
"""Words that say when somebody holds an office, and not which: they are in no role."""
PAST = frozenset(("former", "ex", "previous", "onetime"))
"""Words that say that somebody holds an office no more."""
LEAST_FIT = 0.34
"""Share of the question's role words, by weight, that a person's role must have."""


@dataclass(frozen=True)
class Office:
    """The stems that may describe somebody, each with those of the same office, and who may be meant.

    `stems` maps a stem of a question's term to what stands for it in a role and how well (0 to 1);
    `holders` are people by key with how well their roles fit (0 to 1), best first; `whole` are those whose
    role accounts for every topical word of the question, so that the words describe them and nothing else.
    """

    stems: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    holders: tuple[tuple[str, float], ...] = ()
    whole: tuple[str, ...] = ()


def offices_in(terms: Sequence[Term], snapshot: Snapshot, telling: Sequence[Term]) -> Office:
    """The descriptions of people in a question and who fits them.

    :param telling: the words of which somebody's role must have one, all words or some of them.
    """
    stems = equivalents(terms, snapshot)
    of_telling = {term.stems[0] for term in telling if term.topical}
    clauses = {
        stem: max(weight, 0.0)
        for options in stems.values()
        for stem, weight in options.items()
        if snapshot.frequency("office", stem) > 0
    }
    if not clauses:
        return Office(stems)
    found = snapshot.mentions_like([QueryClause("office", s, w) for s, w in clauses.items()], MENTIONS)
    fits: dict[str, float] = {}
    described: set[str] = set()
    for _, mention in found:
        role = stemmed_terms(mention.role)
        fit = role_fit(role, stems, snapshot)
        key = snapshot.register.key(mention.name)
        if not any(stems[stem].keys() & set(role) for stem in stems.keys() & of_telling):
            continue
        if all(options.keys() & set(role) for options in stems.values()):
            described.add(key)
        if fit >= LEAST_FIT and fit > fits.get(key, 0.0):
            fits[key] = fit
    best = sorted(fits.items(), key=lambda pair: -pair[1])[:HOLDERS]
    whole = tuple(key for key, _ in best if key in described)
    return Office(stems, tuple(best), whole)


def offices_like(terms: Sequence[Term], snapshot: Snapshot) -> tuple[str, ...]:
    """The keys of people with some word of these in a role or a stated office, those with most first."""
    stems = equivalents(terms, snapshot)
    wanted = {stem for options in stems.values() for stem in options}
    clauses = [
        QueryClause("office", stem, max(weight, 0.0))
        for options in stems.values()
        for stem, weight in options.items()
        if snapshot.frequency("office", stem) > 0
    ]
    found = snapshot.mentions_like(clauses, MENTIONS) if clauses else []
    stated = (
        entry.name
        for entry in snapshot.register.entries
        if any(not wanted.isdisjoint(stemmed_terms(office.title)) for office in entry.offices)
    )
    names = (*(mention.name for _, mention in found), *stated)
    return tuple(dict.fromkeys(snapshot.register.key(name) for name in names))


def role_fit(role: Sequence[str], stems: Mapping[str, Mapping[str, float]], snapshot: Snapshot) -> float:
    """How much of a description's weight a role has: 0 (nothing) to 1 (every word or one of its office)."""
    have = set(role)
    got = total = 0.0
    for stem, options in stems.items():
        if not any(snapshot.frequency("office", option) for option in options):
            continue
        weight = rarity(snapshot.frequency("text", stem), snapshot.items)
        total += weight
        got += weight * max((value for option, value in options.items() if option in have), default=0.0)
    return got / total if total else 0.0


def equivalents(terms: Sequence[Term], snapshot: Snapshot) -> dict[str, dict[str, float]]:
    """For each topical stem what stands for it in a role: itself, and the words of its office."""
    found: dict[str, dict[str, float]] = {}
    words = [term.word for term in terms]
    for place, term in enumerate(terms):
        if not term.topical or term.word in OF_TODAY:
            continue
        options = found.setdefault(term.stems[0], {})
        options.update(dict.fromkeys(term.stems, 1.0))
        for size in range(1, LONGEST_OFFICE + 1):
            for first in range(max(0, place - size + 1), place + 1):
                for phrase in offices().get(tuple(words[first : first + size]), ()):
                    if telling := _telling(phrase, snapshot):
                        options.setdefault(telling, SYNONYM)
    return found


def _telling(phrase: Sequence[str], snapshot: Snapshot) -> str:
    """The stem of a phrase that fewest roles have: the "prime" of "prime minister".

    Empty where a word of the phrase is in no role.
    """
    frequencies = {stem: snapshot.frequency("office", stem) for stem in stemmed_terms(" ".join(phrase))}
    return min(frequencies, key=lambda stem: frequencies[stem]) if all(frequencies.values()) else ""
