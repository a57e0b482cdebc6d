"""What the chosen figures of the check decide: each is moved a little, and verdicts are counted.

    python -m benchmarks.verify_figures --knowledge DIR --quotations QUOTATIONS.jsonl

QUOTATIONS.jsonl is what `benchmarks.verify` reads. Every figure of `bot/verify` (a module's constant in
capitals) is lowered and raised by a tenth, or by one where it is a count. The table has, for each that
matters, the share of right verdicts and of wrong ones that were called genuine, beside those of the
figures as they are. A figure that changes nothing here is not held by these quotations. Takes minutes: a
run for each change.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import bot.verify
from benchmarks.verify import Row, rows_of
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


class Score(NamedTuple):
    """Shares of right verdicts, and of verdicts called genuine among those that are not."""

    right: float
    false_genuine: float


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


def score(services: Services, rows: Sequence[Row]) -> Score:
    """How right the verdicts on the rows are."""
    said = [services.verify(row.quotation, row.speaker, OPERATOR).verdict.value for row in rows]
    pairs = list(zip((row.verdict for row in rows), said, strict=True))
    false = [given == "genuine" for wanted, given in pairs if wanted != "genuine"]
    right = [wanted == given for wanted, given in pairs]
    return Score(sum(right) / max(1, len(right)), sum(false) / max(1, len(false)))


def table(services: Services, rows: Sequence[Row]) -> Iterator[str]:
    """The table, a line at a time, and which figures nothing depended on."""
    base = score(services, rows)
    yield "| figure | value | lowered: right, false genuine | raised: right, false genuine |"
    yield "| --- | ---: | --- | --- |"
    yield f"| as they are | | {_shown(base)} | {_shown(base)} |"
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
            yield f"| {place} | {figure.value} | {_shown(scores[0])} | {_shown(scores[1])} |"
    yield f"\nNothing changes with: {', '.join(idle)}."


def _shown(found: Score) -> str:
    return f"{found.right:.4f}, {found.false_genuine:.4f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--knowledge", type=Path, required=True, metavar="DIR")
    parser.add_argument("--quotations", type=Path, required=True, metavar="FILE")
    args = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as index,
        Services.open(args.knowledge, index=Path(index), vectors=False) as services,
    ):
        for line in table(services, rows_of(args.quotations)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
