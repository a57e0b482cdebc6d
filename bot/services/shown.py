"""Which messages show which entries in which form: noted as they are sent, for a correction to find them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.records import EntryShown, Records, Showing, unless_away
from bot.services.recalling import Recaller

# Messages that wait to be noted while the records are away, at most; of more, the oldest are not amended.
WAITING = 1000


class _Note(NamedTuple):
    """What a message shows, until when that matters."""

    showing: Showing
    entries: Sequence[EntryShown]
    until: datetime


class ShownMessages:
    """Notes what messages show.

    :param days: for how long answers are recalled; 0: never, and nothing is noted.
    :param recaller: is told what went out.
    :param clock: the moment now.
    """

    def __init__(
        self, records: Records, days: int, recaller: Recaller, clock: Callable[[], datetime]
    ) -> None:
        self._messages = records.messages
        self._days = timedelta(days=days)
        self._recaller = recaller
        self._clock = clock
        self._waiting: dict[int, _Note] = {}
        self._alone = asyncio.Lock()

    async def note(self, showing: Showing, entries: Sequence[EntryShown]) -> None:
        """Note what a message shows now, in the place of what it showed before.

        While the records are away it waits for the next message, so that a correction finds it later.
        """
        if self._days:
            self._waiting.pop(showing.message, None)
            self._waiting[showing.message] = _Note(showing, entries, self._clock() + self._days)
            for message in list(self._waiting)[:-WAITING]:
                del self._waiting[message]
            # One after the other: all at once would each write the first that waits.
            async with self._alone:
                await unless_away(self._note_all(), None)

    async def _note_all(self) -> None:
        """Note what waits for it: only what was just sent, where the records were not away."""
        while self._waiting:
            message, waits = next(iter(self._waiting.items()))
            await self._messages.show(waits.showing, waits.entries, waits.until)
            if self._waiting.get(message) is waits:
                del self._waiting[message]
            await self._recaller.sent(waits.entries)

    async def forget(self, message: int) -> None:
        """Forget a message that is gone."""
        self._waiting.pop(message, None)
        await unless_away(self._messages.forget(message), None)
