"""Who looks: it decides what they may see, and which day it is for them."""

from __future__ import annotations

from datetime import tzinfo
from typing import NamedTuple

from bot.search import EVERYTHING, Scope


class Viewer(NamedTuple):
    """Somebody in a channel of a server, by Discord's ids; all None for the operator, who sees everything.

    `channel` is, in a thread, the one that the thread belongs to: what holds there holds in its threads.
    `zone` is the time zone of the place, None for the operator's.
    """

    server: int | None = None
    channel: int | None = None
    member: int | None = None
    zone: tzinfo | None = None


OPERATOR = Viewer()


def scope_of(viewer: Viewer) -> Scope:
    """What somebody may see. There are no collections yet: everybody sees everything."""
    return EVERYTHING
