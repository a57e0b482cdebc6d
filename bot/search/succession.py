"""What holds in the place of an entry that editors say is superseded."""

from __future__ import annotations

from collections import Counter

from bot.knowledge import Item, Record
from bot.search.backend import Snapshot
from bot.text import words

FURTHEST = 5
"""Steps from one entry to the next that are followed: editors may name each other's entries in a circle."""
ALIKE = 0.5
"""Share (0 to 1) of an entry's words that the one has which is meant where an article is named as a whole."""


def successor(item: Item, snapshot: Snapshot) -> Item | Record | None:
    """The entry that holds instead of a superseded one, else the article that does; None where none is there.

    Of an article that is named as a whole it is the entry with most of the words, where one has half of them.
    """
    holds: Item | Record | None = None
    address, seen = item.superseded_by, {item.key}
    while address and len(seen) <= FURTHEST:
        found = _named(address, holds if isinstance(holds, Item) else item, snapshot)
        if found is None or (isinstance(found, Item) and found.key in seen):
            break
        holds, address = found, found.superseded_by
        seen.add(found.key if isinstance(found, Item) else found.article)
    return holds


def article_successor(record: Record, snapshot: Snapshot) -> Item | Record | None:
    """The article or entry that holds instead of a superseded article; None where none is there."""
    holds: Item | Record | None = None
    address, seen = record.superseded_by, {record.article}
    while address and len(seen) <= FURTHEST:
        found = snapshot.entry(address) or _standing(address, snapshot)
        if found is None or address in seen:
            break
        holds, address = found, found.superseded_by
        seen.add(found.key if isinstance(found, Item) else found.article)
    return holds


def _named(address: str, before: Item, snapshot: Snapshot) -> Item | Record | None:
    entry = snapshot.entry(address)
    if entry is not None:
        return entry
    record = _standing(address, snapshot)
    return record and (_likest(before, snapshot.article_items(address)) or record)


def _standing(article: str, snapshot: Snapshot) -> Record | None:
    """The article with this id, unless it was withdrawn."""
    record = snapshot.record(article)
    return None if record is None or record.withdrawn else record


def _likest(before: Item, items: list[Item]) -> Item | None:
    had = Counter(word.text for word in words(before.text))
    shares = [(had & Counter(word.text for word in words(item.text))).total() for item in items]
    most = max(shares, default=0)
    return items[shares.index(most)] if most and most >= ALIKE * had.total() else None
