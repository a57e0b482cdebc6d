"""Counts what is asked and done, for as long as the process runs. Safe for threads."""

from __future__ import annotations

import logging
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import accumulate
from threading import Lock

from bot.replies import Reply
from bot.services.watching.measures import BOUNDS, Counted, Latency
from bot.text import Trace, WrongUsageError, begin_question, question_id, tracing

log = logging.getLogger(__name__)

WHOLE = "whole"
"""The step that is all of a question."""


class Meter:
    """The one place where it is counted.

    :param words: whether the log has members' questions, not only that there was one.
    """

    def __init__(self, *, words: bool = False) -> None:
        self._words = words
        self._lock = Lock()
        self._started = self._read = _now()
        self._questions = self._failed = self._candidates = 0
        self._replies: Counter[tuple[str, bool]] = Counter()
        self._steps: dict[str, _Spread] = {}
        self._reloads: Counter[str] = Counter()
        self._lines = LineCounter()

    @contextmanager
    def asked(self, question: str) -> Iterator[Callable[[Reply], None]]:
        """Count a question: the block calls what it is given with the reply."""
        if not question_id():
            begin_question()
        replies: list[Reply] = []
        start = time.perf_counter()
        try:
            with tracing() as trace:
                yield replies.append
        except WrongUsageError:
            raise
        except BaseException:
            with self._lock:
                self._questions += 1
                self._failed += 1
            raise
        trace.seconds[WHOLE] = time.perf_counter() - start
        self._note(replies[-1], trace)
        self._tell(question, replies[-1], trace)

    @contextmanager
    def reloading(self) -> Iterator[None]:
        """Count a reload."""
        try:
            yield
        except BaseException:
            with self._lock:
                self._reloads["failed"] += 1
            raise
        with self._lock:
            self._reloads["done"] += 1
            self._read = _now()

    @contextmanager
    def watching_log(self) -> Iterator[None]:
        """Count the warnings and errors that are logged while the block runs."""
        root = logging.getLogger()
        root.addHandler(self._lines)
        try:
            yield
        finally:
            root.removeHandler(self._lines)

    def counted(self) -> Counted:
        """What was counted so far."""
        with self._lock:
            return Counted(
                started=self._started,
                questions=self._questions,
                replies=dict(self._replies),
                failed=self._failed,
                steps={name: spread.latency() for name, spread in self._steps.items()},
                candidates=self._candidates,
                reloads=dict(self._reloads),
                read=self._read,
                log_lines=dict(self._lines.counts),
            )

    def _note(self, reply: Reply, trace: Trace) -> None:
        with self._lock:
            self._questions += 1
            self._replies[_kind(reply), reply.answered] += 1
            self._candidates += trace.candidates
            for name, seconds in trace.seconds.items():
                self._steps.setdefault(name, _Spread()).add(seconds)

    def _tell(self, question: str, reply: Reply, trace: Trace) -> None:
        words = f": {question}" if self._words else ""
        sure = "sure" if reply.answered else "not sure"
        log.info("Replied (%s, %s) in %.3f s%s", _kind(reply), sure, trace.seconds[WHOLE], words)


class LineCounter(logging.Handler):
    """Counts lines of a log by their level, warnings and what is worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.counts: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        """Count a line; the handler's own lock is held."""
        self.counts[record.levelname.lower()] += 1


class _Spread:
    """How long something took, by the bounds."""

    def __init__(self) -> None:
        self._counts = [0] * (len(BOUNDS) + 1)
        self._seconds = 0.0

    def add(self, seconds: float) -> None:
        self._counts[bisect_left(BOUNDS, seconds)] += 1
        self._seconds += seconds

    def latency(self) -> Latency:
        return Latency(sum(self._counts), self._seconds, tuple(accumulate(self._counts[:-1])))


def _kind(reply: Reply) -> str:
    """The value of `reply` that its class has."""
    return str(type(reply).model_fields["reply"].default)


def _now() -> datetime:
    return datetime.now(UTC)
