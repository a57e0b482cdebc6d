"""A lease on a server held by this process: renewed by a thread, which nothing else that it does delays."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread
from typing import Any, TypeVar

from bot.records import Lease, Leases, Records, RecordsAwayError, leases_at
from bot.text import ServerAddress

log = logging.getLogger(__name__)
T = TypeVar("T")

HELD = 15.0
"""Seconds for which a lease holds: another process takes over so long after this one was killed."""
RENEWED = 3.0
"""Seconds between two renewals."""
ANSWERED = 3.0
"""Seconds in which the server has answered whatever is asked of leases."""
GIVEN_UP = 10.0
"""Seconds without a renewal after which this process lets go: it has 4.7 to finish what is in hand."""
_HOLDER_BYTES = 8


class Hold:
    """Something that one process holds. `lost` says why it holds it no longer, "" while it does."""

    def __init__(self) -> None:
        self.lost = ""
        self._calls: list[Callable[[], object]] = []
        self._turn = Lock()

    def when_lost(self, call: Callable[[], object]) -> None:
        """Call this from another thread when it is lost; at once, where it is already."""
        with self._turn:
            self._calls.append(call)
        if self.lost:
            call()

    def lose(self, why: str) -> None:
        """It is held no longer."""
        log.error("%s", why)
        with self._turn:
            self.lost = why
            calls = tuple(self._calls)
        for call in calls:
            # Whoever was to be told may be gone.
            with suppress(RuntimeError):
                call()


class ServerHold(Hold):
    """A lease by its name; `place` is what others are told of this process."""

    def __init__(self, address: ServerAddress, name: str, place: str) -> None:
        super().__init__()
        self._address = address
        self._lease = Lease(name, secrets.token_hex(_HOLDER_BYTES), place, HELD)
        self._loop = asyncio.new_event_loop()
        self._leases: Leases = leases_at(address, ANSWERED)
        self._until = 0.0

    def take(self) -> str | None:
        """Hold it from now on: None; else the place of who does. Blocks.

        :raises RecordsAwayError: the server does not say.
        """
        return self._called(self._taken())

    def keep(self) -> None:
        """Renew it from now on, until the end."""
        asyncio.run_coroutine_threadsafe(self._renewing(), self._loop)

    async def _taken(self) -> str | None:
        asked = time.monotonic()
        place = await self._leases.take(self._lease)
        if place is None:
            self._until = asked + GIVEN_UP
        return place

    async def _renewed(self) -> bool:
        asked = time.monotonic()
        held = await self._leases.renew(self._lease)
        self._until = asked + GIVEN_UP
        return held

    async def _renewing(self) -> None:
        while not self.lost:
            await asyncio.sleep(min(RENEWED, max(0.0, self._until - time.monotonic())))
            try:
                held = await self._renewed()
            except Exception as error:
                # Whatever it was, it must not end the renewals without a word.
                log.debug("The lease was not renewed.", exc_info=error)
                if time.monotonic() >= self._until:
                    self.lose(
                        f"{error} After {GIVEN_UP:.0f} seconds of that another process may have taken over,"
                        " so this one stops."
                    )
            else:
                if not held:
                    self.lose("Another process has taken over, so this one stops.")

    def _called(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def _run(self) -> None:
        self._loop.run_forever()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(self._leave())
        self._loop.close()

    async def _leave(self) -> None:
        if not self.lost:
            with suppress(RecordsAwayError):
                await self._leases.give_back(self._lease)
        await self._leases.close()

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Have the lease's thread run while the block does; what is held is given back at its end.

        :raises RecordsError: the records cannot be opened.
        """
        asyncio.run(_opened(self._address))
        thread = Thread(target=self._run, name="lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join(HELD)


async def _opened(address: ServerAddress) -> None:
    """Have the tables made or brought up to date."""
    await (await Records.open(address)).close()
