"""What one request reads: the knowledge at one moment, as one scope may see it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.search.backend import Snapshot
from bot.search.vectors.view import VectorView


@dataclass(frozen=True, eq=False)
class Corpus:
    """A snapshot of the index with the vectors of its items; a request is answered wholly from one.

    `vectors` is None where nothing is compared in meaning.
    """

    snapshot: Snapshot
    vectors: VectorView | None
