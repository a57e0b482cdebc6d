"""SQLite's connection for the event loop, which hands a statement to its thread once.

aiosqlite asks its thread for the cursor, the statement, the rows and the cursor's end, and each of these
waits for a change of threads and back. The rows of a statement are few here, and come with it. Measured by
`benchmarks.records`: a question costs 2.0 ms of the processor's time instead of 3.2.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any, Self

import aiosqlite

# Rows that aiosqlite fetches at a time when it is iterated over, which nobody does.
CHUNK = 64


class Cursor:
    """A statement with all its rows, as SQLAlchemy reads them of aiosqlite's cursor."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    def __await__(self) -> Generator[Any, None, Self]:
        yield from ()
        return self

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> Self:
        """Run a statement and fetch its rows."""
        return await self._run(lambda connection: connection.execute(sql, tuple(parameters)))

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Self:
        """Run a statement for each of the parameters."""
        return await self._run(lambda connection: connection.executemany(sql, map(tuple, parameters)))

    async def fetchall(self) -> list[Any]:
        """The rows that were fetched with the statement."""
        return self._rows

    async def close(self) -> None:
        """Nothing is left open: the statement ended with its rows."""

    async def _run(self, statement: Callable[[sqlite3.Connection], sqlite3.Cursor]) -> Self:
        def run() -> None:
            cursor = statement(self._connection.inner)
            self.description, self.lastrowid = cursor.description, cursor.lastrowid
            self._rows = cursor.fetchall() if cursor.description else []
            self.rowcount = cursor.rowcount
            cursor.close()

        await self._connection.in_thread(run)
        return self


class Connection(aiosqlite.Connection):
    """aiosqlite's connection with such cursors; its thread never keeps the program from ending."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connect, CHUNK)
        self._thread = Thread(target=_while_there_is_a_loop, args=(self._thread.run,), daemon=True)

    @property
    def inner(self) -> sqlite3.Connection:
        """SQLite's own connection, for its thread alone."""
        return self._conn

    async def in_thread(self, work: Callable[[], None]) -> None:
        """Do some work in the connection's thread."""
        await self._execute(work)  # type: ignore[no-untyped-call]

    async def version(self) -> int:
        """SQLite's number for the file as it is, which only what others write changes."""
        found: list[int] = []
        await self.in_thread(lambda: found.extend(self.inner.execute("PRAGMA data_version").fetchone()))
        return found[0]

    def stop(self) -> Any:
        """End the thread, once: who asks a second time would wait for a thread that has ended."""
        return super().stop() if self._running else None

    def cursor(self) -> Any:
        """A cursor that needs no thread until it runs a statement."""
        return Cursor(self)

    async def rollback(self) -> None:
        """Undo the transaction, where there is one: what only read had none."""
        if self.in_transaction:
            await super().rollback()


def _while_there_is_a_loop(work: Callable[[], None]) -> None:
    """A connection's thread: where the loop ended before it, nobody waits for its results any more."""
    with suppress(RuntimeError):
        work()


def opener(path: Path, timeout: float) -> Callable[[], Connection]:
    """Opens connections to a file, whose first change in a transaction takes the lock for writing.

    :param timeout: seconds to wait for that lock.
    """

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(path, timeout=timeout, isolation_level="IMMEDIATE")

    return lambda: Connection(connect)
