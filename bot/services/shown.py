"""Which messages show which entries in which form: noted as they are sent, for a correction to find them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.records import EntryShown, Records, Showing
from bot.services.recalling import Recaller


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

    async def note(self, showing: Showing, entries: Sequence[EntryShown]) -> None:
        """Note what a message shows now, in the place of what it showed before."""
        if self._days:
            await self._messages.show(showing, entries, self._clock() + self._days)
            await self._recaller.sent(entries)

    async def forget(self, message: int) -> None:
        """Forget a message that is gone."""
        await self._messages.forget(message)
