"""Entries by keys that may be old: looked up in a snapshot, and followed through this process's reloads."""

from __future__ import annotations

from collections.abc import Iterable

from bot.knowledge import EntryChanges, Item, find_item
from bot.replies import Context
from bot.search import Snapshot


class MovedKeys:
    """Which keys reloads have changed: for conversations that no records remember. Safe for threads."""

    def __init__(self) -> None:
        self._moved: dict[str, str] = {}

    def take(self, changes: EntryChanges) -> None:
        """Note what a reload changed; a key that is an entry's again leads nowhere else."""
        moved = dict(self._moved)
        for key in (*changes.came, *(new for _, new in changes.rekeyed)):
            moved.pop(key, None)
        self._moved = moved | dict(changes.rekeyed)

    def current(self, context: Context | None) -> Context | None:
        """What a conversation remembers, by the keys that its entries have now."""
        if context is None or not context.items:
            return context
        return context.model_copy(update={"items": tuple(map(self._now, context.items))})

    def _now(self, key: str) -> str:
        # Each change is followed once, so that changes that lead in a circle end.
        moved = dict(self._moved)
        while key in moved:
            key = moved.pop(key)
        return key


def entries_of(keys: Iterable[str], snapshot: Snapshot, *, withdrawn: bool) -> dict[str, Item]:
    """The entries with these keys, by key; each article is read once."""
    by_article: dict[str, list[str]] = {}
    for key in keys:
        by_article.setdefault(key.rpartition("#")[0], []).append(key)
    found: dict[str, Item] = {}
    for article, wanted in by_article.items():
        items = snapshot.article_items(article, withdrawn=withdrawn)
        known = {key: find_item(items, key) for key in wanted}
        found |= {key: item for key, item in known.items() if item is not None}
    return found
