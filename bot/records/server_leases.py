"""Leases in a table of PostgreSQL."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.records.leases import RESTORE, Lease
from bot.records.outage import Fault, RecordsAwayError
from bot.records.server_database import connected
from bot.records.server_faults import fault_of
from bot.text import ServerAddress

# Each statement is one transaction: of two programs that take a lease at once, one finds the other's.
_TAKE = """
INSERT INTO leases (name, holder, place, until)
VALUES ($1::text, $2::text, $3::text, clock_timestamp() + make_interval(secs => $4::float8))
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, place = excluded.place, until = excluded.until
WHERE leases.holder = excluded.holder OR leases.until <= clock_timestamp()
RETURNING name
"""
_OTHERS = (
    "SELECT name, place FROM leases WHERE until > clock_timestamp() AND holder <> $1::text ORDER BY name"
)
_GIVE_BACK = "DELETE FROM leases WHERE name = $1::text AND holder = $2::text"


class ServerLeases:
    """Leases, by one connection, which is made anew where it was lost.

    :param patience: seconds in which the server has answered.
    """

    def __init__(self, address: ServerAddress, patience: float) -> None:
        self._address = address
        self._patience = patience
        self._connection: Any = None

    async def take(self, lease: Lease) -> str | None:
        """Hold something from now on: None; else the place of who keeps this from it.

        :raises RecordsAwayError: the server does not say; whether it is held is not known.
        """
        taken = await self.renew(lease)
        # Of two programs whose leases cannot be held at once, both have noted theirs: one sees the other's.
        for row in await self._asked(_OTHERS, lease.holder):
            if lease.name == RESTORE or row["name"] in (lease.name, RESTORE):
                if taken:
                    await self.give_back(lease)
                return str(row["place"])
        # What ended between the two is free the next time.
        return None if taken else lease.place

    async def renew(self, lease: Lease) -> bool:
        """Hold for longer what is held; whether that is so.

        :raises RecordsAwayError: the server does not say; whether it is held is not known.
        """
        return bool(await self._asked(_TAKE, lease.name, lease.holder, lease.place, lease.seconds))

    async def give_back(self, lease: Lease) -> None:
        """Hold it no longer.

        :raises RecordsAwayError: the server does not say.
        """
        await self._asked(_GIVE_BACK, lease.name, lease.holder)

    async def held(self) -> tuple[str, ...]:
        """The places of all that is held now.

        :raises RecordsAwayError: the server does not say.
        """
        return tuple(str(row["place"]) for row in await self._asked(_OTHERS, ""))

    async def close(self) -> None:
        """Let go of the connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.terminate()

    async def _asked(self, statement: str, *values: object) -> list[Any]:
        try:
            async with asyncio.timeout(self._patience):
                if self._connection is None or self._connection.is_closed():
                    self._connection = await connected(self._address)
                return list(await self._connection.fetch(statement, *values))
        except Exception as error:
            # Whatever it was: the server has not said that anything is held.
            await self.close()
            fault = fault_of(error) or Fault(str(error), passing=False)
            raise RecordsAwayError(str(self._address), fault) from error
