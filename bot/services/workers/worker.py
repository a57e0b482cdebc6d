"""A worker: a process that answers the requests that come through its standard input, one after the other."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import traceback
from datetime import UTC, datetime
from logging.handlers import QueueHandler
from queue import SimpleQueue
from typing import IO, Any

from bot.models import ENCODER
from bot.search import Followed, own_memory
from bot.services.answerer import Answerer
from bot.services.workers.hands import HANDED_OUT
from bot.services.workers.messages import Done, Failure, Order, Setup, receive, send
from bot.text import Trace, UserError, resume_question, tracing


def main() -> None:
    """Answer until the program that started this closes the pipe or is gone."""
    # The program stops its workers itself; a signal to all of a group or terminal is not for them.
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    results = _taken_from(sys.stdout)
    logging.basicConfig(handlers=[_Sender(results)], force=True)
    requests = sys.stdin.buffer
    worker = _Worker(receive(requests))
    for order in iter(_orders(requests).get, None):
        try:
            send(results, worker.done(order))
        except BrokenPipeError:
            os._exit(1)


class _Worker:
    def __init__(self, setup: Setup) -> None:
        self._moment = datetime.min.replace(tzinfo=UTC)
        self._followed = Followed(ENCODER if setup.vectors else None)
        self._answerer = Answerer(self._followed, setup.zone, reader=setup.reader, clock=lambda: self._moment)
        self._warm = False

    def done(self, order: Order) -> Done:
        """What came of an order."""
        self._moment = order.moment
        resume_question(order.question)
        if logging.getLogger().level != order.level:
            logging.getLogger().setLevel(order.level)
        result, failure = None, None
        with tracing() as trace:
            try:
                result = self._result(order)
            except BaseException as error:
                if not isinstance(error, UserError):
                    error.add_note(f"In a worker:\n{traceback.format_exc()}")
                failure = Failure.of(error)
        return Done(result, failure, self._followed.follows, trace if order.job else Trace(), own_memory())

    def _result(self, order: Order) -> Any:
        if order.view:
            self._followed.follow(order.view)
        if order.job:
            name, arguments, named = order.job
            if name not in HANDED_OUT:
                raise ValueError(f"{name} is nothing that workers do")
            return getattr(self._answerer, name)(*arguments, **named)
        if not self._warm:
            self._answerer.warm()
            self._warm = True
        return None


class _Sender(QueueHandler):
    """Sends the log to the program, which writes it as it writes its own."""

    def __init__(self, pipe: IO[bytes]) -> None:
        super().__init__(SimpleQueue())
        self._pipe = pipe

    def enqueue(self, record: logging.LogRecord) -> None:
        """Send a line; the handler's lock is held."""
        send(self._pipe, record)


def _taken_from(stdout: IO[str]) -> IO[bytes]:
    """The pipe behind standard output, to which nothing else is written from now on."""
    pipe = os.fdopen(os.dup(stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), stdout.fileno())
    return pipe


def _orders(requests: IO[bytes]) -> SimpleQueue[Order]:
    """What is to be done, in its order. When the program is gone this process ends, whatever it is at."""
    orders: SimpleQueue[Order] = SimpleQueue()

    def read() -> None:
        try:
            while True:
                orders.put(receive(requests))
        except (EOFError, OSError):
            os._exit(0)

    threading.Thread(target=read, name="orders", daemon=True).start()
    return orders
