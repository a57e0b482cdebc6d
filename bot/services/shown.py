"""Which messages show which entries: noted as they are sent, so that a correction finds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from bot.records import Records, Showing


class ShownMessages:
    """Notes what messages show.

    :param days: for how long it matters what a message shows: as long as its buttons work.
    :param clock: the moment now.
    """

    def __init__(self, records: Records, days: int, clock: Callable[[], datetime]) -> None:
        self._messages = records.messages
        self._days = timedelta(days=days)
        self._clock = clock

    async def note(self, message: int, channel: int, keys: Iterable[str]) -> None:
        """Note what a message shows now, in the place of what it showed before."""
        await self._messages.show(Showing(message, channel), keys, self._clock() + self._days)

    async def forget(self, message: int) -> None:
        """Forget a message that is gone."""
        await self._messages.forget(message)
