"""Passages found: the index of one knowledge folder, its vectors, and the live snapshot."""

from bot.search.corpus import Corpus
from bot.search.index.progress import Progress
from bot.search.index.queries import ALL_DAYS, Clause, Days, plain_terms, stemmed_terms
from bot.search.index.snapshot import Hit, Named, Snapshot
from bot.search.live import Search
from bot.search.scope import EVERYTHING, Scope
from bot.search.vectors.nearness import Nearness
from bot.search.vectors.store import MOST_TEXTS

__all__ = [
    "ALL_DAYS",
    "EVERYTHING",
    "MOST_TEXTS",
    "Clause",
    "Corpus",
    "Days",
    "Hit",
    "Named",
    "Nearness",
    "Progress",
    "Scope",
    "Search",
    "Snapshot",
    "plain_terms",
    "stemmed_terms",
]
