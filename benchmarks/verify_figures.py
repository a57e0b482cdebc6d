"""What the chosen figures of the check decide: each is moved a little, and verdicts are counted.

    python -m benchmarks.verify_figures [--knowledge DIR]... [--each 20]
    python -m benchmarks.verify_figures --knowledge DIR --quotations QUOTATIONS.jsonl

The quotations are alterations of the folders' own quotes (`benchmarks.altered`; without --knowledge of
the shipped articles and the tests' newsroom), or those of a file as `benchmarks.verify` reads it. Every
figure of `bot/verify` (a module's constant in capitals) is lowered and raised by a tenth, or by one
where it is a count. For each that matters the table has how many verdicts are right, too mild (an
altered or unknown quotation is genuine, or an altered one unknown) and too hard (a genuine or unknown
one is altered or misattributed), as differences from those of the figures as they are. A figure that
changes nothing here is named below the table: these quotations do not hold it. Takes minutes: a run for
each change.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import bot.verify
from benchmarks.altered import SHIPPED, is_right, sample
from benchmarks.verify import rows_of
from bot.replies import Outcome, Verdict
from bot.services import OPERATOR, Services

STEP = 0.1
"""Share of a figure by which it is moved; counts are moved by one."""


class Figure(NamedTuple):
    """A constant of a module, and its value."""

    module: ModuleType
    name: str
    value: float

    @property
    def moved(self) -> tuple[float, float]:
        """The value lowered and raised."""
        if isinstance(self.value, int):
            return self.value - 1, self.value + 1
        return self.value * (1 - STEP), self.value * (1 + STEP)


class Asked(NamedTuple):
    """A quotation to check: its speaker, if one is given, and the verdicts that are right on it."""

    quotation: str
    speaker: str | None
    right: frozenset[str]
    warned: bool = False


class Score(NamedTuple):
    """How many verdicts are right, too mild, and too hard."""

    right: int
    mild: int
    hard: int


def figures() -> list[Figure]:
    """All figures of the room, in the order of their modules."""
    return [
        Figure(module, name, value)
        for module in _modules()
        for name, value in vars(module).items()
        if name.isupper() and type(value) in (int, float) and _assigned(module, name)
    ]


def _modules() -> list[ModuleType]:
    found = pkgutil.iter_modules(bot.verify.__path__, "bot.verify.")
    return [importlib.import_module(module.name) for module in found]


def _assigned(module: ModuleType, name: str) -> bool:
    """Whether the module itself gives the name its value, and does not only import it."""
    return f"\n{name} = " in Path(module.__file__ or "").read_text(encoding="utf-8")


@contextmanager
def changed(figure: Figure, value: float) -> Iterator[None]:
    """The figure with another value, wherever the room uses it."""
    users = [m for m in _modules() if vars(m).get(figure.name) is vars(figure.module)[figure.name]]
    for module in users:
        setattr(module, figure.name, value)
    try:
        yield
    finally:
        for module in users:
            setattr(module, figure.name, figure.value)


def score(services: Services, rows: Sequence[Asked]) -> Score:
    """How right the verdicts on the rows are."""
    pairs = [(row, services.verify(row.quotation, row.speaker, OPERATOR)) for row in rows]
    wrong = [(row, said.verdict) for row, said in pairs if not _is_right(row, said)]
    hard = sum(
        said in {Outcome.ALTERED, Outcome.MISATTRIBUTED} and "altered" not in row.right for row, said in wrong
    )
    return Score(len(rows) - len(wrong), len(wrong) - hard, hard)


def _is_right(row: Asked, said: Verdict) -> bool:
    return is_right(row.right, said, warned=row.warned)


def table(services: Services, rows: Sequence[Asked]) -> Iterator[str]:
    """The table, a line at a time, and which figures nothing depended on."""
    base = score(services, rows)
    yield f"Of {len(rows)} quotations {base.right} right, {base.mild} too mild, {base.hard} too hard.\n"
    yield "| figure | value | lowered: right, too mild, too hard | raised |"
    yield "| --- | ---: | --- | --- |"
    idle = []
    for figure in figures():
        scores = []
        for value in figure.moved:
            with changed(figure, value):
                scores.append(score(services, rows))
        place = f"{figure.module.__name__.rpartition('.')[2]}.{figure.name}"
        if scores == [base, base]:
            idle.append(place)
        else:
            lowered, raised = (_difference(one, base) for one in scores)
            yield f"| {place} | {figure.value} | {lowered} | {raised} |"
    yield f"\nNothing changes with: {', '.join(idle)}."


def _difference(one: Score, base: Score) -> str:
    return ", ".join(
        f"{ours - theirs:+}" if ours != theirs else "0" for ours, theirs in zip(one, base, strict=True)
    )


@contextmanager
def opened(
    folders: Sequence[Path], quotations: Path | None, each: int
) -> Iterator[tuple[Services, list[Asked]]]:
    """The folders, indexed in a temporary place, with the quotations to check."""
    with ExitStack() as stack:
        if quotations is None:
            services, made = stack.enter_context(sample(folders, each))
            yield services, [Asked(one.quotation, None, one.right, one.warned) for one in made]
            return
        index = stack.enter_context(tempfile.TemporaryDirectory())
        services = stack.enter_context(Services.open(folders[0], index=Path(index), vectors=False))
        yield (
            services,
            [Asked(row.quotation, row.speaker, frozenset({row.verdict})) for row in rows_of(quotations)],
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--knowledge", type=Path, action="append", metavar="DIR")
    parser.add_argument("--quotations", type=Path, metavar="FILE")
    parser.add_argument("--each", type=int, default=20, metavar="N", help="quotations of each kind, at most")
    args = parser.parse_args()
    with opened(args.knowledge or SHIPPED, args.quotations, args.each) as (services, rows):
        for line in table(services, rows):
            print(line, flush=True)


if __name__ == "__main__":
    main()
