"""All that the records keep of an article or entry, deleted: keys wherever they stand, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import tables
from bot.records.audit import OPERATOR_NAME, AuditEntry, note
from bot.records.database import Database, put
from bot.records.outbox import AMEND, RELOAD
from bot.replies import RecallKind, RecallState

# Stored views that hold words which members copied: those that showed what is purged go.
WITH_WORDS = frozenset({"verdict", "checked", "whosaid"})


@dataclass(frozen=True)
class Purged:
    """How much was deleted: of messages to be amended, of private ones that cannot be, of other rows."""

    amended: int = 0
    private: int = 0
    views: int = 0
    questions: int = 0
    opinions: int = 0
    news: int = 0
    changes: int = 0


class _Undone(Exception):  # noqa: N818
    """Ends a transaction that was only to show what it would do."""


class Keys:
    """Which keys are meant: those named, and every one of the articles named."""

    def __init__(self, keys: Collection[str], articles: Collection[str]) -> None:
        self._keys = frozenset(keys)
        self._articles = frozenset(articles)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and (key in self._keys or key.rpartition("#")[0] in self._articles)

    def with_those(self, keys: Iterable[str]) -> Keys:
        """These and others."""
        return Keys({*self._keys, *keys}, self._articles)


@dataclass(frozen=True)
class Purging:
    """What is to be purged: what the audit calls it, its keys, and the stored views (by id) of its drafts."""

    name: str
    keys: Keys
    views: frozenset[str] = frozenset()


async def purge(database: Database, wanted: Purging, now: datetime, *, dry: bool) -> Purged:
    """Delete what is kept of it, and have messages that show it amended.

    :param dry: only count; nothing is changed.
    """
    found = Purged()
    try:
        async with database.writing(at_once=True) as connection:
            keys = await _with_former(connection, wanted.keys)
            found = await _purge(connection, keys, wanted.views, now)
            await note(connection, AuditEntry(now, OPERATOR_NAME, f"purge {wanted.name}"))
            if dry:
                raise _Undone
    except _Undone:
        return found
    await database.tidy()
    return found


async def _with_former(connection: AsyncConnection, keys: Keys) -> Keys:
    """The keys with all that the same entries had before and since."""
    table = tables.changes
    moved = (
        await connection.execute(select(table.c.old, table.c.new).where(table.c.kind == "reworded"))
    ).all()
    while linked := {key for old, new in moved for key in (old, new) if (old in keys) != (new in keys)}:
        keys = keys.with_those(linked)
    return keys


async def _purge(connection: AsyncConnection, keys: Keys, views: Collection[str], now: datetime) -> Purged:
    amended, private = await _messages(connection, keys, now)
    counts = {
        "questions": await _emptied(connection, tables.questions, "items", keys),
        "opinions": await _deleted(connection, tables.feedback, ("item",), keys),
        "news": await _deleted(connection, tables.news, ("item",), keys),
        "changes": await _deleted(connection, tables.changes, ("old", "new"), keys),
        "views": await _views(connection, keys, views),
    }
    await _emptied(connection, tables.outbox, "keys", keys)
    await connection.execute(
        insert(tables.outbox),
        {"kind": RELOAD, "channel": 0, "message": 0, "keys": (), "due": now, "tries": 0},
    )
    return Purged(amended, private, **counts)


async def _messages(connection: AsyncConnection, keys: Keys, now: datetime) -> tuple[int, int]:
    """Forget what messages show of the keys; how many are to be amended, and how many cannot be."""
    messages, recalls = tables.messages, tables.recalls
    shown = [row for row in await connection.execute(select(messages)) if row.key in keys]
    told = [row for row in await connection.execute(select(recalls)) if row.key in keys or row.now in keys]
    for row in shown:
        this = (messages.c.message == row.message) & (messages.c.key == row.key)
        await connection.execute(delete(messages).where(this))
        # That it is one of ours, and what its buttons need, must still be known to amend it.
        await put(connection, messages, [{**row._mapping, "key": "", "imprint": ""}])
    for row in told:
        await connection.execute(delete(recalls).where(recalls.c.id == row.id))
    still = [row for row in told if row.state != RecallState.GONE.value]
    private = {row.message for row in still if row.state == RecallState.PRIVATE.value}
    private |= {row.message for row in shown if row.private}
    noted = {row.message for row in still} | {row.message for row in shown if not row.offered}
    places = {row.message: row for row in (*still, *shown)}
    for message, row in places.items():
        place = {"channel": row.channel, "message": message}
        if message in noted:
            state = RecallState.PRIVATE if message in private else RecallState.WAITING
            recall = place | {"server": row.server, "made": now, "state": state.value, "traits": ()}
            recall |= {"key": "", "now": "", "kind": RecallKind.PURGED.value}
            await connection.execute(insert(recalls), recall)
        if message not in private:
            job = place | {"kind": AMEND, "keys": (), "due": now, "tries": 0}
            await connection.execute(insert(tables.outbox), job)
    return len(places.keys() - private), len(private)


async def _emptied(connection: AsyncConnection, table: Table, column: str, keys: Keys) -> int:
    """Take the keys out of a column of keys; in how many rows there were some."""
    found = [
        row for row in await connection.execute(select(table)) if any(k in keys for k in row._mapping[column])
    ]
    for row in found:
        left = tuple(key for key in row._mapping[column] if key not in keys)
        await connection.execute(update(table).where(table.c.id == row.id).values({column: left}))
    return len(found)


async def _deleted(connection: AsyncConnection, table: Table, columns: Collection[str], keys: Keys) -> int:
    """Delete the rows that have one of the keys in these columns; how many there were."""
    rows = await connection.execute(select(table))
    found = [row.id for row in rows if any(row._mapping[column] in keys for column in columns)]
    for number in found:
        await connection.execute(delete(table).where(table.c.id == number))
    return len(found)


async def _views(connection: AsyncConnection, keys: Keys, others: Collection[str]) -> int:
    """Take the keys out of what buttons need, and delete what holds more than keys; how many had some.

    A key that is taken out leaves its place empty: buttons name what they stand for by its place.
    """
    table, changed = tables.kept, 0
    for row in list(await connection.execute(select(table))):
        source = json.loads(row.source)
        items = tuple("" if key in keys else key for key in row.items)
        without = _without(source, keys)
        if row.id not in others and (items, without) == (row.items, source):
            continue
        changed += 1
        this = table.c.id == row.id
        if row.id in others or (items != row.items and source.get("kind") in WITH_WORDS):
            await connection.execute(delete(table).where(this))
        else:
            kept = {"items": items, "source": json.dumps(without, ensure_ascii=False)}
            await connection.execute(update(table).where(this).values(kept))
    return changed


def _without(value: Any, keys: Keys) -> Any:
    """A JSON value without the keys in its lists."""
    if isinstance(value, dict):
        return {name: _without(each, keys) for name, each in value.items()}
    if isinstance(value, list):
        return [_without(each, keys) for each in value if each not in keys]
    return value
