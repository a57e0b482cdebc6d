"""One process at a time holds the gateway for a token: two would answer everything twice."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from enum import Enum
from pathlib import Path

from bot.services import gateway_files
from bot.text import UserError, holding, write_whole

log = logging.getLogger(__name__)

# Seconds between two looks at whether the other process has ended; a signal is noticed between them.
LOOK = 0.2
# Seconds in which the other process has ended after it was told to: twice of what it takes at most.
REPLACED = 10.0


class BusyError(UserError):
    """Another process holds the gateway; the sentence says which one and what can be done."""


class IfHeld(Enum):
    """What is done where another process holds the gateway."""

    REFUSE = "refuse"
    WAIT = "wait"
    REPLACE = "replace"


@contextmanager
def holding_gateway(records: Path, token: str, if_held: IfHeld) -> Iterator[None]:
    """Hold the gateway for a token, by a lock beside the records that ends with the process.

    Where no lock can be made, as on a disk that cannot be written, the bot starts without one.

    :raises BusyError: another process holds it, and is not to be or cannot be waited for or replaced.
    """
    lock, note = gateway_files(records, token)
    with ExitStack() as held:
        try:
            records.parent.mkdir(parents=True, exist_ok=True)
            _take(held, lock, note, if_held)
            write_whole(note, json.dumps({"pid": os.getpid(), "at": _here()}))
        except (OSError, sqlite3.Error) as error:
            log.warning("Another process with this token would not be noticed: %s: %s", lock, error)
        yield
        with suppress(OSError):
            note.unlink()


def _take(held: ExitStack, lock: Path, note: Path, if_held: IfHeld) -> None:
    if _alone(held, lock):
        return
    if if_held is IfHeld.REFUSE:
        raise BusyError(
            f"{_who(note)} is running this bot already, and both would answer everything. Stop it first, or"
            " start with --replace to take its place, or with --wait to begin when it ends."
        )
    end = float("inf")
    if if_held is IfHeld.REPLACE:
        _end(note)
        end = time.monotonic() + REPLACED
    log.info("Waiting until %s has ended.", _who(note))
    while not _alone(held, lock):
        if time.monotonic() > end:
            raise BusyError(f"{_who(note)} does not end. Stop it by hand, then start again.")


def _alone(held: ExitStack, lock: Path) -> bool:
    """Whether the lock is held from now on."""
    with ExitStack() as tried:
        if not tried.enter_context(holding(lock, LOOK)):
            return False
        held.push(tried.pop_all())
    return True


def _end(note: Path) -> None:
    """Tell the other process to stop, where it is one that can be told."""
    other = _noted(note)
    number = other.get("pid")
    if not isinstance(number, int) or other.get("at") != _here():
        raise BusyError(
            f"{_who(note)} is running this bot in another place (a container or machine) and cannot be"
            " ended from here. Stop it there, or start with --wait."
        )
    try:
        os.kill(number, signal.SIGTERM)
    except ProcessLookupError:
        return
    except PermissionError:
        raise BusyError(f"{_who(note)} is somebody else's and may not be ended from here.") from None


def _who(note: Path) -> str:
    number = _noted(note).get("pid")
    return f"Process {number}" if number else "Another process"


def _noted(note: Path) -> dict[str, object]:
    try:
        noted = json.loads(note.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def _here() -> str:
    """Where numbers of processes mean the same: the machine, and on Linux the container."""
    space = ""
    if sys.platform == "linux":
        with suppress(OSError):
            space = str(Path("/proc/self/ns/pid").readlink())
    return f"{socket.gethostname()} {space}".strip()
