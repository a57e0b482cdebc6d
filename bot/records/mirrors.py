"""What programs that keep copies have by now: the ids of articles, and a digest of each, by cursor."""

from __future__ import annotations

import json
import secrets
import zlib
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import tables
from bot.records.database import Database

ID_BYTES = 12
"""Bytes of a cursor: nobody comes upon another one's."""
KEPT = 8
"""Cursors of one key that are kept, the newest ones: a program may lose an answer or two, or be several."""


class MirrorStore:
    """Copies by cursor, each of one key; that of no key is the public's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, key: str, seen: Mapping[str, str], made: datetime) -> str:
        """Keep what a copy has; its cursor. The oldest ones of the key are forgotten."""
        table = tables.mirrors
        cursor = secrets.token_urlsafe(ID_BYTES)
        row = {"id": cursor, "key": key, "made": made, "seen": zlib.compress(json.dumps(seen).encode(), 1)}
        newest = select(table.c.id).where(table.c.key == key).order_by(table.c.made.desc(), table.c.id)
        async with self._database.writing(at_once=True) as connection:
            await connection.execute(insert(table), row)
            kept = (await connection.scalars(newest.limit(KEPT))).all()
            await connection.execute(
                delete(table).where(table.c.key == key, table.c.id.not_in({*kept, cursor}))
            )
        return cursor

    async def find(self, cursor: str, key: str) -> dict[str, str] | None:
        """What the copy of a cursor has; None where the key has no such cursor, or none any more."""
        table = tables.mirrors
        query = select(table.c.seen).where(table.c.id == cursor, table.c.key == key)
        async with self._database.reading() as connection:
            seen = await connection.scalar(query)
        return None if seen is None else dict(json.loads(zlib.decompress(seen)))


async def forget_copies(connection: AsyncConnection, key: str) -> None:
    """Forget the cursors of a key that is revoked."""
    await connection.execute(delete(tables.mirrors).where(tables.mirrors.c.key == key))
