"""Whether a bot runs with some records: each holds a lock beside them, named by a hash of its token."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from bot.text import UserError, holding, sha256_of

# Digits of the hash that stands for the token: nobody can tell the token from them.
_DIGITS = 16
_LOCK, _NOTE = ".lock", ".json"
# Seconds that a lock is waited for: whoever looks at it lets go of it at once.
_LOOK = 0.1


class RunningError(UserError):
    """A bot runs with the records; the sentence says which process it is."""


def gateway_files(records: Path, token: str) -> tuple[Path, Path]:
    """The lock that a bot with this token holds, and the note of who holds it."""
    name = f"gateway-{sha256_of(token)[:_DIGITS]}"
    return records.parent / f"{name}{_LOCK}", records.parent / f"{name}{_NOTE}"


@contextmanager
def none_running(records: Path) -> Iterator[None]:
    """Keep bots that have run with these records from starting while the block goes on.

    :raises RunningError: one runs.
    """
    with ExitStack() as held:
        for lock in sorted(records.parent.glob(f"gateway-*{_LOCK}")):
            with suppress(sqlite3.Error):
                if not held.enter_context(holding(lock, _LOOK)):
                    who = _who(lock.with_suffix(_NOTE))
                    raise RunningError(f"{who} runs the bot with the records {records}. Stop it first.")
        yield


def is_running(records: Path) -> bool:
    """Whether a bot with these records runs, whatever its token is. Blocks for a moment."""
    return any(_is_held(lock) for lock in records.parent.glob(f"gateway-*{_LOCK}"))


def _is_held(lock: Path) -> bool:
    try:
        with holding(lock, 0) as alone:
            return not alone
    except sqlite3.Error:
        # It can be read only, as by another user of the machine: the bot itself will say.
        return True


def _who(note: Path) -> str:
    try:
        number = json.loads(note.read_text("utf-8")).get("pid")
    except (OSError, ValueError, AttributeError):
        number = None
    return f"Process {number}" if number else "Another process"
