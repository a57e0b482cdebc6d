"""What one request reads: the knowledge at one moment, as one scope may see it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.search.backend import Snapshot
from bot.search.query import Filter
from bot.search.vectors.view import VectorView


@dataclass(frozen=True, eq=False)
class Corpus:
    """A snapshot of the index with the vectors of its items; a request is answered wholly from one.

    `vectors` is None where nothing is compared in meaning.
    """

    snapshot: Snapshot
    vectors: VectorView | None

    def filtered(self, kept: Filter) -> Corpus:
        """The same with its items kept to a filter; what is known by its key, and who is who, stay."""
        if not kept:
            return self
        snapshot = self.snapshot.filtered(kept)
        return Corpus(snapshot, self.vectors.seen_in(snapshot) if self.vectors else None)
