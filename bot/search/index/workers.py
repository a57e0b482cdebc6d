"""Knowledge files prepared by several processes at once, in their order and with bounded memory.

A worker is this module run by itself: it reads lines from its standard input, each a JSON list of paths, and
answers on its standard output, for each path a JSON line about the file and one for each of its documents.
A worker with a part keeps the documents: it writes them into an index of its own, until a JSON object tells
which files to leave out, and that this is all. What keeps it from writing is an answer, too.
When the parent ends, however it ends, the pipes close and the workers end.
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
from itertools import islice
from pathlib import Path
from typing import IO, Any, Self, cast

from bot.knowledge.problems import Problem
from bot.search.index.errors import WorkerError
from bot.search.index.merge import Part
from bot.search.index.prepare import Prepared, prepare

MANY = 600
"""Files from which on workers pay: starting one takes as long as preparing some hundred files."""
BATCH = 8
"""Files handed to a worker at once: some 500 items, half a megabyte of documents."""
AHEAD = 8
"""Batches that a worker has in hand, so that it never waits for another that is slower."""
MOST = 4
"""Workers at most: each leaves segments of its own, and every segment makes each search slower."""
MEMORY = 600_000_000
"""Bytes that the parts of all workers fill before segments are written: fewer are faster to search."""
YOUNG = 100_000
"""Objects made before the collector looks for cycles: more than the YAML of a file has, which holds none."""


class Crew:
    """Workers for some files; without them, where files are few, this process does their work."""

    def __init__(
        self, knowledge: Path, paths: Sequence[str], *, parts: Path | None = None, count: int | None = None
    ) -> None:
        """`parts` is the folder where each worker writes its part; `count` None is what fits the files."""
        self._knowledge = knowledge
        self._paths = paths
        count = _fitting(len(paths)) if count is None else count
        self._parts = [parts / f"part-{number}" for number in range(count)] if parts else []
        own: Sequence[Path | None] = self._parts or [None] * count
        self._workers = [_Worker(knowledge, part, MEMORY // count) for part in own]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()

    def pages(self) -> Iterator[Prepared]:
        """All files in their order; without documents where workers write them into parts.

        :raises WorkerError: a worker was killed or could not start.
        :raises ValueError: a part cannot be written.
        """
        if not self._workers:
            yield from (prepare(self._knowledge, path) for path in self._paths)
            return
        yield from _in_turn(self._workers, self._paths)

    def finish(self, without: Sequence[str]) -> Sequence[Path]:
        """The parts with all pages but those of some files; the errors are those of `pages`."""
        parting = self._workers if self._parts else []
        for worker in parting:
            worker.hand({"without": without})
        for worker in parting:
            worker.answer(self._paths[-1])
        return self._parts


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
    def __init__(self, knowledge: Path, part: Path | None, memory: int) -> None:
        start = (
            f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; "
            f"serve({str(knowledge)!r}, {part and str(part)!r}, {memory})"
        )
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", start], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self._asks = cast(IO[str], self._process.stdin)
        self._tells = cast(IO[str], self._process.stdout)

    def hand(self, work: Sequence[str] | dict[str, Sequence[str]]) -> None:
        """Give work to the worker; if it is gone, its answer will tell."""
        with suppress(BrokenPipeError):
            self._asks.write(json.dumps(work) + "\n")
            self._asks.flush()

    def answer(self, path: str) -> dict[str, Any]:
        """What the worker says next, of a file or those up to it."""
        line = self._tells.readline()
        if not line:
            raise WorkerError(path)
        answer = cast(dict[str, Any], json.loads(line))
        if "failed" in answer:
            raise ValueError(answer["failed"])
        return answer

    def result(self, path: str) -> Prepared:
        about = self.answer(path)
        documents = tuple(line[:-1] for line in islice(self._tells, about.pop("documents")))
        problems = tuple(Problem(**problem) for problem in about.pop("problems"))
        return Prepared(**about, problems=problems, documents=documents)

    def stop(self) -> None:
        self._process.kill()
        self._process.communicate()


def serve(folder: str, part: str | None, memory: int) -> None:
    """Prepare the files that the parent names, until it says that this is all, closes the pipe or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(YOUNG)
    try:
        with open(sys.stdout.fileno(), "w", encoding="utf-8", newline="\n") as out:  # noqa: PTH123
            try:
                _serve(Path(folder), Part(Path(part), memory) if part else None, out)
            except BrokenPipeError:
                raise
            except (OSError, ValueError) as error:
                out.write(json.dumps({"failed": str(error)}) + "\n")
    except BrokenPipeError:
        os._exit(1)


def _serve(folder: Path, part: Part | None, out: IO[str]) -> None:
    for line in sys.stdin:
        work = json.loads(line)
        if part and isinstance(work, dict):
            part.finish(**work)
            out.write("{}\n")
        else:
            for path in work:
                page = prepare(folder, path)
                if part:
                    part.add(page.documents)
                _tell(page, () if part else page.documents, out)
        out.flush()


def _tell(page: Prepared, documents: Sequence[str], out: IO[str]) -> None:
    about: dict[str, Any] = {
        "path": page.path,
        "digest": page.digest,
        "good": page.good,
        "problems": [problem.model_dump() for problem in page.problems],
        "lines": page.lines,
        "contents": page.contents,
        "items": page.items,
        "documents": len(documents),
    }
    out.write(json.dumps(about) + "\n")
    out.writelines(f"{document}\n" for document in documents)
