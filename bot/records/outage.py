"""Times in which the records cannot be read or written: told once, tried again, over by themselves."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Awaitable
from enum import Enum
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from bot.text import UserError

log = logging.getLogger(__name__)
T = TypeVar("T")

# Seconds after which what did not work is tried again; whoever asks meanwhile does not wait for it.
AGAIN = 5.0
# Seconds for which the operator is not told a second time: a nearly full disk fails, works and fails.
QUIET = 600.0
# The bits of SQLite's error codes that say what it is; those above say more about it.
_PRIMARY = 0xFF
_PASSING = frozenset((
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PROTOCOL,
))  # fmt: skip
_DAMAGED = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))


class RecordsError(UserError):
    """The records' file cannot be used; the sentence names the file and the setting."""


class RecordsAwayError(RecordsError):
    """The records cannot be used at the moment: locked, full, damaged, or not there.

    `passing`: it may well be over in a while. `damaged`: the file is no database any more.
    """

    def __init__(self, path: Path, reason: str, *, passing: bool, damaged: bool) -> None:
        self.path = path
        self.reason = reason
        self.passing = passing
        self.damaged = damaged
        super().__init__(f"The records {path} cannot be used: {reason}.")

    @classmethod
    def of(cls, path: Path, cause: Exception) -> RecordsAwayError:
        """The error for what SQLite or the file system said, or for nobody's turn that came."""
        code = _code(cause)
        passing = code in _PASSING or isinstance(cause, TimeoutError)
        return cls(
            path, str(getattr(cause, "orig", None) or cause), passing=passing, damaged=code in _DAMAGED
        )

    def again(self) -> RecordsAwayError:
        """The same for somebody else: an error that was raised carries where that was."""
        return RecordsAwayError(self.path, self.reason, passing=self.passing, damaged=self.damaged)


class Use(Enum):
    """What is done with the records."""

    READING = "read"
    WRITING = "written"


class Outage:
    """Knows since when the records of one file cannot be read, or only not be written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._away: dict[Use, tuple[float, RecordsAwayError]] = {}
        self._told = float("-inf")

    def check(self, use: Use) -> bool:
        """Whether this use failed before and is to be tried again now.

        :raises RecordsAwayError: it failed just now, and would again.
        """
        failed = self._away.get(use)
        if failed is None:
            return False
        since, error = failed
        if time.monotonic() - since < AGAIN and not error.damaged:
            raise error.again()
        return True

    def begin(self, use: Use, cause: Exception) -> RecordsAwayError:
        """Note that a use failed; the error that says so. The operator is told, where that is news."""
        now = time.monotonic()
        error = RecordsAwayError.of(self._path, cause)
        # What cannot be read cannot be written either.
        for each in Use if use is Use.READING else (use,):
            self._away[each] = (now, error)
        if now - self._told > QUIET:
            self._told = now
            log.warning(
                "%s Answers go without what they need (such as buttons, the question log, follows); they are"
                " tried again every %d seconds.",
                error, AGAIN,
            )  # fmt: skip
        return error

    def end(self, use: Use) -> None:
        """Note that a use worked."""
        if not self._away:
            return
        # What can be written can be read, too.
        for each in Use if use is Use.WRITING else (use,):
            self._away.pop(each, None)
        if not self._away:
            log.info("The records %s can be used again.", self._path)

    @property
    def damaged(self) -> bool:
        """Whether the file was found to be no database any more."""
        return any(error.damaged for _, error in self._away.values())


def is_outage(error: Exception) -> bool:
    """Whether this error of a statement is the file's or the disk's, and not the statement's own."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    # What is said to be no operation's error is one of the statement, but for a file that is damaged.
    return isinstance(cause, sqlite3.OperationalError) or _code(error) in _DAMAGED


def _code(error: Exception) -> int:
    cause = getattr(error, "orig", None) or error
    return int(getattr(cause, "sqlite_errorcode", 0) or 0) & _PRIMARY


async def unless_away(work: Awaitable[T], instead: T) -> T:
    """What a piece of work beside an answer gives; `instead` while the records cannot be used.

    Anything else that goes wrong in it, such as a row that cannot be read, is logged: the answer goes on.
    """
    try:
        return await work
    except RecordsAwayError:
        # The operator was told as it began.
        return instead
    except Exception:
        log.exception("Something beside an answer could not be noted or looked up.")
        return instead
