"""What SQLite and PostgreSQL write differently, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

# Names PostgreSQL's lock of whoever writes: a number that nothing else of this database is locked by.
_WRITING = 0x6272_6965_6669_6E67


@dataclass(frozen=True)
class Dialect:
    """Words of a database.

    `insert` makes an INSERT that may meet a row that is there already. `alone` and `beside` begin a
    transaction that writes: no other program writes until its end, or others write beside it.
    """

    insert: Any
    alone: str
    beside: str


DIALECTS: Mapping[str, Dialect] = {
    # Whoever writes is alone from the first change on, and needs no word for it.
    "sqlite": Dialect(sqlite.insert, "BEGIN IMMEDIATE", ""),
    "postgresql": Dialect(
        postgresql.insert,
        f"SELECT pg_advisory_xact_lock({_WRITING})",
        f"SELECT pg_advisory_xact_lock_shared({_WRITING})",
    ),
}


def dialect_of(connection: AsyncConnection) -> Dialect:
    """The words of the database that a connection leads to."""
    return DIALECTS[connection.dialect.name]


async def begin_writing(connection: AsyncConnection, *, alone: bool) -> None:
    """Begin to write in a transaction, alone or beside others."""
    words = dialect_of(connection)
    if word := words.alone if alone else words.beside:
        await connection.exec_driver_sql(word)
