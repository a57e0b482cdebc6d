"""What a program that keeps a copy of all it may see has to do, to have it as it is now."""

from __future__ import annotations

from typing import Literal

from bot.knowledge import Item, Shown
from bot.replies.lists import Summary


class ArticleChange(Shown):
    """An article to be put into the copy, in the place of what is there of it, or to be taken out.

    `summary` and `entries` are None and empty where it is `removed`. The entries are all that may be seen of
    it: its quotes, then its facts, each in their order.
    """

    kind: Literal["added", "changed", "removed"]
    article: str
    summary: Summary | None = None
    entries: tuple[Item, ...] = ()


class Changes(Shown):
    """What changed since a cursor; `next` is the cursor from here on, `more` whether something is left."""

    changes: tuple[ArticleChange, ...] = ()
    next: str
    more: bool = False
