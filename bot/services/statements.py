"""What people said, listed: newest first, by topic, in time, side by side, and by the words themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.answering import marked, merged, statements_on
from bot.knowledge import Item, published_key
from bot.replies import Found
from bot.search import Corpus
from bot.services.people import keys_of

ItemT = TypeVar("ItemT", bound=Item)


def quotes(
    person: str, corpus: Corpus, *, topic: str = "", offset: int = 0, limit: int = 25
) -> tuple[Found, ...]:
    """What a person said, newest first, undated last; with `topic`, what fits it, best first."""
    snapshot = corpus.snapshot
    keys = keys_of(person, snapshot)
    if not keys:
        return ()
    if topic:
        found = statements_on(topic, keys, snapshot, corpus.vectors)[offset : offset + limit]
    else:
        found = merged(snapshot.load(snapshot.statements(keys, limit, offset=offset)))
    return marked(found, snapshot)


def in_time(items: Sequence[ItemT]) -> tuple[ItemT, ...]:
    """The items in the order of publication, the undated last."""
    return tuple(sorted(items, key=lambda item: published_key(item.published)))
