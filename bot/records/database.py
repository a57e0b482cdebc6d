"""One SQLite file: opened for each piece of work, so that no thread and no lock outlives it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite

# Seconds that a writer waits for another one, such as an export in the terminal, before it gives up.
BUSY = 5.0


class Database:
    """A SQLite file in WAL mode: readers never wait for the writer."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[aiosqlite.Connection]:
        """A connection for reading; rows are read by column name."""
        async with aiosqlite.connect(self.path, timeout=BUSY, isolation_level=None) as connection:
            connection.row_factory = aiosqlite.Row
            await connection.execute("PRAGMA foreign_keys = ON")
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[aiosqlite.Connection]:
        """A connection inside one transaction: kept whole when the block ends well, undone when it raises."""
        async with self.reading() as connection:
            await connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                await connection.rollback()
                raise
            await connection.commit()
