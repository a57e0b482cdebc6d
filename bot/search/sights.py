"""A scope's view of a corpus."""

from __future__ import annotations

from collections.abc import Hashable
from typing import cast

from bot.search.backend import Snapshot
from bot.search.corpus import Corpus

SIGHTS = 32
"""Views that are remembered with their vectors: places that see the same have one in common."""


def seen_in(live: Corpus, seen: Hashable) -> Corpus:
    """The corpus of a scope's view of the live one's snapshot."""
    snapshot = cast(Snapshot, seen)
    if snapshot is live.snapshot:
        return live
    return Corpus(snapshot, live.vectors.seen_in(snapshot) if live.vectors else None)
