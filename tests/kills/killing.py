"""Real processes, killed at any moment of their work: each is a fork of one that has all imported."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

FORKING = multiprocessing.get_context("forkserver")
# What is imported once, and not by each process: it takes seconds.
LOADED = ["tests.kills.sending", "tests.kills.works", "tests.kills.writing"]
# Seconds in which a process comes to its end on a machine that has much else to do.
HANGS = 120.0

# By so much more or less time is given after a kill that came too early or too late to cut anything off.
LONGER, SHORTER = 1.25, 0.8

# How far it had come where nothing is to be seen of it yet.
NOTHING = "nothing yet"

Done = Callable[[], None]
Deed = Callable[[Path, Done], None]
"""Work in a folder. It says when what may be killed begins, and after that whenever a step of it is done."""


class Ran(NamedTuple):
    """How a process ran: how many steps it had done, whether it came to its end, and its seconds."""

    steps: int
    ended: bool
    seconds: float


class Pace:
    """For how long something works before it is killed: up to what it takes, as far as that is known."""

    def __init__(self, seconds: float, chance: random.Random) -> None:
        self._seconds = seconds
        self._chance = chance

    def after(self) -> float:
        """Seconds to the next kill."""
        return self._chance.random() * self._seconds

    def was(self, *, early: bool = False, late: bool = False) -> None:
        """Whether nothing had been done by then, or all."""
        self._seconds *= LONGER if early else SHORTER if late else 1.0


class Running:
    """A process that does something in a folder, and has begun with it.

    :raises AssertionError: it ended before that.
    """

    def __init__(self, deed: Deed, place: Path) -> None:
        FORKING.set_forkserver_preload(LOADED)
        self._said, says = FORKING.Pipe(duplex=False)
        self._process = FORKING.Process(target=_do, args=(deed, place, says), daemon=True)
        self._process.start()
        says.close()
        self._steps = -1
        assert self._said.poll(HANGS)
        self._hear()
        self._began = time.monotonic()

    def ended(self) -> Ran:
        """Let it come to its end."""
        return self.killed(HANGS)

    def killed(self, after: float) -> Ran:
        """Kill it after so many seconds, unless it has come to its end by then; only that may end it."""
        self._process.join(after)
        seconds = time.monotonic() - self._began
        self._process.kill()
        self._process.join()
        assert self._process.exitcode in (0, -9)
        self._hear()
        ended = self._process.exitcode == 0
        self._process.close()
        self._said.close()
        return Ran(self._steps, ended, seconds)

    def _hear(self) -> None:
        with suppress(EOFError):
            while self._said.poll():
                self._said.recv_bytes()
                self._steps += 1
        assert self._steps >= 0, "it ended before it began"


def _do(deed: Deed, place: Path, says: Connection) -> None:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    deed(place, lambda: says.send_bytes(b"."))
