"""Whole records copied while others use them, checked, and put in the place of others in one transaction."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.records.outage import RecordsError
from bot.records.salvage import is_sound, set_aside
from bot.records.tables import metadata
from bot.records.upgrade import HEAD

RESTORING = "restoring"
"""The state's name for a restore whose settings were not in their place yet."""

# Seconds for which a file that another program has locked is waited for.
PATIENCE = 10.0
_BUSY = frozenset((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED))


def copy_records(records: Path, target: Path) -> str:
    """Copy records as they are at one moment into a new file, whole and without a log; their revision.

    Whoever writes meanwhile does not wait. Blocks.

    :raises RecordsError: they cannot be read, are damaged, or are a newer version's.
    """
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
        for table in metadata.sorted_tables:
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            try:
                database.execute(f'SELECT {columns} FROM "{table.name}" LIMIT 0')  # noqa: S608 -- our own names
            except sqlite3.Error as error:
                raise RecordsError(f"{called} are none that Briefing Bot made: {error}.") from error


def replace_records(source: Path, target: Path, *, unfinished: bool) -> None:
    """Give records at `target` the content of others, or leave them as they are. Blocks.

    A damaged file is set aside. It is no renaming: SQLite's log beside the file would be taken for the new
    one's, and the transaction leaves no moment at which a crash has half of either.

    :param unfinished: have nobody open them until `finish_restore`: something else is to follow first.
    :raises RecordsError: they cannot be written; they stay as they were.
    """
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


def finish_restore(records: Path) -> None:
    """Have restored records opened again. Blocks.

    :raises RecordsError: they cannot be written.
    """
    try:
        with closing(sqlite3.connect(records, timeout=PATIENCE)) as database, database:
            database.execute("DELETE FROM state WHERE name = ?", (RESTORING,))
    except sqlite3.Error as error:
        raise RecordsError(f"The records {records} cannot be written: {error}.") from error


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
