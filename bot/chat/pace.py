"""How fast a member and a channel may ask; told once and kindly, then silence until the time is over."""

from __future__ import annotations

import math
from collections import deque
from datetime import datetime, timedelta

# The span in which questions are counted: long enough for a burst, short enough to wait for.
SPAN = timedelta(seconds=30)


class Pace:
    """Counts questions by member and by channel over the last half minute."""

    def __init__(self, member: int, channel: int) -> None:
        self._limits = {"member": member, "channel": channel}
        self._asked: dict[tuple[str, int], deque[datetime]] = {}
        self._told: dict[tuple[str, int], datetime] = {}

    def wait(self, member: int, channel: int, now: datetime) -> int:
        """Seconds until this question may be asked, 0 where it may be now; then it is counted."""
        keys = (("member", member), ("channel", channel))
        waits = [self._wait(key, now) for key in keys]
        if any(waits):
            return max(waits)
        for key in keys:
            self._asked.setdefault(key, deque()).append(now)
        return 0

    def told(self, member: int, now: datetime) -> bool:
        """Whether the member was told to wait within the span; from now on they were."""
        key = ("member", member)
        before = self._told.get(key)
        self._told = {each: moment for each, moment in self._told.items() if now - moment < SPAN}
        self._told.setdefault(key, now)
        return before is not None and now - before < SPAN

    def _wait(self, key: tuple[str, int], now: datetime) -> int:
        asked = self._asked.get(key)
        while asked and now - asked[0] >= SPAN:
            asked.popleft()
        if not asked:
            self._asked.pop(key, None)
            return 0
        if len(asked) < self._limits[key[0]]:
            return 0
        return math.ceil((asked[0] + SPAN - now).total_seconds())
