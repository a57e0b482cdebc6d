"""Whose turn it is: few requests are worked on at once, the others wait, each place and member in turn."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from typing import NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

MOST_WAITING = 500
"""Requests that wait at most: some ten seconds' work of two cores, and ten times the programs at once."""
PATIENCE = 5.0
"""Seconds that a member waits at most for their turn: later they are told, and may ask again."""
LONG_PATIENCE = 30.0
"""The same for programs: they wait without watching."""


def cores() -> int:
    """Processors that this process may use, where the system says so."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Line(NamedTuple):
    """Where one waits: a place (a channel, a key) and who there (a member; nothing for a key)."""

    place: Hashable
    member: Hashable = None


class TooManyWaitingError(Exception):
    """So much is asked that somebody waited too long, or is not let in."""


Waiting = asyncio.Future[None]


class Turns:
    """Lets requests in by turns: each place that waits in its turn, and in each place each member in theirs.

    Whoever asks much waits for themselves alone: one request has at most one of each other place before it,
    and one of each other member of its own. Where too many wait, the longest line loses whoever has waited
    longest in it.

    :param at_once: how many are worked on at once.
    """

    def __init__(self, at_once: int, most_waiting: int = MOST_WAITING) -> None:
        self._free = at_once
        self._most_waiting = most_waiting
        self._places: dict[Hashable, dict[Hashable, deque[Waiting]]] = {}
        self._waiting = 0

    @property
    def waiting(self) -> int:
        """How many wait; may be asked from any thread."""
        return self._waiting

    async def run(self, line: Line, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What a call gives that blocks, made in a thread when it is this member's turn.

        :raises TooManyWaitingError: it does not come soon enough.
        """
        async with self.turn(line):
            return await asyncio.to_thread(call, *args, **kwargs)

    @asynccontextmanager
    async def turn(self, line: Line, patience: float = PATIENCE) -> AsyncIterator[None]:
        """For as long as a request is worked on.

        :param patience: seconds that it waits at most.
        :raises TooManyWaitingError: it is not let in.
        """
        if self._free and not self._waiting:
            self._free -= 1
        else:
            await self._wait(line, patience)
        try:
            yield
        finally:
            self._end()

    async def _wait(self, line: Line, patience: float) -> None:
        if self._waiting >= self._most_waiting:
            self._make_room(line)
        place: Waiting = asyncio.get_running_loop().create_future()
        self._places.setdefault(line.place, {}).setdefault(line.member, deque()).append(place)
        self._waiting += 1
        try:
            async with asyncio.timeout(patience):
                await place
        except BaseException as error:
            if not place.done() or place.cancelled():
                self._leave(line, place)
            elif place.exception() is None:
                # Its turn came as it went away: it is the next one's.
                self._end()
            if isinstance(error, TimeoutError):
                raise TooManyWaitingError from error
            raise

    def _leave(self, line: Line, place: Waiting) -> None:
        """Take somebody out of a line, if they still wait there."""
        members = self._places.get(line.place, {})
        if place not in members.get(line.member, ()):
            return
        members[line.member].remove(place)
        self._waiting -= 1
        if not members[line.member]:
            del members[line.member]
        if not members:
            del self._places[line.place]

    def _make_room(self, line: Line) -> None:
        """Tell whoever has waited longest in the longest line; who comes where no other line is longer."""
        lines = (
            (len(places), Line(place, member))
            for place, members in self._places.items()
            for member, places in members.items()
        )
        length, longest = max(lines, key=lambda each: each[0], default=(0, line))
        own = len(self._places.get(line.place, {}).get(line.member, ()))
        if own + 1 >= length:
            raise TooManyWaitingError
        oldest = self._places[longest.place][longest.member][0]
        self._leave(longest, oldest)
        oldest.set_exception(TooManyWaitingError())

    def _end(self) -> None:
        """Hand the turn on to whoever is next."""
        while self._places:
            following = self._next()
            # Who went away in this very moment is not there any more.
            if not following.done():
                following.set_result(None)
                return
        self._free += 1

    def _next(self) -> Waiting:
        """Take out who is next; their place and they themselves are behind the others then."""
        place, members = next(iter(self._places.items()))
        member, line = next(iter(members.items()))
        following = line[0]
        self._leave(Line(place, member), following)
        if member in members:
            members[member] = members.pop(member)
        if place in self._places:
            self._places[place] = self._places.pop(place)
        return following
