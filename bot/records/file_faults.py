"""Which errors of SQLite are the file's or the disk's, and what kind of outage each is."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

from bot.records.outage import Fault

# The bits of SQLite's error codes that say what it is; those above say more about it.
_PRIMARY = 0xFF
_PASSING = frozenset((
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PROTOCOL,
))  # fmt: skip
_DAMAGED = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))


def fault_of(error: Exception) -> Fault | None:
    """What kind of outage it is, where it is one of the file or the disk, and not the statement's own."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    code = int(getattr(cause, "sqlite_errorcode", 0) or 0) & _PRIMARY
    # What is said to be no operation's error is one of the statement, but for a file that is damaged.
    if not (isinstance(cause, sqlite3.OperationalError | OSError) or code in _DAMAGED):
        return None
    # Nobody's turn came in time.
    passing = code in _PASSING or isinstance(cause, TimeoutError)
    return Fault(str(cause), passing=passing, damaged=code in _DAMAGED)
