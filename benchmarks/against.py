"""Two versions of the program measured in turn, side by side."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.timing import Figure

WORKER = Path(__file__).with_name("worker.py")
RUNS = 5
TENTH = 1.1
"""A median that is worse by more than this is marked, where its runs do not differ by as much."""
MEGABYTE = 1_000_000

Task = Sequence[str | Path | int]
Runs = dict[str, list[Figure]]


class Side(NamedTuple):
    """A figure of one version: the median of its runs, the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Side:
        return cls(statistics.median(values), min(values), max(values))


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of a comparison: `--against` and `--runs`."""
    parser.add_argument(
        "--against",
        metavar="PYTHON",
        type=Path,
        help="measure beside the version that this interpreter has installed, run by run",
    )
    parser.add_argument("--runs", metavar="N", type=int, default=RUNS, help=f"runs of each ({RUNS})")


def measured(python: Path | str, task: Task) -> list[Figure]:
    """The figures of one run of a task by an interpreter; its complaints go to standard error.

    :raises CalledProcessError: the worker failed.
    """
    command = [str(python), "-I", str(WORKER), *(str(argument) for argument in task)]
    with tempfile.TemporaryDirectory() as nowhere:
        # Away from the repository and its .env, so that neither version finds what is not its own.
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=nowhere)
    return [Figure(**json.loads(line)) for line in done.stdout.splitlines()]


def compare(title: str, other: Path, runs: int, tasks: Callable[[str, int], Iterable[Task]]) -> None:
    """Measure this version and the other one by turns, and print the table.

    :param tasks: what a run does, by the version's name ("other" or "this") and the run's number from 1.
    """
    versions = {"other": str(other), "this": sys.executable}
    found: dict[str, Runs] = {name: {} for name in versions}
    for run in range(1, runs + 1):
        for name, python in versions.items():
            for task in tasks(name, run):
                for figure in measured(python, task):
                    found[name].setdefault(figure.figure, []).append(figure)
            print(f"run {run} of {runs}: {name} done", file=sys.stderr, flush=True)
    print(table(title, found["other"], found["this"]), flush=True)


def table(title: str, other: Runs, this: Runs) -> str:
    """Both versions' figures as Markdown: median (least–most), ratio, and a mark where this one is worse."""
    lines = [f"| {title} | other | this | ratio | |", "| --- | ---: | ---: | ---: | --- |"]
    for name in (one for one in this if one in other):
        unit = this[name][0].unit
        old, new = (Side.of([figure.value for figure in runs[name]]) for runs in (other, this))
        ratio = f"{new.median / old.median:.2f}" if old.median else "–"
        mark = "worse" if is_worse(old, new) else ""
        lines.append(f"| {name} | {_side(old, unit)} | {_side(new, unit)} | {ratio} | {mark} |")
    return "\n".join(lines)


def is_worse(old: Side, new: Side) -> bool:
    """Whether a median is worse by more than a tenth and by more than its runs differ among themselves."""
    return new.median > TENTH * old.median and new.median - old.median > new.most - new.least


def _side(side: Side, unit: str) -> str:
    if unit == "bytes":
        side = Side(*(value / MEGABYTE for value in side))
        unit = "MB"
    middle, least, most = (_number(value) for value in side)
    return f"{middle} {unit} ({least}–{most})".replace("  ", " ")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
