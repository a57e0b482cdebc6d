"""Errors as the person at the terminal reads them, and the statuses that `briefing-bot` ends with."""

from __future__ import annotations

from enum import IntEnum

from bot.text import UserError


class ExitStatus(IntEnum):
    """The exit status where there is no reply; a reply ends as it stands, wrong usage (2) as typer has it."""

    DONE = 0
    FAILED = 1
    UNSURE = 3


class RefusedError(UserError):
    """Something that was asked for cannot be done: a sentence for who asked, and how to fix it."""

    status = ExitStatus.FAILED
