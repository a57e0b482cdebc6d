"""How fast a member and a channel may go on; said once and kindly, then silence until the time is over."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

# Who is counted: a kind, and a number or name of it.
_Who = tuple[str, int | str]
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
        self._asked: dict[_Who, deque[datetime]] = {}
        self._warned: dict[int, datetime] = {}

    def check(self, member: int, channel: int, now: datetime, pace: Pace, *, editor: bool = False) -> None:
        """Count what may be asked now, where this is the pace.

        :param editor: whether the member has the pace of editors, whom the channel's does not count.
        :raises RateLimitedError: it may not be yet, and is not counted.
        """
        limits: dict[_Who, int] = {("member", member): pace.member, ("channel", channel): pace.channel}
        if editor:
            limits = {("member", member): pace.editor}
        self._count(limits, now)

    def check_key(self, name: str, now: datetime, most: int) -> None:
        """Count a request of a program by its key's name, where `most` may be made in the span.

        :raises RateLimitedError: it may not be yet, and is not counted.
        """
        self._count({("key", name): most}, now)

    def warn_once(self, member: int, now: datetime) -> bool:
        """Whether the member is to be told to wait: once in the span. From now on they count as told."""
        before = self._warned.get(member)
        self._warned = {each: moment for each, moment in self._warned.items() if now - moment < SPAN}
        self._warned.setdefault(member, now)
        return before is None or now - before >= SPAN

    def _count(self, limits: Mapping[_Who, int], now: datetime) -> None:
        seconds = max(self._wait(who, limit, now) for who, limit in limits.items())
        if seconds:
            raise RateLimitedError(seconds)
        for who in limits:
            self._asked.setdefault(who, deque()).append(now)

    def _wait(self, key: _Who, limit: int, now: datetime) -> int:
        asked = self._asked.get(key)
        while asked and now - asked[0] >= SPAN:
            asked.popleft()
        if not asked:
            self._asked.pop(key, None)
            return 0
        if len(asked) < limit:
            return 0
        return math.ceil((asked[-limit] + SPAN - now).total_seconds())
