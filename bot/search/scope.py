"""What somebody may see of the knowledge."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple, Self


class Scope(NamedTuple):
    """For whom a look-up is: what they were granted, and the moment at which they look.

    `grants` are what a `collection.yaml` names: "server:1", "channel:2", "role:3", "key:news". `zone` is the
    operator's time zone, for an embargo that names none; None: the machine's. With `everything` the rest does
    not matter.

    A corpus is taken with a scope and has no other way in: a look-up cannot forget whom it is for.
    """

    everything: bool
    grants: frozenset[str] = frozenset()
    moment: datetime = datetime.min.replace(tzinfo=UTC)
    zone: tzinfo | None = None

    @classmethod
    def of(cls, grants: Iterable[str], moment: datetime, zone: tzinfo | None = None) -> Self:
        """What somebody with these grants may see at a moment."""
        return cls(everything=False, grants=frozenset(grants), moment=moment, zone=zone)


EVERYTHING = Scope(everything=True)
"""The scope of the terminal and of whoever runs the bot."""
