"""How many there are of what, for one generation as a scope sees it; all of it is remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from bot.search.index.queries import plain_terms, stemmed_terms
from bot.search.opensearch import queries
from bot.search.opensearch.connection import Body
from bot.search.opensearch.form import COUNTED
from bot.search.opensearch.names import Names
from bot.search.opensearch.queries import term
from bot.text import forms_in

ROOM = 200_000
"""Terms whose frequency is remembered: a question asks for some dozens; 30 MB."""
AT_ONCE = 400
"""Terms that are counted in one round trip."""
BEGINNINGS = 40
"""Beginnings whose words are remembered where not all may be seen."""
MOST_WORDS = 60_000
"""Words of one beginning: more than any letter has, and fewer than OpenSearch counts at most."""
MOST_SOURCES = 10_000


class OfAll(NamedTuple):
    """What is counted of the whole."""

    articles: int
    items: int
    quotes: int
    newest: date | None
    oldest: date | None
    sources: tuple[str, ...]


class Counts:
    """Asks `searches` for what it does not know; `limited` where something is hidden."""

    def __init__(
        self, searches: Callable[[Sequence[Body]], list[Body]], names: Names, *, limited: bool
    ) -> None:
        self._searches = searches
        self._names = names
        self._limited = limited
        self._known: dict[tuple[str, str], int] = {}
        self._beginning = lru_cache(BEGINNINGS)(self._read_beginning)

    @cached_property
    def of_all(self) -> OfAll:
        """The counts and days of the whole, in one round trip."""
        articles = term("doc", "article")
        dated = {"bool": {"filter": [articles, queries.dated()]}}
        days = {"first": {"min": {"field": "day"}}, "last": {"max": {"field": "day"}}}
        sources = {"sources": {"terms": {"field": "source", "size": MOST_SOURCES}}}
        found = self._searches(
            [
                _count(articles) | {"aggs": sources},
                _count(term("doc", "item")),
                _count(term("quote", 1)),
                _count(dated) | {"aggs": days},
            ]
        )
        articles_found, items_found, quotes_found = (_total(each) for each in found[:3])
        told, span = found[0]["aggregations"]["sources"]["buckets"], found[3]["aggregations"]
        return OfAll(
            articles_found,
            items_found,
            quotes_found,
            newest=_day(span["last"]["value"]),
            oldest=_day(span["first"]["value"]),
            sources=tuple(bucket["key"] for bucket in told if bucket["key"]),
        )

    def frequency(self, field: str, word: str) -> int:
        """In how many documents a field has the word; in none where the scope may see none of them."""
        if field in COUNTED:
            whole = self._names.count(field, word)
            if not (self._limited and whole):
                return whole
        return self._read([(field, word)])[field, word]

    def read_ahead(self, *texts: str) -> None:
        """Count what is going to be asked of the words of these texts."""
        stems = {stem for text in texts for stem in stemmed_terms(text)}
        plain = {word for text in texts for word in plain_terms(text)}
        wanted = [("text", stem) for stem in stems]
        wanted += [("compound", form) for text in texts for form in forms_in(text)]
        if self._limited:
            wanted += [
                (field, word)
                for words in (plain, stems)
                for word in words
                for field in COUNTED
                if self._names.count(field, word)
            ]
        self._read(wanted)

    def beginning(self, prefix: str) -> Sequence[str]:
        """The words of names, then of items, that begin so, each once."""
        return self._beginning(prefix)

    def _read_beginning(self, prefix: str) -> list[str]:
        words = self._names.beginning(prefix)
        if not self._limited:
            return words
        begun = {"field": "word", "size": MOST_WORDS, "include": f"{re.escape(prefix)}.*"}
        (found,) = self._searches(
            [{"size": 0, "wanted": queries.EVERYTHING, "aggs": {"words": {"terms": begun}}}]
        )
        seen = {bucket["key"] for bucket in found["aggregations"]["words"]["buckets"]}
        return [word for word in words if word in seen]

    def _read(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """The counts of these terms of fields, and all others that are known."""
        known = self._known if len(self._known) < ROOM else {}
        lacking = [each for each in dict.fromkeys(wanted) if each not in known]
        for start in range(0, len(lacking), AT_ONCE):
            some = lacking[start : start + AT_ONCE]
            found = self._searches([_count(term(*each)) for each in some])
            known.update(zip(some, map(_total, found), strict=True))
        self._known = known
        return known


def _count(query: queries.Clause) -> Body:
    """A search that counts what a query finds in the generation."""
    return {"size": 0, "track_total_hits": True, "wanted": {"bool": {"filter": [query]}}}


def _total(found: Body) -> int:
    return int(found["hits"]["total"]["value"])


def _day(ordinal: float | None) -> date | None:
    return date.fromordinal(int(ordinal)) if ordinal else None
