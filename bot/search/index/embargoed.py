"""What of an article is held back by embargoes of single entries: what is known through open ones alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import NamedTuple, cast

from bot.knowledge import Article, Cast, Fact, Person, Quote
from bot.search.index.schema import HELD
from bot.text import folded

OPEN = ""
"""In the place of an embargo: there is none."""
SHORTEST = 3
"""Letters of a last name that is looked for in a text: a shorter one is a word too often."""


def folders_of(path: str) -> list[str]:
    """All folders of the knowledge folder that a file lies in, but for that itself."""
    return [str(parent) for parent in PurePosixPath(path).parents][:-1]


def embargoes(*written: datetime | None) -> list[str]:
    """The embargoes that there are, as the index has them."""
    return [one.isoformat() for one in written if one]


class Telling(NamedTuple):
    """An entry of an article: its embargo (or `OPEN`), and whom it names."""

    entry: Quote | Fact
    embargo: str
    speaker: str
    words: str


class EmbargoedEntries:
    """The entries of an article some of which are held back; what was withdrawn is not among them."""

    def __init__(self, article: Article, people: Cast) -> None:
        self._entries = list(_tellings(article, people))

    @classmethod
    def of(cls, article: Article, people: Cast) -> EmbargoedEntries | None:
        """None where no entry of the article has an embargo of its own, as of nearly all."""
        entries: Iterator[Quote | Fact] = (e for each in (article.quotes, article.facts) for e in each)
        return cls(article, people) if any(entry.embargo for entry in entries) else None

    def way(self) -> list[str]:
        """The embargoes one of which has to be over before the article is known of."""
        return _way(one.embargo for one in self._entries)

    def counted(self, kind: type[Quote | Fact]) -> list[str]:
        """The embargoes of the quotes or the facts that have one."""
        return [one.embargo for one in self._entries if isinstance(one.entry, kind) and one.embargo]

    def lead(self, facts: Sequence[Fact], most: int) -> list[tuple[str, str]]:
        """These facts with their embargoes, up to the first `most` of them that have none."""
        found: list[tuple[str, str]] = []
        for fact in facts:
            if sum(not embargo for _, embargo in found) == most:
                break
            found.append((fact.text, _embargo(fact)))
        return found

    def way_to(self, key: str, person: Person) -> list[str]:
        """The embargoes one of which has to be over before it is known that the article has this person.

        Whom no entry names is known with the article.
        """
        named = [one.embargo for one in self._entries if one.speaker == key or _names(one.words, person)]
        return _way(named) if named else self.way()

    def said_by(self, key: str) -> list[str]:
        """The embargoes of the quotes of a person (by key) that have one."""
        return [one.embargo for one in self._entries if one.speaker == key and one.embargo]


def _tellings(article: Article, people: Cast) -> Iterator[Telling]:
    for quote in article.quotes:
        if not quote.withdrawn:
            yield Telling(quote, _embargo(quote), people.key(quote.speaker), _words(quote))
    for fact in article.facts:
        if not fact.withdrawn:
            yield Telling(fact, _embargo(fact), "", _words(fact))


def _embargo(entry: Quote | Fact) -> str:
    return entry.embargo.isoformat() if entry.embargo else OPEN


def _words(entry: Quote | Fact) -> str:
    return f" {folded(f'{entry.text} {entry.context}')} "


def _names(words: str, person: Person) -> bool:
    """Whether a text has one of a person's names, or the last word of their name; "Lind's" is "linds"."""
    called = [folded(name) for name in (person.name, *person.aliases)]
    last = called[0].rpartition(" ")[2]
    names = called if len(last) < SHORTEST else [*called, last]
    return any(f" {name} " in words or f" {name}s " in words for name in names)


def _way(found: Iterable[str]) -> list[str]:
    ways = dict.fromkeys(found)
    return [] if OPEN in ways or not ways else [HELD, *ways]


def held_record(held: EmbargoedEntries, undoubted: Sequence[Fact], most: int) -> dict[str, object]:
    """What the payload of an article's record has more where entries of it are held back."""
    lead = held.lead(undoubted, most)
    return {
        "lead": [text for text, _ in lead],
        "lead_held": [embargo for _, embargo in lead],
        "quotes_held": held.counted(Quote),
        "facts_held": held.counted(Fact),
    }


def opened_record(fields: dict[str, object], closed: frozenset[str], most: int) -> dict[str, object]:
    """A record's payload without what has one of the `closed` embargoes."""
    quotes, facts, leads = (
        cast(list[str], fields.pop(name, [])) for name in ("quotes_held", "facts_held", "lead_held")
    )
    if leads:
        lead = zip(cast(list[str], fields["lead"]), leads, strict=True)
        fields["lead"] = [text for text, embargo in lead if embargo not in closed][:most]
    for name, held in (("quotes", quotes), ("facts", facts)):
        fields[name] = cast(int, fields.get(name, 0)) - _left_of(held, closed)
    return fields


def opened_mention(fields: dict[str, object], closed: frozenset[str]) -> dict[str, object]:
    """A mention's payload without the quotes that have one of the `closed` embargoes."""
    held = cast(list[str], fields.pop("held", []))
    return fields | {"quotes": cast(int, fields.get("quotes", 0)) - _left_of(held, closed)}


def _left_of(held: Sequence[str], closed: frozenset[str]) -> int:
    """How many of these embargoes are not over."""
    return sum(embargo in closed for embargo in held)
