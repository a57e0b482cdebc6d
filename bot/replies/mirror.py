"""What a program that keeps a copy of all it may see has to do, to have it as it is now."""

from __future__ import annotations

from typing import Literal

from bot.knowledge import Item, Shown
from bot.replies.lists import Summary


class ArticleChange(Shown):
    """An article to put into the copy, replacing what it has of the article, or to take out.

    If it is `removed`, `summary` is null and `entries` is empty. Otherwise `entries` are all that may be seen
    of it: its quotes, then its facts, each in their order.
    """

    kind: Literal["added", "changed", "removed"]
    article: str
    summary: Summary | None = None
    entries: tuple[Item, ...] = ()


class Changes(Shown):
    """What has changed since a cursor. `next` is the new cursor; `more` says whether there is more to get."""

    changes: tuple[ArticleChange, ...] = ()
    next: str
    more: bool = False
