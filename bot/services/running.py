"""Whether a bot runs with some records: each holds a lock beside their file, or a lease on their server.

It is named by a hash of the bot's token.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from bot.records import RESTORE, Place, RecordsAwayError, leases_at
from bot.services.holding import ANSWERED, ServerHold
from bot.text import ServerAddress, UserError, holding, sha256_of

# Digits of the hash that stands for the token: nobody can tell the token from them.
_DIGITS = 16
_LOCK, _NOTE = ".lock", ".json"
# Seconds that a lock is waited for: whoever looks at it lets go of it at once.
_LOOK = 0.1


class RunningError(UserError):
    """A bot runs with the records; the sentence says which process it is."""


def gateway_name(token: str) -> str:
    """What a bot with this token holds is called."""
    return f"gateway-{sha256_of(token)[:_DIGITS]}"


def gateway_files(records: Path, token: str) -> tuple[Path, Path]:
    """The lock that a bot with this token holds beside a file, and the note of who holds it."""
    name = gateway_name(token)
    return records.parent / f"{name}{_LOCK}", records.parent / f"{name}{_NOTE}"


def process_in(note: str) -> str:
    """What a sentence calls the process that a note names."""
    try:
        number = json.loads(note).get("pid")
    except (ValueError, AttributeError):
        number = None
    return f"Process {number}" if number else "Another process"


@contextmanager
def none_running(records: Place) -> Iterator[None]:
    """Keep bots that have run with these records from starting while the block goes on.

    :raises RunningError: one runs.
    :raises RecordsError: the records' server cannot be used.
    """
    with ExitStack() as held:
        if isinstance(records, Path):
            _take_all(held, records)
        else:
            hold = ServerHold(records, RESTORE, "")
            held.enter_context(hold.opened())
            if (note := hold.take()) is not None:
                raise _running(note, records)
            hold.keep()
        yield


def _take_all(held: ExitStack, records: Path) -> None:
    for lock in sorted(records.parent.glob(f"gateway-*{_LOCK}")):
        with suppress(sqlite3.Error):
            if not held.enter_context(holding(lock, _LOOK)):
                raise _running(_read(lock.with_suffix(_NOTE)), records)


def _running(note: str, records: Place) -> RunningError:
    return RunningError(f"{process_in(note)} runs the bot with the records {records}. Stop it first.")


async def is_running(records: Place) -> bool:
    """Whether a bot with these records runs, whatever its token is.

    The records of a server have been opened before. One that does not answer says nothing: as if one ran.
    """
    if isinstance(records, Path):
        return await asyncio.to_thread(_any_held, records)
    return await _any_on(records)


def _any_held(records: Path) -> bool:
    return any(_is_held(lock) for lock in records.parent.glob(f"gateway-*{_LOCK}"))


async def _any_on(server: ServerAddress) -> bool:
    leases = leases_at(server, ANSWERED)
    try:
        return bool(await leases.held())
    except RecordsAwayError:
        return True
    finally:
        await leases.close()


def _is_held(lock: Path) -> bool:
    try:
        with holding(lock, 0) as alone:
            return not alone
    except sqlite3.Error:
        # It can be read only, as by another user of the machine: the bot itself will say.
        return True


def _read(note: Path) -> str:
    try:
        return note.read_text("utf-8")
    except (OSError, ValueError):
        return ""
