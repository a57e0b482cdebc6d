"""Who a question means: by full name, surname, first name, nickname, alias or initials."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answering.question.terms import Term, owner_of, terms_of
from bot.names import TITLES, SpeakerKind, is_given_name, speaker_kind
from bot.search import NamedPerson, QueryClause, Snapshot, plain_terms
from bot.text import MONTH_NUMBERS, fold, folded

LONGEST_NAME = 6
"""Words of a question that are tried as one name: "Maria da Silva e Costa" has five, O'Hara counts as two."""
NAMESAKES = 12
"""People of one name that are considered, those most quoted first."""
SURNAME, ALIAS, FIRST = 1.0, 0.8, 0.5
"""How far a word points to those who have it as surname, inside an alias, as first name."""
_ARTICLES = ("the", "a", "an")
MORE_TEXT = 20
"""A word without a capital that the text has more often than this, for each time in a name, is no name."""
LONGEST_BEGINNING = 3
"""Letters before an apostrophe that is left out: the "o" of "ohara", the "fa" of "faalogo"."""
_OF_MONTHS = frozenset(
    (
        *("in", "since", "until", "till", "during", "throughout", "before", "after", "last", "this", "next"),
        *("early", "late", "mid", "between", "of", "every"),
    )
)
"""Words after which the name of a month is the month."""
_TO_MONTHS = ("to", "until", "till", "through")
"""Words between two months: "March to May"."""


@dataclass(frozen=True)
class Meant:
    """Somebody that words `first` to `last` (excluded) name: people by key with their shares, sum 1.

    `open` says that nothing in the name or before it
    tells which of several people is meant; where something did, `others` are those who are not, by key.
    Somebody may be `described` instead, by an office (`titles` are those that fit), a relation or as a
    `body`, which is meant with all who speak for it.
    """

    first: int
    last: int
    shares: tuple[tuple[str, float], ...]
    others: tuple[str, ...] = ()
    open: bool = False
    described: bool = False
    titles: tuple[str, ...] = ()
    body: bool = False

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
    return (named[0].best,) if named else ()


def _named(terms: Sequence[Term], first: int, last: int, snapshot: Snapshot) -> Meant | None:
    run = terms[first:last]
    if len(run) < last - first or not any(term.topical or _may_name(term) for term in run):
        return None
    if (first and terms[first - 1].place == run[0].place) or (
        terms[last : last + 1] and (terms[last].place == run[-1].place)
    ):
        return None  # a part of a word is no name of its own
    stated = _stated(run, snapshot)
    if stated:
        return Meant(first, last, tuple((key, 1 / len(stated)) for key in stated))
    if len(run) == 1:
        named = run[0].capital or (run[0].topical and _reads_as_name(run[0], snapshot))
        if not named or is_month(terms, first) or _is_thing(terms, first, snapshot):
            return None
    words = [fold(term.word) for term in run]
    if any(snapshot.frequency("name", word) == 0 for word in words):
        return _without_apostrophe(run[0], first, snapshot) if len(run) == 1 else None
    return _meant(first, last, words, snapshot)


def _stated(run: Sequence[Term], snapshot: Snapshot) -> tuple[str, ...]:
    """The keys of those to whom `people.yaml` gives exactly these words as a name.

    No text need have the words, but some article must name the person: nobody else is known here. One word
    without a capital is a name only where it is no word of any text.
    """
    typed = [fold(owner_of(term.typed) if term.repaired else term.word) for term in run]
    one = len(run) == 1 and not run[0].capital
    if one and (not run[0].topical or snapshot.frequency("words", typed[0])):
        return ()
    register = snapshot.register
    people = map(register.person, register.stated(" ".join(typed)))
    return tuple(person.key for person in people if person and person.articles)


def _may_name(term: Term) -> bool:
    """Whether a plain word with a capital may be a name: "May", "Will"."""
    return term.capital and (term.word in MONTH_NUMBERS or is_given_name(term.word))


def _meant(first: int, last: int, words: Sequence[str], snapshot: Snapshot) -> Meant | None:
    named = snapshot.named([QueryClause("name", word) for word in words], NAMESAKES)
    meant = [one for one in named if _is_name(words, one.person, snapshot)]
    return Meant(first, last, _shares(meant, words, snapshot)) if meant else None


