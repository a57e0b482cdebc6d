"""What one question goes through: its id, the seconds of its steps, and what was read for it.

Kept beside the call, in the context of whoever asks, and so in every thread that works for them.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

# Bytes of an id: two questions of a day hardly ever share one.
_ID = 4


@dataclass
class Trace:
    """The seconds that each step of a question took so far, and how many candidates were read for it."""

    seconds: dict[str, float] = field(default_factory=dict)
    candidates: int = 0


_question: ContextVar[str] = ContextVar("question", default="")
_trace: ContextVar[Trace | None] = ContextVar("trace", default=None)


def question_id() -> str:
    """The id of what is being asked here, "" for nothing: it stands in log lines."""
    return _question.get()


def begin_question() -> str:
    """Give what is being asked here, from now on, an id of its own."""
    number = secrets.token_hex(_ID)
    _question.set(number)
    return number


def resume_question(number: str) -> None:
    """Let what is done here, from now on, be for a question that has an id already ("": for none)."""
    _question.set(number)


def went_through(trace: Trace) -> None:
    """Note what another process went through for the question that is asked here."""
    own = _trace.get()
    if own is None:
        return
    for name, seconds in trace.seconds.items():
        own.seconds[name] = own.seconds.get(name, 0.0) + seconds
    own.candidates += trace.candidates


@contextmanager
def tracing() -> Iterator[Trace]:
    """What the block goes through."""
    trace = Trace()
    token = _trace.set(trace)
    try:
        yield trace
    finally:
        _trace.reset(token)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Count the block's time as this step's, where somebody wants to know."""
    trace = _trace.get()
    if trace is None:
        yield
        return
    start = time.perf_counter()
    try:
        yield
    finally:
        trace.seconds[name] = trace.seconds.get(name, 0.0) + time.perf_counter() - start


def candidates_read(count: int) -> None:
    """Note that so many candidates were read together with the question."""
    trace = _trace.get()
    if trace is not None:
        trace.candidates += count
