"""Who a question means: by full name, surname, first name, nickname, alias or initials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.question.terms import Term, terms_of
from bot.names import TITLES
from bot.search import NamedPerson, QueryClause, Snapshot, plain_terms

LONGEST_NAME = 4
"""Words of a question that are tried as one name."""
NAMESAKES = 6
"""People of one name that are considered, those most quoted first."""
NEWEST = 5
"""Articles whose aliases of a person are read."""
SURNAME, ALIAS, FIRST = 1.0, 0.8, 0.5
"""How far a word points to those who have it as surname, inside an alias, as first name."""
_ARTICLES = ("the", "a", "an")
MORE_TEXT = 20
"""A word without a capital that the text has more often than this, for each time in a name, is no name."""


@dataclass(frozen=True)
class Meant:
    """Somebody that words `first` to `last` (excluded) name: people by key with their shares, sum 1."""

    first: int
    last: int
    shares: tuple[tuple[str, float], ...]

    @property
    def best(self) -> str:
        """The likeliest person's key."""
        return self.shares[0][0]


def people_in(terms: Sequence[Term], snapshot: Snapshot) -> tuple[Meant, ...]:
    """The people that the question names, in its order; the longest run of words counts as one name."""
    found: list[Meant] = []
    at = 0
    while at < len(terms):
        meant = next(
            (m for size in range(LONGEST_NAME, 0, -1) if (m := _named(terms, at, at + size, snapshot))), None
        )
        if meant:
            found.append(meant)
        at = meant.last if meant else at + 1
    return tuple(found)


def speakers_of(name: str, snapshot: Snapshot) -> tuple[str, ...]:
    """The keys of the person that a name, alias or surname points to; empty where nobody has it."""
    named = people_in(terms_of(name.title(), snapshot), snapshot)
    return same_person(named[0]) if named else ()


def same_person(meant: Meant) -> tuple[str, ...]:
    """The keys of the likeliest person: also as "Paul D. Ryan" where the likeliest is "Paul Ryan"."""
    best = meant.best.split()
    ends = {best[0], best[-1]}
    return tuple(key for key, _ in meant.shares if {key.split()[0], key.split()[-1]} == ends)


def _named(terms: Sequence[Term], first: int, last: int, snapshot: Snapshot) -> Meant | None:
    run = terms[first:last]
    if len(run) < last - first or not any(term.topical for term in run):
        return None
    if any(snapshot.frequency("name", term.word) == 0 for term in run):
        return None
    if len(run) == 1 and not (run[0].capital or (run[0].topical and _reads_as_name(run[0], snapshot))):
        return None
    words = [term.word for term in run]
    named = snapshot.named([QueryClause("name", word) for word in words], NAMESAKES)
    meant = [one for one in named if _is_name(words, one.person, snapshot)]
    return Meant(first, last, _shares(meant, words)) if meant else None


def _is_name(words: Sequence[str], person: str, snapshot: Snapshot) -> bool:
    """Whether words that all stand in a person's names are one of them, not just the title in an alias.

    They must have part of the name itself, be a whole alias ("HRC", "Pentagon chief") or the first name of
    one ("Toby" of "Toby Renwick"), but not the "prime minister" of "Prime Minister Takaichi".
    """
    name = person.split()
    if not set(words).isdisjoint(name):
        return True
    aliases = (alias for mention in snapshot.mentions(person, NEWEST) for alias in mention.aliases)
    return any(_is_alias(words, plain_terms(alias), name) for alias in aliases)


def _is_alias(words: Sequence[str], alias: list[str], name: Sequence[str]) -> bool:
    whole = [word for word in alias if word not in _ARTICLES]
    if list(words) == whole:
        return True
    return len(words) == 1 and words[0] == whole[0] and words[0] not in TITLES and whole[-1] in name


def _reads_as_name(term: Term, snapshot: Snapshot) -> bool:
    """Whether a word without a capital may be a name: the text has it little more often than names do."""
    named, written = snapshot.frequency("name", term.word), snapshot.frequency("words", term.word)
    return len(term.word) > 2 and named * MORE_TEXT >= written


def _shares(named: Sequence[NamedPerson], run: Sequence[str]) -> tuple[tuple[str, float], ...]:
    weights = [(n.person, _fit(n.person.split(), run) * (1 + n.articles + n.quotes)) for n in named]
    total = sum(weight for _, weight in weights)
    return tuple(sorted(((key, weight / total) for key, weight in weights), key=lambda pair: -pair[1]))


def _fit(name: Sequence[str], run: Sequence[str]) -> float:
    if len(run) > 1:
        return SURNAME if set(run) <= set(name) else ALIAS
    if run[0] == name[-1]:
        return SURNAME
    return FIRST if run[0] == name[0] else ALIAS
