"""Signals: SIGTERM and SIGINT stop a program in order, SIGHUP has it read everything anew."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Timer

log = logging.getLogger(__name__)

# Seconds after which a stop that does not come to its end is cut short, threads that hang included.
LIMIT = 4.7
_STOPS = (signal.SIGINT, signal.SIGTERM)
# Windows has none.
_RELOAD = getattr(signal, "SIGHUP", None)


class StoppedError(BaseException):
    """The process was told to stop before there was anything to finish."""


@contextmanager
def stopping_at_once() -> Iterator[None]:
    """Let a signal end the block, which has nothing in hand: as while the knowledge is opened.

    :raises StoppedError: one came.
    """

    def stop(number: int, _frame: object) -> None:
        raise StoppedError(signal.Signals(number).name)

    before = {}
    # Only a process's first thread may be told of signals.
    with suppress(ValueError):
        before = {each: signal.signal(each, stop) for each in _STOPS}
        if _RELOAD:
            # What is read just now is new.
            before[_RELOAD] = signal.signal(_RELOAD, signal.SIG_IGN)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def told_by_signals(stop: asyncio.Event, reload: Callable[[], object]) -> Iterator[None]:
    """Set `stop` at the first SIGTERM or SIGINT, and call `reload` at each SIGHUP, in this event loop."""
    loop = asyncio.get_running_loop()

    def begin(name: str) -> None:
        if not stop.is_set():
            log.info("Stopping (%s).", name)
            end_in_time(0)
            stop.set()

    taken = []
    calls: dict[signal.Signals, Callable[[], object]] = {each: partial(begin, each.name) for each in _STOPS}
    if _RELOAD:
        calls[_RELOAD] = reload
    for each, call in calls.items():
        # In another thread than the first, and on Windows, there is only the KeyboardInterrupt.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(each, call)
            taken.append(each)
    try:
        yield
    finally:
        for each in taken:
            loop.remove_signal_handler(each)
            # What comes now finds a process that is about to end.
            signal.signal(each, signal.SIG_IGN)


def end_in_time(status: int) -> None:
    """End the process a little before somebody loses patience, whatever still runs in a thread."""
    timer = Timer(LIMIT, os._exit, (status,))
    timer.daemon = True
    timer.start()
