"""Times in which the records cannot be read or written: told once, tried again, over by themselves."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from bot.text import UserError

log = logging.getLogger(__name__)
T = TypeVar("T")

# Seconds after which what did not work is tried again; whoever asks meanwhile does not wait for it.
AGAIN = 5.0
# Seconds for which the operator is not told a second time: a nearly full disk fails, works and fails.
QUIET = 600.0


@dataclass(frozen=True)
class Fault:
    """Why records cannot be used.

    `passing`: it may well be over in a while. `damaged`: the file is no database any more.
    """

    reason: str
    passing: bool
    damaged: bool = False


class RecordsError(UserError):
    """The records cannot be used; the sentence names them and the setting."""


class RecordsAwayError(RecordsError):
    """The records cannot be used at the moment: locked, full, damaged, or not there."""

    def __init__(self, called: str, fault: Fault) -> None:
        self.called = called
        self.fault = fault
        super().__init__(f"The records {called} cannot be used: {fault.reason}.")

    def again(self) -> RecordsAwayError:
        """The same for somebody else: an error that was raised carries where that was."""
        return RecordsAwayError(self.called, self.fault)


class Use(Enum):
    """What is done with the records."""

    READING = "read"
    WRITING = "written"


class Outage:
    """Knows since when some records cannot be read, or only not be written.

    :param called: what a sentence calls them.
    :param fault_of: what kind of outage an error is; None for one that is none.
    """

    def __init__(self, called: str, fault_of: Callable[[Exception], Fault | None]) -> None:
        self._called = called
        self._fault_of = fault_of
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
        if time.monotonic() - since < AGAIN and not error.fault.damaged:
            raise error.again()
        return True

    def begin(self, use: Use, cause: Exception) -> RecordsAwayError:
        """Note that a use failed; the error that says so. The operator is told, where that is news."""
        now = time.monotonic()
        fault = self._fault_of(cause) or Fault(str(cause), passing=False)
        error = RecordsAwayError(self._called, fault)
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
            log.info("The records %s can be used again.", self._called)

    @property
    def damaged(self) -> bool:
        """Whether the file was found to be no database any more."""
        return any(error.fault.damaged for _, error in self._away.values())


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
