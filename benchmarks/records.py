"""What a question pays for what is kept of it: its line in the log and what its buttons need.

    python -m benchmarks.records [--count 500]
    python -m benchmarks.records --against OTHER/.venv/bin/python

By turns a question is noted and its view kept, a view is looked up as a button does, a state read, and the
settings in force looked up as every question does, in a new file in the temporary folder. `20 at once` is the
time until the last of twenty questions that came together has been noted. A busy machine lengthens every
change of threads: read the processor's time there.
With --against another version of the program is measured in turn with this one.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import inspect
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.against import add_options, compare
from benchmarks.timing import Figure, spread_of

COUNT = 500
TOGETHER = 20
NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
# As many keys and about as much source as a page of answers has.
KEYS = tuple(f"an-article-{number}#0123456789abcdef" for number in range(10))
SOURCE = '{"kind": "answer", "question": "what did the harbour minister say about the strike?", "page": 0}'


def task_records(count: str) -> Iterator[Figure]:
    """One run (see `benchmarks.worker`)."""
    with tempfile.TemporaryDirectory() as folder:
        yield from asyncio.run(_measured(Path(folder) / "records.sqlite", int(count)))


async def _measured(path: Path, count: int) -> list[Figure]:
    module = importlib.import_module("bot.records")
    opening = time.perf_counter()
    records = await module.Records.open(path)
    opened = time.perf_counter() - opening
    questions, views, states, settings, together = [], [], [], [], []
    in_force = _settings(records)
    await records.state.keep("commands", "0" * 64)
    for number in range(count):
        taken, kept = await _timed(_question(records, number))
        questions.append(taken)
        views.append((await _timed(_views(records).find(kept.id)))[0])
        states.append((await _timed(records.state.value("commands")))[0])
        if in_force:
            settings.append((await _timed(in_force()))[0])
    busy = time.process_time()
    for number in range(count):
        await _question(records, number)
    busy = time.process_time() - busy
    for _ in range(count // TOGETHER):
        many = asyncio.gather(*(_question(records, number) for number in range(TOGETHER)))
        together.append((await _timed(many))[0])
    closed = records.close()
    if inspect.isawaitable(closed):
        await closed
    return [
        *spread_of("question", questions),
        *spread_of("button", views),
        *spread_of("state", states),
        *(spread_of("settings in force", settings) if settings else ()),
        *spread_of(f"{TOGETHER} at once", together),
        Figure("question, processor", "ms", busy / count * 1000),
        Figure("open a new file", "s", opened),
    ]


async def _question(records: Any, number: int) -> Any:
    """What is kept of a question."""
    asked = importlib.import_module("bot.records.log").Asked(NOW, "what was said?", True, 0.5, KEYS, number)
    line = await records.log.add(asked)
    return await _views(records).keep(SOURCE, KEYS, number, NOW, line)


def _views(records: Any) -> Any:
    """The store of shown messages, which the first version called `kept`."""
    return records.views if hasattr(records, "views") else records.kept


def _settings(records: Any) -> Callable[[], Awaitable[Any]] | None:
    """Looks up what is in force where somebody asks; None for a version whose servers set nothing."""
    try:
        services = importlib.import_module("bot.services")
    except ModuleNotFoundError:
        return None
    operator = importlib.import_module("bot.settings").Settings(_env_file=None)
    known = services.ServerSettings(records.settings, operator)
    return lambda: known.at(services.Viewer(1, 2, 3))


async def _timed(work: Awaitable[Any]) -> tuple[float, Any]:
    """Milliseconds, and what came of it."""
    start = time.perf_counter()
    result = await work
    return (time.perf_counter() - start) * 1000, result


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=COUNT, help=f"questions of a run ({COUNT})")
    add_options(parser)
    given = parser.parse_args()
    if given.against:
        compare("records", given.against, given.runs, lambda _name, _run: [("records", given.count)])
        return
    _show(task_records(str(given.count)))


def _show(figures: Iterable[Figure]) -> None:
    for each in figures:
        print(f"{each.figure:20} {each.value:8.2f} {each.unit}")


if __name__ == "__main__":
    main()
