"""What a conversation remembers for its next question."""

from __future__ import annotations

from collections.abc import Collection

from bot.knowledge.items import Item, Shown


class Context(Shown):
    """What a conversation remembers for its next question: nothing but what was understood and shown.

    An answer's own context has all its items; whoever shows only some of them keeps those: see `shown`.
    """

    people: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()

    def shown(self, keys: Collection[str], before: Context | None = None) -> Context:
        """The context with only the items of these keys, and those that the conversation had shown before."""
        seen = {*keys, *(item.key for item in (before.items if before else ()))}
        return self.model_copy(update={"items": tuple(item for item in self.items if item.key in seen)})
