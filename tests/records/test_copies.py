"""Whole records as one file: out of a file or a server, and into either."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.records import (
    HEAD,
    OPERATOR_NAME,
    Asked,
    ChangeKind,
    EntryChange,
    EntryShown,
    Exchange,
    Follow,
    Opinion,
    Place,
    Records,
    RecordsError,
    Showing,
    StoredKey,
    StoredSetting,
    Subject,
    copy_records,
    finish_restore,
    replace_records,
)

NOW = datetime(2031, 3, 4, 12, 0, 0, 250, tzinfo=UTC)
ASKED = Asked(NOW, "wer – und wann?", answered=True, confidence=0.5, items=("a#1",), asker=7)


async def filled(place: Place) -> None:
    """Something in each table, at a place."""
    records = await Records.open(place)
    number = await records.log.add(ASKED)
    await records.log.judge(number, Opinion("a#1", useful=True), giver=9)
    kept = await records.views.keep("{}", ("a#1",), 7, NOW, number)
    await records.exchanges.keep(Exchange(1, 2, 2**62, NOW, kept.id))
    await records.follows.add(Follow(1, 7, Subject.TOPIC, "seals"), NOW)
    (follow,) = await records.follows.all()
    await records.follows.found(follow.id, [("d1", "k1")])
    await records.follows.post(1, ("k1",), NOW)
    await records.settings.put(StoredSetting(5, 0, "x", [1, True]), OPERATOR_NAME, NOW)
    await records.keys.add(StoredKey("website", "a" * 64, ("ask",), NOW), OPERATOR_NAME)
    await records.mirrors.keep("website", {"a": "b"}, NOW)
    await records.messages.show(Showing(1, 2), [EntryShown("a#1", "x")], NOW + timedelta(days=1))
    await records.changes.note([EntryChange(NOW, ChangeKind.ADDED, None, "a#1")])
    await records.close()


def rows(file: Path) -> list[str]:
    """All that a file of records holds, but for what says that something has changed."""
    with closing(sqlite3.connect(file)) as database:
        dumped = [line for line in database.iterdump() if line.startswith("INSERT")]
    return sorted(line for line in dumped if "'changed'" not in line)


async def test_a_copy_restored_elsewhere_and_copied_again_is_the_same(place: Place, tmp_path: Path) -> None:
    await filled(place)
    first, second = tmp_path / "first.sqlite", tmp_path / "second.sqlite"
    assert await asyncio.to_thread(copy_records, place, first) == HEAD
    there = await Records.open(place)
    await there.log.add(ASKED)
    await there.close()
    await asyncio.to_thread(replace_records, first, place, unfinished=False)
    assert await asyncio.to_thread(copy_records, place, second) == HEAD
    assert rows(second) == rows(first)
    assert len(rows(first)) > 12
    again = await Records.open(place)
    assert await again.log.add(ASKED) > 1, "numbers go on after those that were restored"
    await again.close()


async def test_a_restore_that_was_cut_off_is_told_until_it_is_finished(place: Place, tmp_path: Path) -> None:
    await filled(place)
    copy = tmp_path / "copy.sqlite"
    await asyncio.to_thread(copy_records, place, copy)
    await asyncio.to_thread(replace_records, copy, place, unfinished=True)
    with pytest.raises(RecordsError, match="was cut off"):
        await Records.open(place)
    await asyncio.to_thread(finish_restore, place)
    await (await Records.open(place)).close()


async def test_a_restore_that_fails_leaves_the_records_as_they_were(place: Place, tmp_path: Path) -> None:
    await filled(place)
    copy, damaged = tmp_path / "copy.sqlite", tmp_path / "damaged.sqlite"
    await asyncio.to_thread(copy_records, place, copy)
    await (await Records.open(damaged)).close()
    with closing(sqlite3.connect(damaged)) as file, file:
        file.execute("DROP TABLE outbox")
        file.execute("CREATE TABLE outbox (id)")
    if isinstance(place, Path):
        pytest.skip("a file's restore is checked before, and is one copy")
    with pytest.raises(RecordsError, match=r"damaged\.sqlite cannot be used"):
        await asyncio.to_thread(replace_records, damaged, place, unfinished=False)
    after = tmp_path / "after.sqlite"
    await asyncio.to_thread(copy_records, place, after)
    assert rows(after) == rows(copy)
