"""What one program at a time holds on a server: for a while, by its clock, and longer if the program says so.

A lock of PostgreSQL's own would end with its connection, as when the server is started anew: another program
would have it before the first one knows. A lease outlives that, and its holder knows when it is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

RESTORE = "restore"
"""Held while records are replaced: nothing else is held then."""


@dataclass(frozen=True)
class Lease:
    """Something to be held, for so many `seconds`.

    `holder` is the program's own word; `place` says to others who that is.
    """

    name: str
    holder: str
    place: str
    seconds: float


class Leases(Protocol):
    """Leases in records that have been opened before. For one event loop, one call at a time."""

    async def take(self, lease: Lease) -> str | None:
        """Hold something from now on: None; else the place of who keeps this from it.

        :raises RecordsAwayError: the server does not say; whether it is held is not known.
        """

    async def renew(self, lease: Lease) -> bool:
        """Hold for longer what is held; whether that is so.

        :raises RecordsAwayError: the server does not say; whether it is held is not known.
        """

    async def give_back(self, lease: Lease) -> None:
        """Hold it no longer.

        :raises RecordsAwayError: the server does not say.
        """

    async def held(self) -> tuple[str, ...]:
        """The places of all that is held now.

        :raises RecordsAwayError: the server does not say.
        """

    async def close(self) -> None:
        """Let go of the connection."""
