"""Posts of news, and whatever sends them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from bot.knowledge import Item
from bot.replies import Rhythm
from bot.services.viewer import Viewer


class Delivery(StrEnum):
    """What became of a post: SENT; the channel is GONE or REFUSED it; or it DELAYED until the next try."""

    SENT = "sent"
    GONE = "gone"
    REFUSED = "refused"
    DELAYED = "delayed"


class Post(NamedTuple):
    """News for a channel, of a `number` of its own.

    The keys of items that followers knew in another form are `corrected`; `taken` are keys of items that were
    posted there and taken back since. `since` is the moment of the first try, of which it is not known
    whether it arrived; None for the first one. `view` is the id of what its buttons need, "" until that is
    kept.
    """

    number: int
    channel: int
    items: tuple[Item, ...]
    corrected: frozenset[str]
    since: datetime | None = None
    taken: tuple[str, ...] = ()
    rhythm: Rhythm = Rhythm.AT_ONCE
    view: str = ""


class Sender(Protocol):
    """Where posts go. Channels are known by their ids."""

    async def viewer_in(self, channel: int) -> Viewer:
        """Who looks in a channel."""

    async def __call__(self, post: Post) -> Delivery:
        """Post items to a channel, unless it has the post already; what became of it."""
