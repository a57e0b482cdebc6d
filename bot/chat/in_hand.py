"""What the bot is at: finished before it leaves, or said to be unfinished."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.text import begin_question

log = logging.getLogger(__name__)

# Seconds for which what is in hand may go on after the bot was told to stop: an answer takes one at most, and
# service managers and containers kill after ten.
FINISH = 3.0
# Seconds for which those are told whose answers were not finished.
TELL = 0.7

Telling = Callable[[], Awaitable[object]]


class InHand:
    """Counts what is being done for somebody, from its beginning to its end."""

    def __init__(self) -> None:
        self.stopping = False
        self._doing: dict[asyncio.Task[object], Telling] = {}
        self._cut_off: set[asyncio.Task[object]] = set()

    @property
    def count(self) -> int:
        """How much that is."""
        return len(self._doing)

    @asynccontextmanager
    async def doing(self, unfinished: Telling) -> AsyncIterator[None]:
        """Count the block; where it is cut off, whoever waits for it is told by `unfinished`."""
        task = asyncio.current_task()
        if task is None or task in self._doing:
            yield
            return
        begin_question()
        self._doing[task] = unfinished
        try:
            yield
        except asyncio.CancelledError:
            if task in self._cut_off:
                await self._tell(unfinished)
            raise
        finally:
            self._doing.pop(task, None)
            self._cut_off.discard(task)

    async def finish(self, *, within: float = FINISH) -> None:
        """Take nothing new in hand, wait for what is, and cut off what takes longer (in seconds)."""
        self.stopping = True
        if not self._doing:
            return
        log.info("Stopping; in hand: %d.", len(self._doing))
        _, left = await asyncio.wait(list(self._doing), timeout=within)
        if not left:
            return
        log.warning("Not finished, and told so: %d.", len(left))
        self._cut_off |= left
        for each in left:
            each.cancel()
        await asyncio.wait(left, timeout=TELL)

    @staticmethod
    async def _tell(unfinished: Telling) -> None:
        try:
            await unfinished()
        except Exception as error:
            log.warning("That something was not finished could not be told: %s", error)
