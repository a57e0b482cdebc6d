"""Whole records of a server copied into a file and back: a backup is one file, wherever the records are."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Table, func, insert, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import tables
from bot.records.database import Database, put
from bot.records.file_database import FileDatabase

if TYPE_CHECKING:
    from bot.records.server_database import ServerDatabase

# Rows that are in memory at a time.
ROWS = 1000
# Whoever holds something now is in no copy.
_NOT_COPIED = frozenset({tables.leases.name})
_COPIED = [table for table in tables.metadata.sorted_tables if table.name not in _NOT_COPIED]


async def copy_to_file(server: ServerDatabase, target: Path) -> None:
    """Copy records as they are at one moment into a new file, without a log.

    :raises RecordsAwayError: one of both cannot be used.
    """
    file = FileDatabase(target)
    try:
        async with server.at_one_moment() as old, file.writing(at_once=True) as new:
            for table in _COPIED:
                await _copy(table, old, new)
    finally:
        await file.close()
    with closing(sqlite3.connect(target)) as database:
        # The log of a file that is to be packed would be another file.
        database.execute("PRAGMA journal_mode = DELETE")


async def copy_from_file(source: Path, server: Database, state: Mapping[str, str], without: str) -> None:
    """Give records the content of a file's, all of it or nothing.

    :param state: what the new records' state has besides; `without` names what it has not.
    :raises RecordsAwayError: one of both cannot be used.
    """
    file = FileDatabase(source)
    try:
        async with file.reading() as old, server.writing(at_once=True) as new:
            names = ", ".join(f'"{table.name}"' for table in _COPIED)
            await new.exec_driver_sql(f"TRUNCATE {names}")
            for table in _COPIED:
                await _copy(table, old, new)
                await _count_on(table, new)
            await new.execute(tables.state.delete().where(tables.state.c.name == without))
            await put(new, tables.state, [{"name": name, "value": value} for name, value in state.items()])
            await server.note_change(new)
    finally:
        await file.close()


async def _copy(table: Table, old: AsyncConnection, new: AsyncConnection) -> None:
    keys = list(table.primary_key)
    query = select(table).order_by(*keys).limit(ROWS)
    rows = (await old.execute(query)).mappings().all()
    while rows:
        await new.execute(insert(table), [dict(row) for row in rows])
        last = [rows[-1][key.name] for key in keys]
        rows = (await old.execute(query.where(tuple_(*keys) > tuple_(*last)))).mappings().all()


async def _count_on(table: Table, connection: AsyncConnection) -> None:
    """Have a table's next row numbered after the last one."""
    column = table.autoincrement_column
    if column is not None:
        last = await connection.scalar(select(func.max(column)))
        sequence = text("SELECT setval(pg_get_serial_sequence(:table, :column), :last, :used)")
        given = {"table": table.name, "column": column.name, "last": last or 1, "used": last is not None}
        await connection.execute(sequence, given)
