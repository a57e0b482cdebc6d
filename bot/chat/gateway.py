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
from typing import Protocol

from bot.services import Hold, RecordsAwayError, ServerHold, gateway_files, gateway_name, process_in
from bot.text import ServerAddress, UserError, holding, write_whole

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
def holding_gateway(records: Path | ServerAddress, token: str, if_held: IfHeld) -> Iterator[Hold]:
    """Hold the gateway for a token, by a lock beside the records that ends with the process.

    Where no lock can be made, as on a disk that cannot be written, the bot starts without one. Records on a
    server are opened for it; there it is a lease, which can be lost: the hold that is handed out says so.

    :raises BusyError: another process holds it, and is not to be or cannot be waited for or replaced.
    :raises RecordsError: the records' server cannot be used.
    """
    if isinstance(records, Path):
        with _beside(records, token, if_held):
            yield Hold()
        return
    hold = ServerHold(records, gateway_name(token), _own_note())
    with hold.opened():
        _take(_Lease(hold), if_held)
        hold.keep()
        yield hold


@contextmanager
def _beside(records: Path, token: str, if_held: IfHeld) -> Iterator[None]:
    lock, note = gateway_files(records, token)
    with ExitStack() as held:
        try:
            records.parent.mkdir(parents=True, exist_ok=True)
            _take(_Lock(held, lock, note), if_held)
            write_whole(note, _own_note())
        except (OSError, sqlite3.Error) as error:
            log.warning("Another process with this token would not be noticed: %s: %s", lock, error)
        yield
        with suppress(OSError):
            note.unlink()


class _Gateway(Protocol):
    """What is to be held."""

    @property
    def note(self) -> str:
        """What its holder says of itself."""

    def is_alone(self) -> bool:
        """Whether it is held from now on; asked again, it waits a moment."""


class _Lock:
    """A lock beside a file."""

    def __init__(self, held: ExitStack, lock: Path, note: Path) -> None:
        self._held = held
        self._lock = lock
        self._note = note

    @property
    def note(self) -> str:
        """What its holder wrote beside it."""
        try:
            return self._note.read_text("utf-8")
        except (OSError, ValueError):
            return ""

    def is_alone(self) -> bool:
        """Whether it is held from now on."""
        with ExitStack() as tried:
            if not tried.enter_context(holding(self._lock, LOOK)):
                return False
            self._held.push(tried.pop_all())
        return True


class _Lease:
    """A lease on a server."""

    def __init__(self, hold: ServerHold) -> None:
        self._hold = hold
        self._looked = False
        self.note = ""

    def is_alone(self) -> bool:
        """Whether it is held from now on. A server that does not answer later is asked again."""
        if self._looked:
            time.sleep(LOOK)
        try:
            note = self._hold.take()
        except RecordsAwayError:
            if not self._looked:
                raise
            return False
        self._looked = True
        self.note = note or ""
        return note is None


def _take(gateway: _Gateway, if_held: IfHeld) -> None:
    if gateway.is_alone():
        return
    if if_held is IfHeld.REFUSE:
        raise BusyError(
            f"{process_in(gateway.note)} is running this bot already, and both would answer everything. Stop"
            " it first, or start with --replace to take its place, or with --wait to begin when it ends."
        )
    end = float("inf")
    if if_held is IfHeld.REPLACE:
        _end(gateway.note)
        end = time.monotonic() + REPLACED
    log.info("Waiting until %s has ended.", process_in(gateway.note))
    while not gateway.is_alone():
        if time.monotonic() > end:
            raise BusyError(f"{process_in(gateway.note)} does not end. Stop it by hand, then start again.")


def _end(note: str) -> None:
    """Tell the other process to stop, where it is one that can be told."""
    other = _noted(note)
    number = other.get("pid")
    if not isinstance(number, int) or other.get("at") != _here():
        raise BusyError(
            f"{process_in(note)} is running this bot in another place (a container or machine) and cannot be"
            " ended from here. Stop it there, or start with --wait."
        )
    try:
        os.kill(number, signal.SIGTERM)
    except ProcessLookupError:
        return
    except PermissionError:
        raise BusyError(f"{process_in(note)} is somebody else's and may not be ended from here.") from None


def _own_note() -> str:
    return json.dumps({"pid": os.getpid(), "at": _here()})


def _noted(note: str) -> dict[str, object]:
    try:
        noted = json.loads(note)
    except ValueError:
        return {}
    return noted if isinstance(noted, dict) else {}


def _here() -> str:
    """Where numbers of processes mean the same: the machine, and on Linux the container."""
    space = ""
    if sys.platform == "linux":
        with suppress(OSError):
            space = str(Path("/proc/self/ns/pid").readlink())
    return f"{socket.gethostname()} {space}".strip()
