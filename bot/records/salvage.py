"""Records whose file was damaged: set aside, and what can still be read of them taken over."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.records.tables import metadata

# What SQLite keeps beside a database.
BESIDE = ("-wal", "-shm")


def is_sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with a file. Blocks.

    :raises sqlite3.OperationalError: it cannot be looked at now.
    """
    try:
        with closing(sqlite3.connect(path)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return False


def set_aside(path: Path) -> Path:
    """Give a damaged file another name, under which it can be looked at; which one. Blocks.

    :raises OSError: it cannot be renamed.
    """
    now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = path.with_name(f"{path.name}.damaged-{now}")
    for end in BESIDE:
        with suppress(FileNotFoundError):
            path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
    path.rename(aside)
    return aside


def take_over(damaged: Path, path: Path) -> int:
    """Copy each row that can still be read into the new file, which has all tables; how many. Blocks."""
    rows = 0
    with closing(sqlite3.connect(damaged)) as old, closing(sqlite3.connect(path)) as new:
        for table in metadata.sorted_tables:
            columns = [column.name for column in table.columns]
            named = ", ".join(f'"{each}"' for each in columns)
            values = ", ".join("?" for _ in columns)
            # Whatever breaks off in the middle of a table leaves the rest of it unread.
            with suppress(sqlite3.DatabaseError):
                for row in old.execute(f'SELECT {named} FROM "{table.name}"'):  # noqa: S608 -- our own names
                    with suppress(sqlite3.IntegrityError):
                        new.execute(f'INSERT INTO "{table.name}" ({named}) VALUES ({values})', row)  # noqa: S608
                        rows += 1
        new.commit()
    return rows
