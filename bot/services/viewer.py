"""Who looks: it decides what they may see, and which day it is for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import NamedTuple

from bot.search import EVERYTHING, Scope


class Viewer(NamedTuple):
    """Somebody in a channel of a server, by Discord's ids.

    `channel` is, in a thread, the one that the thread belongs to: what holds there holds in its threads.
    `roles` are the member's where nobody else sees the reply, else none: what is answered in a channel is
    read by all who read along; in direct messages those in the server that counts there (`direct`), if one
    does. `zone` is the time zone of the place, None for the operator's. The `operator` sees everything.
    `key` is the name of the key that a program asks with, in no server.
    """

    server: int | None = None
    channel: int | None = None
    member: int | None = None
    zone: tzinfo | None = None
    roles: frozenset[int] = frozenset()
    operator: bool = False
    key: str = ""
    direct: int | None = None


OPERATOR = Viewer(operator=True)
PUBLIC = Viewer()
"""Somebody of whom nothing is known: they see what everybody sees."""


def scope_of(viewer: Viewer, moment: datetime, zone: tzinfo | None = None) -> Scope:
    """What somebody may see at a moment; `zone` is the operator's."""
    return EVERYTHING if viewer.operator else Scope.of(_grants(viewer), moment, zone)


def _grants(viewer: Viewer) -> Iterator[str]:
    """What a collection may name them by."""
    if viewer.key:
        yield f"key:{viewer.key}"
    server = viewer.direct if viewer.server is None else viewer.server
    if server is None:
        return
    yield f"server:{server}"
    if viewer.server is not None and viewer.channel is not None:
        yield f"channel:{viewer.channel}"
    yield from (f"role:{role}" for role in viewer.roles)
