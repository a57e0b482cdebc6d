"""Whose turn it is: few requests are worked on at once, and the others wait, each key in its turn."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

MOST_WAITING = 500
"""Requests that wait at most: ten times the clients that are asked for at once; more are turned away."""


def cores() -> int:
    """Requests that are worked on at once: more would only take the processors from each other."""
    return max(2, os.cpu_count() or 1)


class TooManyWaitingError(Exception):
    """So many wait that nobody else is let in."""


class Turns:
    """Lets requests in by turns: of the keys that wait each in its turn, of one key the first first.

    Whoever asks much waits for themselves alone: a key with one request has at most one of each other key
    before it.
    """

    def __init__(self, at_once: int, most_waiting: int = MOST_WAITING) -> None:
        self._free = at_once
        self._most_waiting = most_waiting
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(map(len, self._waiting.values()))

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """For as long as a request of the key of this name is worked on.

        :raises TooManyWaitingError: it is not let in.
        """
        await self._begin(name)
        try:
            yield
        finally:
            self._end()

    async def _begin(self, name: str) -> None:
        if self._free:
            self._free -= 1
            return
        if self.waiting >= self._most_waiting:
            raise TooManyWaitingError
        place = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(name, deque()).append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                # Its turn came as it went away: it is the next one's.
                self._end()
            raise

    def _end(self) -> None:
        """Hand the turn on to the first of the key that has waited longest for one."""
        while self._waiting:
            name, places = next(iter(self._waiting.items()))
            place = places.popleft()
            # Behind the others, where more of it wait.
            del self._waiting[name]
            if places:
                self._waiting[name] = places
            if not place.done():
                place.set_result(None)
                return
        self._free += 1
