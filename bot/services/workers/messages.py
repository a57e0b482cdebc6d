"""What goes between the program and its workers, through pipes of theirs alone: pickled, with its length.

A worker is told once how it is set up, then a request at a time, each with what it is to be answered from. It
says what its log has, and what came of the request.
"""

from __future__ import annotations

import logging
import pickle
import struct
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import IO, Any

from bot.search import View
from bot.services.workers.hands import Job
from bot.text import Trace

_LENGTH = struct.Struct("!Q")


@dataclass(frozen=True)
class Setup:
    """How a worker answers: the operator's zone, and whether with vectors and with the reader."""

    zone: tzinfo | None
    vectors: bool
    reader: bool


@dataclass(frozen=True)
class Order:
    """What a worker is to do: open a view, where it has another one, and answer a request, if there is one.

    `moment` is now, by which embargoes end; `question` is the id that the log has, `level` the log's.
    """

    view: View | None
    job: Job | None
    moment: datetime
    question: str
    level: int


@dataclass(frozen=True)
class Failure:
    """An error that was raised, taken apart: not every class can be made anew from what it was made of."""

    kind: type[BaseException]
    arguments: tuple[Any, ...]
    fields: dict[str, Any]

    @classmethod
    def of(cls, error: BaseException) -> Failure:
        """An error, as it can be sent: one that cannot is told by its words."""
        found = cls(type(error), error.args, dict(error.__dict__))
        try:
            pickle.dumps(found)
        except Exception:
            return cls(RuntimeError, (f"{type(error).__name__}: {error}",), {})
        return found

    def error(self) -> BaseException:
        """The error, as it was."""
        error = self.kind.__new__(self.kind)
        error.args = self.arguments
        error.__dict__.update(self.fields)
        return error


@dataclass(frozen=True)
class Done:
    """What came of an order; the steps it took, and the bytes that the worker has for itself.

    `follows`: whether it answers from the view that it was told of last.
    """

    result: Any
    failure: Failure | None
    follows: bool
    trace: Trace
    memory: int


def send(pipe: IO[bytes], message: Setup | Order | Done | logging.LogRecord) -> None:
    """Write a message. Raises OSError where nobody reads any more, and whatever pickling raises."""
    written = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(written)) + written)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """The next message. Raises EOFError where the other side has gone."""
    length = _read(pipe, _LENGTH.size)
    return pickle.loads(_read(pipe, _LENGTH.unpack(length)[0]))  # noqa: S301 -- from our own process


def _read(pipe: IO[bytes], count: int) -> bytes:
    found = pipe.read(count)
    if len(found) < count:
        raise EOFError
    return found
