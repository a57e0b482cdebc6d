"""One SQLite file: opened for each piece of work, so that no thread and no lock outlives it.

The last connection that closes tidies SQLite's write-ahead log away, which waits for the disk: 20 ms for each
piece of work. So an idle connection is held meanwhile, and a piece of work takes less than one.
"""

from __future__ import annotations

import sqlite3
import weakref
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
        self._held: weakref.finalize[[], Database] | None = None

    def hold(self) -> None:
        """Keep the file open until `close`, or until nobody needs this object any more."""
        idle = sqlite3.connect(self.path, check_same_thread=False)
        # A connection takes hold of the log with its first reading only.
        idle.execute("SELECT 1 FROM sqlite_master").fetchall()
        self._held = weakref.finalize(self, idle.close)

    def close(self) -> None:
        """Let go of the file."""
        if self._held:
            self._held()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[aiosqlite.Connection]:
        """A connection for reading; rows are read by column name."""
        async with aiosqlite.connect(self.path, timeout=BUSY, isolation_level=None) as connection:
            connection.row_factory = aiosqlite.Row
            await connection.execute("PRAGMA foreign_keys = ON")
            # A power cut may undo the last moments, but never harms the file: no answer waits for the disk.
            await connection.execute("PRAGMA synchronous = NORMAL")
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
