"""Records that are written until the process is killed: the log, votes, follows, posts, settings, recalls."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.records import Asked, EntryShown, Follow, Opinion, Records, Showing, StoredSetting, Subject
from tests.kills.killing import NOTHING, Done, Ran
from tests.kills.works import Work
from tests.records.test_several import LATER, NOW, finding

Step = Callable[[Records], Awaitable[object]]
ROUNDS = 6
# What is drawn anew for each file of records.
DRAWN = {"voter", "state"}


def steps() -> list[Step]:
    """What is written, in this order; each is one thing that is there or not."""
    last: list[Step] = [
        lambda records: records.forget_member(7),
        lambda records: records.outbox.put("thing", 1, ("a",), NOW + timedelta(days=1)),
    ]
    return [*(step for n in range(ROUNDS) for step in _round(n)), *last]


def _round(n: int) -> list[Step]:
    now = datetime(2031, 3, 4, 12, n, tzinfo=UTC)
    asked = Asked(now, f"question {n}", answered=True, confidence=0.5, items=(f"a#{n}", "b#1"), asker=n)
    first, then = (Opinion("a#1", useful=useful, reason=f"reason {n}") for useful in (True, False))
    follow = Follow(n, 7, Subject.TOPIC, f"seals {n}")
    news = [(f"d{n}-{each}", f"k{n}-{each}") for each in range(3)]
    entries = [EntryShown("a#1", "before"), EntryShown("a#2", "before")]
    return [
        lambda records: records.log.add(asked),
        lambda records: records.log.judge(n + 1, first, giver=7),
        lambda records: records.log.judge(n + 1, then, giver=7),
        lambda records: records.follows.add(follow, now, [("d0", "k0")]),
        lambda records: records.follows.found(n + 1, news, now),
        lambda records: records.follows.post(n, [key for _, key in news], now),
        lambda records: records.outbox.sent(n + 1, now),
        lambda records: records.settings.put(StoredSetting(1, 0, "x", f"value {n}"), "ann", now),
        lambda records: records.messages.show(Showing(n + 1, 5), entries, LATER),
        lambda records: records.recalls.note([finding(n)], NOW),
    ]


def rows(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that stands in records, but what is drawn. They are sound."""
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert not database.execute("PRAGMA foreign_key_check").fetchall()
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for name in sorted({*names} - DRAWN):
            columns = [each for _, each, *_ in database.execute(f"PRAGMA table_info('{name}')")]
            wanted = ", ".join(f'"{each}"' for each in columns if each not in DRAWN)
            found[name] = sorted(database.execute(f"SELECT {wanted} FROM '{name}'"), key=repr)
        return found


class Writing(Work):
    """Records that are written, a step after the other."""

    def __init__(self, place: Path) -> None:
        place.mkdir()
        self._file = place / "records.sqlite"
        asyncio.run(self._learned())

    async def _learned(self) -> None:
        records = await Records.open(self._file)
        self._after = [rows(self._file)]
        for step in steps():
            await step(records)
            self._after.append(rows(self._file))
            assert self._after[-1] != self._after[-2], len(self._after)
        await records.close()

    def prepare(self, place: Path) -> None:
        """Nothing."""
        place.mkdir()

    @staticmethod
    def do(place: Path, done: Done) -> None:
        """Write all, and say so after each step."""

        async def write() -> None:
            records = await Records.open(place / "records.sqlite")
            done()
            for step in steps():
                await step(records)
                done()
            await records.close()

        asyncio.run(write())

    def check(self, place: Path, ran: Ran) -> str:
        """What was done is there, once; of what was being done, all or nothing; and the rest can be done."""
        file = place / "records.sqlite"
        found = rows(file)
        number = self._after.index(found)
        assert number in (ran.steps, ran.steps + 1)

        async def go_on() -> None:
            records = await Records.open(file)
            for step in steps()[number:]:
                await step(records)
            await records.close()

        asyncio.run(go_on())
        assert rows(file) == self._after[-1]
        last = len(self._after) - 1
        kept = "written, not yet said" if number > ran.steps else "between two steps"
        return "all written" if ran.steps == last else NOTHING if not number else kept
