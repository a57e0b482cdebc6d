"""What a conversation remembers for its next turn: keys and the member's words, never the knowledge's."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
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
    `asked` is the last question as it was typed, with what it left out; `article` the id of the article that
    the talk is about; `offered` are the people (keys) that were asked back about, in the order shown, and
    `typed` is the name in `asked` that left it open; `articles` are those (ids) that were listed, in their
    order; `listed` is how many of the items, the first ones, stand in what was shown last and are pointed at
    ("the second one"), all of them where it is None; `since` and `until` are the days that were asked for.
    `qualifiers` are those of the last question ("source:Courier"), as they were typed: more of it is kept to
    them, too.
    """

    people: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    items: tuple[Key, ...] = ()
    asked: str = ""
    article: str = ""
    offered: tuple[str, ...] = ()
    typed: str = ""
    articles: tuple[str, ...] = ()
    listed: int | None = None
    since: date | None = None
    until: date | None = None
    qualifiers: str = ""

    def shown(self, keys: Collection[str], before: Context | None = None) -> Context:
        """The context with only the entries of these keys, and those that had been shown before."""
        earlier = set(before.items) if before else set()
        kept = tuple(key for key in self.items if key in {*keys, *earlier})
        if before and set(kept) == earlier:
            # Nothing new was shown: what was pointed at can be pointed at still.
            return self.model_copy(update={"items": kept, "listed": before.listed})
        goes_on = before is not None and before.asked == self.asked
        here = {*keys, *(before.items[: before.listed] if before and goes_on else ())}
        shown = tuple(key for key in kept if key in here)
        rest = tuple(key for key in kept if key not in here)
        return self.model_copy(update={"items": (*shown, *rest), "listed": len(shown)})
