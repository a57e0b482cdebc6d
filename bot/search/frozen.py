"""SQLite's files where nothing can be written: on a full disk, or a file system that is only read."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.request import pathname2url

_PRIMARY = 0xFF
"""The bits of an error's code that say what it is; those above say more about it."""
_UNWRITABLE = {
    sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
}  # fmt: skip


def cannot_be_written(error: sqlite3.Error) -> bool:
    """Whether an error says that a database cannot be written, and nothing against what it holds."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _UNWRITABLE


def frozen(path: Path) -> sqlite3.Connection:
    """A database as its file is, which is neither written nor locked.

    What another process has not folded into the file yet is not seen. Raises sqlite3.OperationalError where
    it cannot be opened.
    """
    address = f"file:{pathname2url(str(path.absolute()))}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
