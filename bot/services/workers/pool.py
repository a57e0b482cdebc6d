"""The workers: one request at a time each; a lost one is replaced, and its request made once more."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import TypeVar, cast

from bot.search import EVERYTHING, MovedOnError, Search, View
from bot.services.workers.hands import Job
from bot.services.workers.messages import Done, Order, Setup
from bot.services.workers.process import WorkerLostError, WorkerProcess
from bot.text import question_id, went_through

R = TypeVar("R")
log = logging.getLogger(__name__)

HANGS = 60.0
"""Seconds after which a request that is still worked on has no end: its worker is ended."""
LOOK = 1.0
"""Seconds between two looks for workers that have ended or hang."""
TRIES = 3
"""Starts in a row that may fail: after that all is answered in this process."""
AGAIN = 60.0
"""Seconds until it is tried again then."""
END = 1.0
"""Seconds in which workers end that are let go of; those at work are ended then."""
MEBIBYTE = 2**20


class NoWorkerError(Exception):
    """There is no worker, and none is about to come."""


class Workers:
    """Has requests answered by processes. Safe for threads.

    :param search: whose knowledge is answered from; each request is told which it is.
    :param clock: the moment now.
    """

    def __init__(self, search: Search, setup: Setup, count: int, clock: Callable[[], datetime]) -> None:
        self._search = search
        self._setup = setup
        self._count = count
        self._clock = clock
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        """Told of whatever those who wait for a worker wait for."""
        self._needed = threading.Condition(self._lock)
        """Told of whatever the keeper waits for."""
        self._all: set[WorkerProcess] = set()
        self._free: list[WorkerProcess] = []
        self._starting = 0
        self._failed = 0
        self._failed_at = 0.0
        self._closed = False
        self._asked = 0
        self._keeper = threading.Thread(target=self._keep, name="workers", daemon=True)

    def start(self) -> None:
        """Start the workers; returns when each is ready, or is known not to become so."""
        self._keeper.start()
        with self._changed:
            self._changed.wait_for(
                lambda: len(self._all) == self._count or self._failed >= TRIES or self._closed
            )

    @property
    def in_hand(self) -> int:
        """How many requests are answered by workers, or wait for that."""
        return self._asked

    @property
    def memory(self) -> tuple[int, ...]:
        """Bytes that each worker has for itself."""
        with self._changed:
            return tuple(sorted(worker.memory for worker in self._all))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the workers' processes."""
        with self._changed:
            return tuple(sorted(worker.number for worker in self._all))

    def do(self, job: Job, here: Callable[[], R]) -> R:
        """What a request gives: of a worker, or of `here` where none can answer from what is known now.

        :raises WorkerLostError: two workers were lost over it; a third is not, nor this process.
        """
        with self._changed:
            self._asked += 1
        try:
            # As every request: background work stands aside, and a damaged index is mended.
            with self._search.asked(EVERYTHING), suppress(MovedOnError, NoWorkerError):
                return cast(R, self._result(self._done(job)))
        finally:
            with self._changed:
                self._asked -= 1
        return here()

    def follow(self) -> None:
        """Have the workers that are free take up the knowledge as it is now; others do with their next."""
        threading.Thread(target=self._follow, name="workers-follow", daemon=True).start()

    def close(self) -> None:
        """End the workers."""
        with self._changed:
            self._closed = True
            every, self._all, self._free = self._all, set(), []
            self._changed.notify_all()
            self._needed.notify_all()
        _end(every)

    # Requests

    def _done(self, job: Job) -> Done:
        try:
            return self._tried(job)
        except WorkerLostError as error:
            if self._closed:
                raise
            log.warning("The request of a lost worker is made once more (%s).", error)
            return self._tried(job)

    def _tried(self, job: Job) -> Done:
        worker = self._take()
        try:
            done = worker.call(self._order(worker, job))
        except BaseException:
            self._lose(worker)
            raise
        self._give_back(worker)
        return done

    def _order(self, worker: WorkerProcess, job: Job | None) -> Order:
        view = self._search.view()
        level = logging.getLogger().level
        return Order(_news(worker, view), job, self._clock(), question_id(), level)

    @staticmethod
    def _result(done: Done) -> object:
        went_through(done.trace)
        if done.failure:
            raise done.failure.error()
        return done.result

    def _take(self) -> WorkerProcess:
        with self._changed:
            self._changed.wait_for(lambda: self._free or self._closed or self._hopeless)
            if self._closed:
                raise WorkerLostError("the program stops")
            if not self._free:
                raise NoWorkerError
            return self._free.pop()

    def _give_back(self, worker: WorkerProcess) -> None:
        with self._changed:
            if worker in self._all:
                self._free.append(worker)
                self._changed.notify_all()

    def _follow(self) -> None:
        view = self._search.view()
        with self._changed:
            every = list(self._all)
        for worker in every:
            with self._changed:
                if worker not in self._free or worker.view == view:
                    continue
                self._free.remove(worker)
            try:
                worker.call(self._order(worker, None))
            except BaseException:
                self._lose(worker)
                continue
            self._give_back(worker)

    # Workers

    @property
    def _hopeless(self) -> bool:
        """Whether there is none, and starting one fails."""
        return not self._all and self._failed >= TRIES

    def _keep(self) -> None:
        """Start workers that are missing, and end those that hang, for as long as the program runs."""
        while True:
            with self._changed:
                if self._closed:
                    return
                now = time.monotonic()
                ended = [worker for worker in self._free if not worker.is_alive()]
                stuck = [each for each in self._all if each.since is not None and now - each.since > HANGS]
                missing = self._missing(now)
                self._starting += missing
            for worker in ended:
                self._lose(worker)
            for worker in stuck:
                log.error("Worker %d has been at one request for %.0f s and is ended.", worker.number, HANGS)
                worker.kill()
            for _ in range(missing):
                threading.Thread(target=self._start_one, name="workers-start", daemon=True).start()
            with self._needed:
                self._needed.wait_for(lambda: self._closed or self._missing(time.monotonic()) > 0, LOOK)

    def _missing(self, now: float) -> int:
        if self._failed >= TRIES and now - self._failed_at < AGAIN:
            return 0
        return self._count - len(self._all) - self._starting

    def _start_one(self) -> None:
        begun = time.monotonic()
        worker: WorkerProcess | None = None
        ready = False
        try:
            worker = WorkerProcess(self._setup)
            self._result(worker.call(self._order(worker, None)))
            ready = True
            told = (worker.number, worker.memory / MEBIBYTE, time.monotonic() - begun)
            log.info("Worker %d is ready, with %.0f MiB of its own, after %.1f s.", *told)
        except Exception as error:
            if not self._closed:
                log.warning("A worker could not be started: %s", error or type(error).__name__)
        self._started(worker, ready=ready)

    def _started(self, worker: WorkerProcess | None, *, ready: bool) -> None:
        with self._changed:
            self._starting -= 1
            self._failed = 0 if ready else self._failed + 1
            self._failed_at = time.monotonic()
            kept = ready and not self._closed
            if worker and kept:
                self._all.add(worker)
                self._free.append(worker)
            if self._hopeless and not self._closed:
                log.error("No worker can be started; all is answered in the bot's own process.")
            self._changed.notify_all()
        if worker and not kept:
            _end((worker,))

    def _lose(self, worker: WorkerProcess) -> None:
        """Do without a worker from now on; another one is started."""
        with self._changed:
            known = worker in self._all
            self._all.discard(worker)
            if worker in self._free:
                self._free.remove(worker)
            self._needed.notify_all()
        worker.kill()
        worker.reap(END)
        if known and not self._closed:
            log.warning("Worker %d has ended and is replaced.", worker.number)


def _news(worker: WorkerProcess, view: View) -> View | None:
    """The view, where a worker is to be told of it."""
    return None if worker.view == view else view


def _end(workers: Iterable[WorkerProcess]) -> None:
    every = list(workers)
    for worker in every:
        worker.leave()
    last = time.monotonic() + END
    for worker in every:
        worker.reap(last - time.monotonic())
