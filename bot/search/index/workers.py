"""Knowledge files prepared by several processes at once, in their order and with bounded memory.

A worker is this module run by itself: it reads lines from its standard input, each a JSON list of paths, and
answers on its standard output, for each path a JSON line about the file and one for each of its documents.
When the parent ends, however it ends, the pipes close and the workers end; nothing else of the program that
started them is imported. (A process pool of the standard library does neither: its workers outlive a killed
parent, and they import the main module anew.)
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Any, Self, cast

from bot.knowledge import Problem, stated_from_json, stated_to_json
from bot.names import Mention
from bot.search.index.errors import WorkerError
from bot.search.index.prepare import Prepared, prepare

MANY = 600
"""Files from which on workers pay: starting one takes as long as preparing some hundred files."""
BATCH = 8
"""Files sent to a worker at once: some 500 items, half a megabyte of documents."""
AHEAD = 8
"""Batches that a worker has in hand, so that it never waits for another that is slower."""
MOST = 4
"""Workers at most: more than these wait for the one process that writes what they prepare."""
YOUNG = 100_000
"""Objects made before the collector looks for cycles: more than the YAML of a file has, which holds none."""


class WorkerPool:
    """Workers for some files; without them, where files are few, this process does their work."""

    def __init__(self, knowledge: Path, paths: Sequence[str], *, count: int | None = None) -> None:
        """`count` None is as many workers as fit the files."""
        self._knowledge = knowledge
        self._paths = paths
        count = _fitting(len(paths)) if count is None else count
        self._workers = [_Worker(knowledge) for _ in range(count)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()

    def pages(self) -> Iterator[Prepared]:
        """All files in their order.

        :raises WorkerError: a worker was killed or could not start.
        """
        if not self._workers:
            yield from (prepare(self._knowledge, path) for path in self._paths)
            return
        yield from _in_turn(self._workers, self._paths)


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
    waiting = iter(zip(turns, batches, strict=True))
    for worker, batch in islice(waiting, AHEAD * len(workers)):
        worker.send(batch)
    for worker, batch in zip(turns, batches, strict=True):
        for path in batch:
            yield worker.receive(path)
        for next_worker, next_batch in islice(waiting, 1):
            next_worker.send(next_batch)


class _Worker:
    def __init__(self, knowledge: Path) -> None:
        start = (
            f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; serve({str(knowledge)!r})"
        )
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", start], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self._requests = cast(IO[str], self._process.stdin)
        self._results = cast(IO[str], self._process.stdout)

    def send(self, paths: Sequence[str]) -> None:
        """Give files to the worker; if it is gone, `receive` will say so."""
        with suppress(BrokenPipeError):
            self._requests.write(json.dumps(paths) + "\n")
            self._requests.flush()

    def receive(self, path: str) -> Prepared:
        """The next of the files sent, which is the one at `path`. Raises WorkerError."""
        about = json.loads(self._line(path))
        documents = tuple(self._line(path) for _ in range(about.pop("documents")))
        problems = tuple(Problem(**problem) for problem in about.pop("problems"))
        mentions = tuple(map(_received, about.pop("mentions")))
        stated = about.pop("stated")
        return Prepared(
            **about,
            problems=problems,
            documents=documents,
            mentions=mentions,
            stated=None if stated is None else stated_from_json(stated),
        )

    def _line(self, path: str) -> str:
        line = self._results.readline()
        if not line.endswith("\n"):
            raise WorkerError(path)
        return line[:-1]

    def stop(self) -> None:
        self._process.kill()
        self._process.communicate()


def _sent(one: Mention) -> list[object]:
    """A mention as it is sent: JSON has no dates."""
    return [*one._replace(day=None), one.day.toordinal() if one.day else 0]


def _received(fields: list[Any]) -> Mention:
    *plain, day = fields
    one = Mention(*plain)
    return one._replace(aliases=tuple(one.aliases), day=date.fromordinal(day) if day else None)


def serve(folder: str) -> None:
    """Prepare the files that the parent names, until it closes the pipe or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(YOUNG)
    try:
        with open(sys.stdout.fileno(), "w", encoding="utf-8", newline="\n") as out:  # noqa: PTH123
            for line in sys.stdin:
                for path in json.loads(line):
                    _write(prepare(Path(folder), path), out)
                out.flush()
    except BrokenPipeError:
        os._exit(1)


def _write(page: Prepared, out: IO[str]) -> None:
    about: dict[str, Any] = {
        "path": page.path,
        "digest": page.digest,
        "good": page.good,
        "problems": [problem.model_dump() for problem in page.problems],
        "lines": page.lines,
        "contents": page.contents,
        "items": page.items,
        "mentions": [_sent(one) for one in page.mentions],
        "stated": None if page.stated is None else stated_to_json(page.stated),
        "documents": len(page.documents),
    }
    out.write(json.dumps(about) + "\n")
    out.writelines(f"{document}\n" for document in page.documents)
