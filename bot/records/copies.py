"""Whole records copied while others use them, checked, and put in the place of others in one transaction."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.records import tables
from bot.records.database import Database
from bot.records.outage import RecordsError
from bot.records.place import Place, server_at
from bot.records.salvage import is_sound, set_aside
from bot.records.server_copies import copy_from_file, copy_to_file
from bot.records.upgrade import HEAD
from bot.text import ServerAddress

if TYPE_CHECKING:
    from bot.records.server_database import ServerDatabase

RESTORING = "restoring"
"""The state's name for a restore whose settings were not in their place yet."""

# Seconds for which a file that another program has locked is waited for.
PATIENCE = 10.0
_BUSY = frozenset((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED))


def copy_records(records: Place, target: Path) -> str:
    """Copy records as they are at one moment into a new file, whole and without a log; their revision.

    Whoever writes meanwhile does not wait. Not to be called where an event loop runs. Blocks.

    :raises RecordsError: they cannot be read, are damaged, or are a newer version's.
    """
    if not isinstance(records, Path):
        _with_server(records, "copied", lambda server: copy_to_file(server, target))
        return check_records(target, f"The records {records}")
    try:
        with closing(_opened(records)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new, progress=_patient())
            # The log of a file that is to be packed would be another file.
            new.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise RecordsError(f"The records {records} cannot be copied: {error}.") from error
    return check_records(target, f"The records {records}")


def check_records(path: Path, called: str) -> str:
    """The revision of records that nobody uses, which may be an older version's. Blocks.

    :param called: what a sentence calls them.
    :raises RecordsError: they are damaged, no records of this program, or a newer version's.
    """
    try:
        with closing(_opened(path)) as database:
            # What is in a file from elsewhere is read, and never run.
            database.execute("PRAGMA trusted_schema = OFF")
            faults = database.execute("PRAGMA integrity_check(1)").fetchone()
            made = database.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
            tables = {name for kind, name, _ in made if kind == "table"}
            numbers = [] if "alembic_version" not in tables else database.execute(
                "SELECT version_num FROM alembic_version"
            ).fetchall()  # fmt: skip
    except sqlite3.OperationalError as error:
        raise RecordsError(f"{called} cannot be read: {error}.") from error
    except sqlite3.Error as error:
        raise RecordsError(f"{called} are damaged: {error}.") from error
    if faults != ("ok",):
        raise RecordsError(f"{called} are damaged: {faults[0]}.")
    foreign = [
        name for kind, name, sql in made
        if kind not in ("table", "index") or sql.upper().startswith("CREATE VIRTUAL")
    ]  # fmt: skip
    if "state" not in tables or foreign:
        raise RecordsError(f"{called} are none that Briefing Bot made.")
    revision = str(numbers[0][0]) if numbers else ""
    # Revisions are numbers of four digits.
    if revision > HEAD:
        raise RecordsError(
            f"{called} were written by a newer version of Briefing Bot (number {revision}). Update the"
            " program."
        )
    return revision


def require_all_tables(path: Path, called: str) -> None:
    """Let through a file, brought up to date, in which everything that the program uses is there. Blocks.

    :raises RecordsError: something is missing.
    """
    with closing(_opened(path)) as database:
        for table in tables.metadata.sorted_tables:
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            try:
                database.execute(f'SELECT {columns} FROM "{table.name}" LIMIT 0')  # noqa: S608 -- our own names
            except sqlite3.Error as error:
                raise RecordsError(f"{called} are none that Briefing Bot made: {error}.") from error


def replace_records(source: Path, target: Place, *, unfinished: bool) -> None:
    """Give records at `target` the content of others, or leave them as they are. Blocks.

    A damaged file is set aside. It is no renaming: SQLite's log beside the file would be taken for the new
    one's, and the transaction leaves no moment at which a crash has half of either. On a server it is one
    transaction, too; not to be called where an event loop runs.

    :param unfinished: have nobody open them until `finish_restore`: something else is to follow first.
    :raises RecordsError: they cannot be written; they stay as they were.
    """
    if not isinstance(target, Path):
        state = {RESTORING: "settings"} if unfinished else {}
        _with_server(target, "replaced", lambda server: copy_from_file(source, server, state, RESTORING))
        return
    try:
        with closing(sqlite3.connect(source)) as new, new:
            new.execute("DELETE FROM state WHERE name = ?", (RESTORING,))
            if unfinished:
                new.execute("INSERT INTO state VALUES (?, 'settings')", (RESTORING,))
        if target.exists() and not is_sound(target):
            set_aside(target)
        with closing(sqlite3.connect(source)) as new, closing(sqlite3.connect(target)) as old:
            new.backup(old, progress=_patient())
    except (sqlite3.Error, OSError) as error:
        raise RecordsError(f"The records {target} cannot be replaced: {error}.") from error


def finish_restore(records: Place) -> None:
    """Have restored records opened again. Not to be called where an event loop runs. Blocks.

    :raises RecordsError: they cannot be written.
    """
    if not isinstance(records, Path):
        _with_server(records, "written", _finish)
        return
    try:
        with closing(sqlite3.connect(records, timeout=PATIENCE)) as database, database:
            database.execute("DELETE FROM state WHERE name = ?", (RESTORING,))
    except sqlite3.Error as error:
        raise RecordsError(f"The records {records} cannot be written: {error}.") from error


async def _finish(server: Database) -> None:
    async with server.writing() as connection:
        await connection.execute(tables.state.delete().where(tables.state.c.name == RESTORING))


def _with_server(
    records: ServerAddress, done: str, work: Callable[[ServerDatabase], Awaitable[None]]
) -> None:
    """Do something with a server's database, which is closed then."""

    async def working() -> None:
        server = server_at(records)
        try:
            await work(server)
        except SQLAlchemyError as error:
            raise RecordsError(f"The records {records} cannot be {done}: {error}.") from error
        finally:
            await server.close()

    asyncio.run(working())


def _opened(path: Path) -> sqlite3.Connection:
    """A connection that reads, and makes no file where there is none."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _patient() -> Callable[[int, int, int], None]:
    """Told of each step of a copy, gives up where a lock does not go: SQLite would wait for ever."""
    end = time.monotonic() + PATIENCE

    def progress(status: int, _remaining: int, _total: int) -> None:
        if status in _BUSY and time.monotonic() > end:
            raise sqlite3.OperationalError("another program has locked them")

    return progress
