"""One writer at a time: a lock that the system lets go of when its process ends, however it ends."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.text.fingerprint import sha256_of

AGAIN = 0.02
"""Seconds after which a folder that another one holds is asked about again."""
_PRIMARY = 0xFF
"""The bits of an error's code that say what it is; those above say more about it."""


@contextmanager
def holding(path: Path, wait: float) -> Iterator[bool]:
    """Whether the lock at `path` is now this caller's alone; waits up to `wait` seconds for that.

    An exclusive transaction of SQLite is a file lock on every system, for the threads of a process, too.
    Raises sqlite3.OperationalError where the file cannot be written.
    """
    with closing(sqlite3.connect(path, timeout=wait, isolation_level=None)) as database:
        try:
            _begin(database, path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY:
                raise
            yield False
            return
        yield True
        database.execute("rollback")


def _begin(database: sqlite3.Connection, path: Path) -> None:
    """Take the lock. The file is always empty: what a damaged one holds is cut off, and its locks stay."""
    try:
        database.execute("begin exclusive")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        os.truncate(path, 0)
        database.execute("begin exclusive")


@contextmanager
def holding_folder(folder: Path, wait: float) -> Iterator[bool]:
    """The same for a whole folder, in which nothing is written for it: the folder itself is locked.

    Windows locks no folder: there it is a file among the temporary ones, named by a hash of the folder's
    path. Raises OSError where the folder cannot be read.
    """
    if sys.platform == "win32":
        name = f"briefing-bot-{sha256_of(str(folder.resolve()))[:16]}.sqlite"
        with holding(Path(tempfile.gettempdir()) / name, wait) as alone:
            yield alone
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        yield _locked(opened, time.monotonic() + wait)
    finally:
        os.close(opened)


def _locked(opened: int, end: float) -> bool:
    import fcntl  # noqa: PLC0415 -- Windows lacks it

    while True:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                return False
            time.sleep(AGAIN)
        else:
            return True
