"""One database, opened once: a single long-lived connection, which pieces of work take in turn.

A connection for each piece of work would cost a thread each time, and the last one that closes has SQLite
tidy its write-ahead log away, which waits for the disk.
"""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from sqlalchemy import URL, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.records.driver import Connection, opener

# Seconds that a writer waits for another program, such as an export in the terminal, before it gives up.
BUSY = 5.0
# Seconds that a piece of work waits for those before it.
PATIENCE = 30.0

# Readers never wait for another program's writing; a power cut may undo the last moments, but never harms the
# file, so that no answer waits for the disk.
PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA foreign_keys = ON")

# How each dialect writes an INSERT that may meet a row that is there already.
INSERTS: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Database:
    """A SQLite file in WAL mode. Pieces of work must not be nested: each waits for the connection."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = create_async_engine(
            URL.create("sqlite+aiosqlite", database=str(path)),
            pool_size=1, max_overflow=0, pool_timeout=PATIENCE, pool_reset_on_return=None,
            async_creator=opener(path, BUSY),
        )  # fmt: skip
        self._held: list[Connection] = []
        held = self._held

        def set_up(connection: Any, _record: object) -> None:
            held[:] = [connection.driver_connection]
            _set_up(connection)

        event.listen(self._engine.sync_engine, "connect", set_up)
        # At the end of the program the file is let go of anyway.
        weakref.finalize(self, _let_go, held).atexit = False

    async def close(self) -> None:
        """Let go of the file. Where nobody does, it is let go of when nobody needs this object any more."""
        await self._engine.dispose()

    async def version(self) -> int:
        """A number that is another one as soon as another program has written something.

        It is asked of the driver itself: what is known by heart is checked with every question, and a
        statement of its own would cost as much as reading it anew.
        """
        if not self._held:
            async with self.reading():
                pass
        (connection,) = self._held
        return await connection.version()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection for reading."""
        async with self._engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self, *, at_once: bool = False) -> AsyncIterator[AsyncConnection]:
        """A connection inside one transaction: kept whole when the block ends well, undone when it raises.

        With `at_once` no other program writes from the start of the block on, so that what is read in it
        is still so when it is changed.
        """
        async with self._engine.begin() as connection:
            if at_once and connection.dialect.name == "sqlite":
                await connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    async def tidy(self) -> None:
        """Overwrite what is left in the file of rows that were deleted."""
        async with self._engine.connect() as connection:
            await connection.exec_driver_sql("VACUUM")
            await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


async def put(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows, each in the place of the one with the same primary key."""
    if not rows:
        return
    statement = INSERTS[connection.dialect.name](table)
    keys = [column.name for column in table.primary_key]
    others = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    statement = (
        statement.on_conflict_do_update(index_elements=keys, set_=others)
        if others
        else statement.on_conflict_do_nothing(index_elements=keys)
    )
    await connection.execute(statement, list(rows))


async def add_new(
    connection: AsyncConnection, table: Table, unique: Sequence[str], row: Mapping[str, Any]
) -> int | None:
    """Write a row; its number, or None where a row has the same values in the `unique` columns already."""
    statement = _unless_there(connection, table, unique).values(**row).returning(table.c.id)
    number = await connection.scalar(statement)
    return None if number is None else int(number)


async def add_all_new(
    connection: AsyncConnection, table: Table, unique: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Write those rows whose values in the `unique` columns no row has yet."""
    if rows:
        await connection.execute(_unless_there(connection, table, unique), list(rows))


def _unless_there(connection: AsyncConnection, table: Table, unique: Sequence[str]) -> Any:
    insert = INSERTS[connection.dialect.name]
    return insert(table).on_conflict_do_nothing(index_elements=unique)


def _set_up(connection: DBAPIConnection) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _let_go(held: list[Connection]) -> None:
    """Close what is still open, in an event loop of its own: the one it was opened in may be gone."""

    async def close() -> None:
        for connection in held:
            await connection.close()

    thread = Thread(target=lambda: asyncio.run(close()))
    thread.start()
    thread.join()
