"""What a conversation remembers for its next question: keys, never the words they stand for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from pydantic import BeforeValidator

from bot.knowledge import Item, Shown


def _key(item: object) -> object:
    """The key of an entry that was kept whole, as earlier versions did."""
    return Item.model_validate(item).key if isinstance(item, dict) else item


Key = Annotated[str, BeforeValidator(_key)]


class Context(Shown):
    """What was understood and shown: keys of people, the topic's words, keys of entries, the latest first.

    An answer's own context has all its entries; whoever shows only some of them keeps those: see `shown`.
    """

    people: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    items: tuple[Key, ...] = ()

    def shown(self, keys: Collection[str], before: Context | None = None) -> Context:
        """The context with only the entries of these keys, and those that had been shown before."""
        seen = {*keys, *(before.items if before else ())}
        return self.model_copy(update={"items": tuple(key for key in self.items if key in seen)})
