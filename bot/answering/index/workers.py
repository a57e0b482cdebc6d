"""Knowledge files prepared by several processes at once, in their order and with bounded memory.

A worker is this module run by itself: it reads lines from its standard input, each a JSON list of paths, and
answers on its standard output, for each path a JSON line about the file and one for each of its documents.
When the parent ends, however it ends, the pipes close and the workers end.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from bot.answering.index.errors import WorkerError
from bot.answering.index.prepare import Prepared, prepare
from bot.knowledge.problems import Problem

MANY = 600
"""Files from which on workers pay: starting one takes as long as preparing some hundred files."""
BATCH = 8
"""Files handed to a worker at once: some 500 items, half a megabyte of documents."""
AHEAD = 2
"""Batches that a worker has in hand, so that it never waits for the next."""
MOST = 8
"""Workers at most: one writer takes the documents of no more."""


def prepared(knowledge: Path, paths: Sequence[str], count: int | None = None) -> Iterator[Prepared]:
    """All files in their order, prepared by `count` workers; by this process where None and files are few.

    :raises WorkerError: a worker was killed or could not be started.
    """
    count = _fitting(len(paths)) if count is None else count
    if count == 0:
        yield from (prepare(knowledge, path) for path in paths)
        return
    workers = [_Worker(knowledge) for _ in range(count)]
    try:
        yield from _in_turn(workers, paths)
    finally:
        for worker in workers:
            worker.stop()


def _fitting(files: int) -> int:
    if files < MANY or not sys.executable:
        return 0
    return min(
        MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )


def _in_turn(workers: Sequence[_Worker], paths: Sequence[str]) -> Iterator[Prepared]:
    """Batches go round the workers, and so do their results: in order without keeping any back."""
    batches = [paths[start : start + BATCH] for start in range(0, len(paths), BATCH)]
    turns = [workers[turn % len(workers)] for turn in range(len(batches))]
    handed = iter(zip(turns, batches, strict=True))
    for worker, batch in islice(handed, AHEAD * len(workers)):
        worker.hand(batch)
    for worker, batch in zip(turns, batches, strict=True):
        for path in batch:
            yield worker.result(path)
        for next_worker, next_batch in islice(handed, 1):
            next_worker.hand(next_batch)


class _Worker:
    def __init__(self, knowledge: Path) -> None:
        start = (
            f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; serve({str(knowledge)!r})"
        )
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", start], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self._asks = cast(IO[str], self._process.stdin)
        self._tells = cast(IO[str], self._process.stdout)

    def hand(self, batch: Sequence[str]) -> None:
        try:
            self._asks.write(json.dumps(batch) + "\n")
            self._asks.flush()
        except BrokenPipeError as error:
            raise WorkerError(batch[0]) from error

    def result(self, path: str) -> Prepared:
        line = self._tells.readline()
        if not line:
            raise WorkerError(path)
        about = json.loads(line)
        documents = tuple(line[:-1] for line in islice(self._tells, about.pop("documents")))
        problems = tuple(Problem(**problem) for problem in about.pop("problems"))
        return Prepared(**about, problems=problems, documents=documents)

    def stop(self) -> None:
        self._process.kill()
        self._process.communicate()


def serve(folder: str) -> None:
    """Prepare the files that the parent names, until it closes the pipe or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with open(sys.stdout.fileno(), "w", encoding="utf-8", newline="\n") as out:  # noqa: PTH123
            for line in sys.stdin:
                for path in json.loads(line):
                    _tell(prepare(Path(folder), path), out)
                out.flush()
    except BrokenPipeError:
        os._exit(1)


def _tell(page: Prepared, out: IO[str]) -> None:
    about: dict[str, Any] = {
        "path": page.path,
        "digest": page.digest,
        "good": page.good,
        "problems": [problem.model_dump() for problem in page.problems],
        "lines": page.lines,
        "contents": page.contents,
        "items": page.items,
        "documents": len(page.documents),
    }
    out.write(json.dumps(about) + "\n")
    out.writelines(f"{document}\n" for document in page.documents)
