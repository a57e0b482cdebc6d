"""Which errors of PostgreSQL are the server's or the network's, and what kind of outage each is."""

from __future__ import annotations

from collections.abc import Iterator

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from bot.records.outage import Fault

# Classes of SQLSTATE (its first two characters) that pass: no connection, a deadlock, no room or memory,
# stopped by an operator, a disk.
_PASSING = frozenset({"08", "40", "53", "57", "58"})
# Single ones: a lock that did not come, a server that only reads, tables that somebody has dropped.
_PASSING_ONES = frozenset({"55P03", "25006", "42P01"})
# What somebody has to mend: no such user or password, no such database, no right to it.
_LASTING = frozenset({"28", "3D"})
_LASTING_ONES = frozenset({"42501"})

TABLES_GONE = "42P01"
"""What PostgreSQL calls a table that is not there."""


def fault_of(error: BaseException) -> Fault | None:
    """What kind of outage it is, where it is the server's or the network's, and not the statement's own."""
    for cause in _causes(error):
        state = sqlstate_of(cause)
        reason = str(cause).strip() or type(cause).__name__
        if state[:2] in _LASTING or state in _LASTING_ONES:
            return Fault(reason, passing=False)
        if state[:2] in _PASSING or state in _PASSING_ONES:
            return Fault(reason, passing=True)
        if isinstance(cause, TimeoutError | NoConnectionError):
            return Fault("it does not answer in time", passing=True)
        if isinstance(cause, OSError):
            return Fault(f"it cannot be reached ({reason})", passing=True)
        # What the driver says of a connection, rather than the server of a statement.
        if isinstance(cause, asyncpg.InterfaceError):
            return Fault(reason, passing=not isinstance(cause, asyncpg.ClientConfigurationError))
    return None


def sqlstate_of(error: BaseException) -> str:
    """PostgreSQL's code for what went wrong, "" where it said nothing."""
    return str(getattr(error, "sqlstate", None) or "")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """What the driver raised, below what SQLAlchemy made of it; innermost first."""
    found: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in found:
        found.append(now)
        now = (now.orig if isinstance(now, DBAPIError) else None) or now.__cause__
    return reversed(found)
