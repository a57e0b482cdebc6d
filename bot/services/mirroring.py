"""Copies that programs keep of all they may see: by a cursor they are told what to do to have it as it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.records import Records
from bot.replies import Changes
from bot.services.keys import Client
from bot.services.nothing import NothingKnownError
from bot.services.services import Services
from bot.text import UserError


class UnknownCursorError(UserError):
    """A copy has a cursor that is not known, or not any more."""

    def __init__(self) -> None:
        super().__init__(
            "This cursor is no longer known. Throw the copy away, and start again without a cursor."
        )


class Mirrors:
    """Brings copies up to date, a part at a time.

    :param clock: the moment now.
    """

    def __init__(self, services: Services, records: Records, clock: Callable[[], datetime]) -> None:
        self._services = services
        self._store = records.mirrors
        self._clock = clock

    async def changes(self, client: Client, since: str | None, limit: int) -> Changes:
        """What changed in what a program may see since its cursor: everything, without one.

        :raises NothingKnownError: nothing is known, and nobody meant it: the copy is to stay as it is.
        :raises UnknownCursorError: the cursor is not this key's, or too old.
        :raises RecordsAwayError: what copies have cannot be read or written at the moment.
        """
        if self._services.empty and not self._services.emptied:
            raise NothingKnownError
        before = {} if since is None else await self._store.find(since, client.name)
        if before is None:
            raise UnknownCursorError
        found = await asyncio.to_thread(self._services.difference, before, client.viewer, limit)
        if since is not None and not found.changes:
            return Changes(next=since)
        cursor = await self._store.keep(client.name, found.seen, self._clock())
        return Changes(changes=found.changes, next=cursor, more=found.more)
