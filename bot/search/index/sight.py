"""What a scope may not see of one snapshot, and the queries that find it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from datetime import datetime, tzinfo
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import tantivy

from bot.knowledge import CollectionRules, opens_at
from bot.search.index.schema import HELD
from bot.search.scope import Scope

ZONES = 4
"""Sets of embargoes whose ends are remembered: of a snapshot and the one before, in a zone or two."""


class Sight(NamedTuple):
    """What is hidden: folders, each without those inside it that have rules of their own; and embargoes.

    Equal for scopes that see the same.
    """

    folders: tuple[tuple[str, tuple[str, ...]], ...] = ()
    embargoes: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is hidden."""
        return bool(self.folders or self.embargoes)

    @classmethod
    def of(cls, scope: Scope, rules: CollectionRules, embargoes: tuple[str, ...]) -> Sight:
        """What a scope may not see by the rules of the moment; `embargoes` are all that the index has."""
        if scope.everything:
            return cls()
        closed = rules.closed(scope.grants, scope.moment, scope.zone)
        return cls(
            tuple((folder, rules.inside(folder)) for folder in sorted(closed)),
            _not_over(embargoes, scope),
        )

    def hidden(self, schema: tantivy.Schema, embargoes: Collection[str]) -> Iterator[tantivy.Query]:
        """The queries that find what is hidden, each a part of it; `embargoes` as in `of`."""
        for folder, inside in self.folders:
            query = _of_folder(schema, folder)
            for other in inside:
                query = query.and_must_not_match(_of_folder(schema, other))
            yield query
        if self.embargoes:
            yield tantivy.Query.term_set_query(schema, "embargo", sorted(self.embargoes))
            over = sorted(set(embargoes) - self.embargoes)
            held = tantivy.Query.term_query(schema, "way", HELD)
            yield held.and_must_not_match(tantivy.Query.term_set_query(schema, "way", over)) if over else held


def _not_over(embargoes: tuple[str, ...], scope: Scope) -> frozenset[str]:
    ends = _ends(embargoes, scope.zone)
    first = bisect_right(ends, scope.moment, key=itemgetter(0))
    return frozenset(each for _, each in ends[first:])


@lru_cache(ZONES)
def _ends(embargoes: tuple[str, ...], zone: tzinfo | None) -> list[tuple[datetime, str]]:
    """When embargoes are over, the first ones first: years of an archive have thousands."""
    return sorted((opens_at(datetime.fromisoformat(each), zone), each) for each in embargoes)


def _of_folder(schema: tantivy.Schema, folder: str) -> tantivy.Query:
    if not folder:
        return tantivy.Query.all_query()
    return tantivy.Query.term_query(schema, "folder", folder)
