"""What is looked for: terms by field, days, a query of all that an item must have, and what it is kept to."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class QueryClause(NamedTuple):
    """A term that a document should have in a field; `boost` multiplies what it adds to the score."""

    field: str
    term: str
    boost: float = 1.0


class Days(NamedTuple):
    """First and last day of publication, both included; None leaves that side open."""

    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return self.since is not None or self.until is not None


ALL_DAYS = Days()


class Filter(NamedTuple):
    """What items are kept to: what one of these people (by key) said, one of these sources has, these days.

    Where there are no people, sources or days, nothing is kept out by that. What has no date is of no day.
    """

    people: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    days: Days = ALL_DAYS

    def __bool__(self) -> bool:
        return bool(self.people or self.sources or self.days)


Phrase = tuple[str, ...]
"""Words as `plain_terms` cuts them, that stand one behind the other in an item's text."""


class Query(NamedTuple):
    """What an item must have, all of it: of each of `words` one clause at least, and every phrase.

    It must not have any clause of `without`, nor any phrase of `without_phrases`. Nothing at all is asked of
    an item by an empty query.
    """

    words: tuple[tuple[QueryClause, ...], ...] = ()
    phrases: tuple[Phrase, ...] = ()
    without: tuple[QueryClause, ...] = ()
    without_phrases: tuple[Phrase, ...] = ()

    @property
    def ranks(self) -> bool:
        """Whether anything is asked of an item by which one fits better than another."""
        return bool(self.words or self.phrases)
