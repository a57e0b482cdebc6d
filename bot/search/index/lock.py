"""One writer at a time: a lock that the system lets go of when its process ends, however it ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

NAME = "lock.sqlite"
_PRIMARY = 0xFF
"""The bits of an error's code that say what it is; those above say more about it."""


@contextmanager
def writing(folder: Path, wait: float) -> Iterator[bool]:
    """Whether this process is now the only one to write in the folder; waits up to `wait` seconds for that.

    An exclusive transaction of SQLite is a file lock on every system. Raises sqlite3.OperationalError where
    the folder cannot be written.
    """
    with closing(sqlite3.connect(folder / NAME, timeout=wait, isolation_level=None)) as database:
        try:
            database.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY:
                raise
            yield False
            return
        yield True
        database.execute("rollback")
