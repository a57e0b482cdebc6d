"""A worker as the program sees it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from contextlib import suppress
from typing import IO, cast

from bot.search import View
from bot.services.workers.messages import Done, Order, Setup, receive, send

# A worker has no use for the bot's token.
_SECRETS = ("DISCORD_TOKEN", "BRIEFING_TOKEN")


class WorkerLostError(Exception):
    """A worker has ended, or was ended, before it had answered."""


class WorkerProcess:
    """A process that answers one request at a time. For one thread at a time, but `kill` and `is_alive`."""

    def __init__(self, setup: Setup) -> None:
        """Start it; it is ready after its first order. Raises OSError where it cannot be started."""
        start = (
            f"import sys; sys.path[:] = {sys.path!r}; from bot.services.workers.worker import main; main()"
        )
        secret = set(_SECRETS)
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", start],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={name: value for name, value in os.environ.items() if name not in secret},
        )
        self._requests = cast(IO[bytes], self._process.stdin)
        self._results = cast(IO[bytes], self._process.stdout)
        self._setup: Setup | None = setup
        self.view: View | None = None
        """What it answers from."""
        self.memory = 0
        """Bytes that it has for itself."""
        self.since: float | None = None
        """When it began with what it is at, by `time.monotonic`."""

    @property
    def number(self) -> int:
        """The process's."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def call(self, order: Order) -> Done:
        """Have an order done, and write into the log what its log has meanwhile.

        :raises WorkerLostError: it ends before that.
        """
        self.since = time.monotonic()
        try:
            if self._setup:
                send(self._requests, self._setup)
                self._setup = None
            send(self._requests, order)
            while not isinstance(told := receive(self._results), Done):
                record = cast(logging.LogRecord, told)
                logging.getLogger(record.name).handle(record)
        except (OSError, EOFError, ValueError) as error:
            raise WorkerLostError(f"worker {self.number} has ended") from error
        finally:
            self.since = None
        self.memory = told.memory
        self.view = (order.view or self.view) if told.follows else None
        return told

    def kill(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()

    def leave(self) -> None:
        """Let it end by itself: it does when nothing more can come."""
        with suppress(OSError):
            self._requests.close()

    def reap(self, patience: float) -> None:
        """Wait for its end, which is made after so many seconds; its pipes are closed then."""
        try:
            self._process.wait(max(0.0, patience))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self.leave()
        self._results.close()
