"""Records in a file: a single long-lived connection, which pieces of work take in turn.

A connection for each piece of work would cost a thread each time, and the last one that closes has SQLite
tidy its write-ahead log away, which waits for the disk.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import weakref
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

from sqlalchemy import URL, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.records.database import Database
from bot.records.driver import Connection, opener
from bot.records.file_faults import fault_of
from bot.records.outage import Outage, Use
from bot.records.salvage import is_sound, set_aside, take_over
from bot.records.upgrade import upgrade

log = logging.getLogger(__name__)

# Seconds that a writer waits for another program, such as an export in the terminal, before it gives up: an
# answer waits with it, once.
BUSY = 2.0
# The same in milliseconds for what failed just before: nobody should wait for it again.
BUSY_AGAIN = 50
# Seconds that a piece of work waits for those before it.
PATIENCE = 30.0

# Readers never wait for another program's writing; a power cut may undo the last moments, but never harms the
# file, so that no answer waits for the disk.
PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA foreign_keys = ON")


@dataclass
class _Opened:
    """The connection that is held now, the file that it is to, and whether its tables are up to date."""

    held: list[Connection] = field(default_factory=list)
    file: tuple[int, int] | None = None
    up_to_date: bool = False
    times: int = 0


class FileDatabase(Database):
    """A SQLite file in WAL mode.

    A file that was deleted meanwhile is made anew, one that was replaced is opened, a damaged one is set
    aside.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = create_async_engine(
            URL.create("sqlite+aiosqlite", database=str(path)),
            pool_size=1, max_overflow=0, pool_reset_on_return=None,
            async_creator=opener(path, BUSY),
        )  # fmt: skip
        self._turn = asyncio.Lock()
        self._outage = Outage(str(path), fault_of)
        self._opened = opened = _Opened()

        def set_up(connection: Any, _record: object) -> None:
            opened.held[:] = [connection.driver_connection]
            opened.up_to_date = False
            opened.times += 1
            _set_up(connection)
            opened.file = _file_at(path)

        event.listen(self._engine.sync_engine, "connect", set_up)
        # At the end of the program the file is let go of anyway.
        weakref.finalize(self, _let_go, opened.held).atexit = False

    async def close(self) -> None:
        """Let go of the file. Where nobody does, it is let go of when nobody needs this object any more."""
        await self._engine.dispose()

    async def version(self) -> tuple[int, int]:
        """Another value as soon as another program has written something, or the file is another one.

        It is asked of the driver itself: what is known by heart is checked with every question, and a
        statement of its own would cost as much as reading it anew.

        :raises RecordsAwayError: the file cannot be read at the moment.
        """
        if self._outage.check(Use.READING) or not self._opened.held or self._has_moved():
            async with self.reading():
                pass
        (connection,) = self._opened.held
        try:
            return self._opened.times, await connection.version()
        except sqlite3.OperationalError as error:
            raise self._outage.begin(Use.READING, error) from error

    async def note_change(self, connection: AsyncConnection) -> None:
        """SQLite counts changes itself."""

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """The connection."""
        return self._using(Use.READING)

    def _for_writing(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._using(Use.WRITING)

    @asynccontextmanager
    async def _using(self, use: Use) -> AsyncIterator[AsyncConnection]:
        self._outage.check(use)
        try:
            # Not the pool's own queue: who waits there is not told that a connection could not be made.
            async with self._in_turn(), self._engine.connect() as connection:
                # Whoever had it before may have found out that it cannot be used.
                again = self._outage.check(use)
                await self._make_ready(connection, again=again)
                yield connection
                if again:
                    await connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(BUSY * 1000)}")
        except (SQLAlchemyError, OSError, sqlite3.Error) as error:
            if fault_of(error) is None:
                raise
            raise self._outage.begin(use, error) from error
        self._outage.end(use)

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        async with asyncio.timeout(PATIENCE):
            await self._turn.acquire()
        try:
            yield
        finally:
            self._turn.release()

    async def _make_ready(self, connection: AsyncConnection, *, again: bool) -> None:
        """Have the connection lead to the file that is there now, sound and up to date."""
        aside: Path | None = None
        damaged, moved = again and self._outage.damaged, self._has_moved()
        if damaged or moved:
            await connection.invalidate()
            self._opened.up_to_date = False
        if damaged:
            aside = await asyncio.to_thread(_put_away, self.path)
        elif moved:
            log.warning("The records %s were deleted or replaced: what is there now is used.", self.path)
            self.path.parent.mkdir(parents=True, exist_ok=True)
        if again:
            await connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_AGAIN}")
            await connection.rollback()
        if not self._opened.up_to_date:
            await upgrade(connection)
            self._opened.up_to_date = True
        if aside:
            rows = await asyncio.to_thread(take_over, aside, self.path)
            log.warning(
                "The records %s were damaged: they are kept as %s, and %d rows of them were taken over.",
                self.path, aside.name, rows,
            )  # fmt: skip

    def _has_moved(self) -> bool:
        """Whether the file that is open is not the one that is there."""
        opened = self._opened
        return bool(opened.held and opened.file and _file_at(self.path) != opened.file)

    async def tidy(self) -> None:
        """Overwrite what is left in the file of rows that were deleted."""
        async with self._using(Use.WRITING) as connection:
            await connection.exec_driver_sql("VACUUM")
            await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file is at a path; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _put_away(path: Path) -> Path | None:
    """Set a file aside that is damaged indeed; where it is now. Blocks."""
    return None if is_sound(path) else set_aside(path)


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
