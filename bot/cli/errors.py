"""Errors as the person at the terminal reads them, and the statuses that `briefing-bot` ends with."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """What the program's exit status says; usage errors (2) are typer's own."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOTHING_KNOWN = 3


class RefusedError(Exception):
    """Something that was asked for cannot be done: a sentence for who asked, and how to mend it."""

    status = Status.FAILED


class UnknownError(RefusedError):
    """Somebody or something that was named is not in the knowledge."""

    status = Status.NOTHING_KNOWN
