"""What the records need of a database, a file or a server's, and how rows are put into it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.dialects import begin_writing, dialect_of


class Database(ABC):
    """One database, opened once. Pieces of work must not be nested: one may wait for the other.

    While it cannot be used, every piece of work raises RecordsAwayError at once.
    """

    @abstractmethod
    async def close(self) -> None:
        """Let go of it."""

    @abstractmethod
    async def version(self) -> object:
        """Another value soon after another program has changed settings or keys: see `note_change`.

        :raises RecordsAwayError: it cannot be read at the moment.
        """

    @abstractmethod
    async def note_change(self, connection: AsyncConnection) -> None:
        """Have other programs notice, by `version`, what this transaction changes in settings or keys."""

    @abstractmethod
    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A connection for reading.

        :raises RecordsAwayError: it cannot be read at the moment.
        """

    @asynccontextmanager
    async def writing(self, *, at_once: bool = False) -> AsyncIterator[AsyncConnection]:
        """A connection inside one transaction: kept whole when the block ends well, undone when it raises.

        With `at_once` no other program writes from the start of the block on, so that what is read in it
        is still so when it is changed.

        :raises RecordsAwayError: it cannot be written at the moment.
        """
        async with self._for_writing() as connection, connection.begin():
            await begin_writing(connection, alone=at_once)
            yield connection

    @abstractmethod
    def _for_writing(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A connection for writing, outside of any transaction."""

    @abstractmethod
    async def tidy(self) -> None:
        """Overwrite what is left of rows that were deleted, where the database is this program's to tidy."""


async def put(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows, each in the place of the one with the same primary key."""
    if not rows:
        return
    statement = dialect_of(connection).insert(table)
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
    return dialect_of(connection).insert(table).on_conflict_do_nothing(index_elements=unique)
