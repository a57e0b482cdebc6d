"""How fast a member and a channel may go on; said once and kindly, then silence until the time is over."""

from __future__ import annotations

import math
from collections import deque
from datetime import datetime, timedelta
from typing import NamedTuple

# The span in which questions are counted: long enough for a burst, short enough to wait for.
SPAN = timedelta(seconds=30)


class RateLimitedError(Exception):
    """Somebody asks faster than the operator lets them; `seconds` is how long they must wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"One question at a time: wait {seconds} seconds.")
        self.seconds = seconds


class Pace(NamedTuple):
    """What one member, all members of a channel together, and one editor may ask and press in the span."""

    member: int
    channel: int
    editor: int = 0


class RateLimiter:
    """Counts what is asked by member, wherever they ask, and by channel over the last half minute."""

    def __init__(self) -> None:
        self._asked: dict[tuple[str, int], deque[datetime]] = {}
        self._warned: dict[int, datetime] = {}

    def check(self, member: int, channel: int, now: datetime, pace: Pace, *, editor: bool = False) -> None:
        """Count what may be asked now, where this is the pace.

        :param editor: whether the member has the pace of editors, whom the channel's does not count.
        :raises RateLimitedError: it may not be yet, and is not counted.
        """
        limits = {("member", member): pace.member, ("channel", channel): pace.channel}
        if editor:
            limits = {("member", member): pace.editor}
        seconds = max(self._wait(key, limit, now) for key, limit in limits.items())
        if seconds:
            raise RateLimitedError(seconds)
        for key in limits:
            self._asked.setdefault(key, deque()).append(now)

    def warn_once(self, member: int, now: datetime) -> bool:
        """Whether the member is to be told to wait: once in the span. From now on they count as told."""
        before = self._warned.get(member)
        self._warned = {each: moment for each, moment in self._warned.items() if now - moment < SPAN}
        self._warned.setdefault(member, now)
        return before is None or now - before >= SPAN

    def _wait(self, key: tuple[str, int], limit: int, now: datetime) -> int:
        asked = self._asked.get(key)
        while asked and now - asked[0] >= SPAN:
            asked.popleft()
        if not asked:
            self._asked.pop(key, None)
            return 0
        if len(asked) < limit:
            return 0
        return math.ceil((asked[-limit] + SPAN - now).total_seconds())