def _without_apostrophe(term: Term, first: int, snapshot: Snapshot) -> Meant | None:
    """Who is meant by a surname typed without its apostrophe: "ohara"."""
    typed = fold(owner_of(term.typed))
    for cut in range(1, min(LONGEST_BEGINNING, len(typed) - 2) + 1):
        parts = (typed[:cut], typed[cut:])
        if all(snapshot.frequency("name", part) for part in parts):
            named = snapshot.named([QueryClause("name", part) for part in parts], NAMESAKES)
            meant = [one for one in named if typed in one.person.split()]
            if meant:
                return Meant(first, first + 1, _shares(meant, [typed], snapshot))
    return None


def is_month(terms: Sequence[Term], at: int) -> bool:
    """Whether a word that may be a month is one: "in May", "3 June", "March to May", but not "May said"."""
    if not _may_be_month(terms, at):
        return False
    before = terms[at - 1].word if at else ""
    after = terms[at + 1].word if at + 1 < len(terms) else ""
    if before in _OF_MONTHS or before[:1].isdigit() or after[:1].isdigit():
        return True
    begins = after in _TO_MONTHS and _may_be_month(terms, at + 2)
    return begins or (before in (*_TO_MONTHS, "and", "or") and at > 1 and is_month(terms, at - 2))


def _may_be_month(terms: Sequence[Term], at: int) -> bool:
    return at < len(terms) and terms[at].word in MONTH_NUMBERS


def _is_name(words: Sequence[str], person: str, snapshot: Snapshot) -> bool:
    """Whether words that all stand in a person's names are one of them, not just the title in an alias.

    They must have part of the name itself, be a whole alias ("HRC", "Pentagon chief") or the first name of
    one ("Toby" of "Toby Renwick"), but not the "prime minister" of "Prime Minister Takaichi". An organisation
    and a speaker who is only described go by their whole name: a harbour is no "passenger at the harbour".
    """
    known = snapshot.register.person(person)
    name, aliases = (known.name, known.aliases) if known else (person, ())
    kind = speaker_kind(name)
    if kind is not SpeakerKind.PERSON:
        called = [_whole(plain_terms(one)) for one in (name, *aliases)]
        single = kind is SpeakerKind.DESCRIPTION and len(words) == 1
        return not single and list(words) in called
    if not set(words).isdisjoint(plain_terms(name)):
        return True
    return any(_is_alias(words, plain_terms(alias), person.split()) for alias in aliases)


def _is_alias(words: Sequence[str], alias: list[str], name: Sequence[str]) -> bool:
    whole = _whole(alias)
    if list(words) == whole:
        return True
    return len(words) == 1 and words[0] == whole[0] and words[0] not in TITLES and whole[-1] in name


def _whole(name: Sequence[str]) -> list[str]:
    return [word for word in name if word not in _ARTICLES]


def _reads_as_name(term: Term, snapshot: Snapshot) -> bool:
    """Whether a word without a capital may be a name: the text has it little more often than names do."""
    named, written = snapshot.frequency("name", term.word), snapshot.frequency("words", term.word)
    return len(term.word) > 2 and named * MORE_TEXT >= written


def _is_thing(terms: Sequence[Term], at: int, snapshot: Snapshot) -> bool:
    """Whether an article without a capital stands before a word of the texts: "the ferries" is nobody."""
    term = terms[at]
    before = terms[at - 1].word if at else ""
    return not term.capital and before in _ARTICLES and snapshot.frequency("words", term.word) > 0


def _shares(
    named: Sequence[NamedPerson], run: Sequence[str], snapshot: Snapshot
) -> tuple[tuple[str, float], ...]:
    fits = fits_of([one.person for one in named], run, snapshot)
    weights = [(n.person, fits[n.person] * (1 + n.articles + n.quotes)) for n in named]
    total = sum(weight for _, weight in weights)
    return tuple(sorted(((key, weight / total) for key, weight in weights), key=lambda pair: -pair[1]))


def fits_of(keys: Iterable[str], run: Sequence[str], snapshot: Snapshot) -> dict[str, float]:
    """How far words of a question point to each of these people: as surname, in an alias, as first name."""
    joined = folded(" ".join(run)).replace(" ", "")
    surnamed = {one.key for one in snapshot.register.of_surname(joined)}
    return {key: SURNAME if key in surnamed else _fit(key.split(), run, joined) for key in keys}


def _fit(name: Sequence[str], run: Sequence[str], joined: str) -> float:
    if joined == name[-1]:
        return SURNAME
    if len(run) > 1:
        return SURNAME if set(run) <= set(name) or joined in "".join(name) else ALIAS
    return FIRST if run[0] == name[0] else ALIAS
