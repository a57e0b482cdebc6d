"""The check of quotations beside rapidfuzz's `partial_ratio` over all quotes, in one run.

    python -m benchmarks.verify --knowledge DIR --quotations QUOTATIONS.jsonl
    python -m benchmarks.verify --knowledge DIR --quotations QUOTATIONS.jsonl --against OTHER/.venv/bin/python

QUOTATIONS.jsonl has {"id", "quotation", "speaker", "verdict", "how", "gold": [{"article", "items"}]} lines.
The folder is indexed in a temporary place. With --against another version of the program is measured in turn
with this one, and its times alone. Read ratios, not absolute times: the machine may be busy.
"""

from __future__ import annotations

import argparse
import importlib
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.against import add_options, compare
from benchmarks.json_lines import read_lines
from benchmarks.product import Product, opened
from benchmarks.timing import Figure, spread_of, times

WARM = 20
"""Quotations checked before any is timed."""


class Row(NamedTuple):
    """A quotation with what is right about it; `places` are ("article", "quotes[3]")."""

    quotation: str
    speaker: str | None
    verdict: str
    how: str
    places: frozenset[tuple[str, str]]


class Said(NamedTuple):
    """A verdict, and the place of its best match."""

    verdict: str
    place: tuple[str, str] | None


def rows_of(path: Path) -> list[Row]:
    """The quotations of a file."""
    return [
        Row(
            row["quotation"],
            row["speaker"],
            row["verdict"],
            row["how"],
            frozenset((gold["article"], place) for gold in row["gold"] for place in gold["items"]),
        )
        for row in read_lines(path)
    ]


def ours(product: Product) -> Callable[[Row], Said]:
    """The program's check."""

    def check(row: Row) -> Said:
        verdict = product.verify(row.quotation, row.speaker)
        best = verdict.matches[0].item if verdict.matches else None
        return Said(verdict.verdict.value, (best.article, f"{best.kind}s[{best.index}]") if best else None)

    return check


def measure(name: str, rows: Sequence[Row], check: Callable[[Row], Said]) -> None:
    """Print a check's figures: shares of right verdicts, false ones called genuine, right places; times."""
    said: list[Said] = []
    times: list[float] = []
    for row in rows:
        began = time.perf_counter()
        said.append(check(row))
        times.append(1000 * (time.perf_counter() - began))
    pairs = list(zip(rows, said, strict=True))
    false = [one for row, one in pairs if row.verdict != "genuine"]
    known = [(row, one) for row, one in pairs if row.places]
    print(f"{name}: {len(rows)} quotations")
    print(f"  accuracy       {_share([row.verdict == one.verdict for row, one in pairs]):.4f}")
    print(f"  false_genuine  {_share([one.verdict == 'genuine' for one in false]):.4f}")
    print(f"  located        {_share([one.place in row.places for row, one in known]):.4f}")
    times.sort()
    print(f"  ms             p50 {times[len(times) // 2]:.1f}, p95 {times[int(len(times) * 0.95)]:.1f}")
    kinds: dict[str, list[bool]] = defaultdict(list)
    for row, one in pairs:
        kinds[f"{row.verdict}: {row.how}"].append(row.verdict == one.verdict)
    print(
        "  by way         "
        + ", ".join(f"{kind} {_share(right):.2f}" for kind, right in sorted(kinds.items()))
    )


def _share(right: Sequence[bool]) -> float:
    return sum(right) / max(1, len(right))


def task_verify(knowledge: str, quotations: str) -> Iterator[Figure]:
    """The times of one run (see `benchmarks.worker`)."""
    rows = rows_of(Path(quotations))
    with (
        tempfile.TemporaryDirectory() as index,
        opened(Path(knowledge), Path(index), vectors=False) as product,
    ):
        check = ours(product)
        times(check, rows[:WARM])
        yield from spread_of("verify", times(check, rows))


def main() -> None:
    """Measure both over one folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--knowledge", type=Path, required=True)
    parser.add_argument("--quotations", type=Path, required=True)
    add_options(parser)
    given = parser.parse_args()
    if given.against:
        task = ("verify", given.knowledge.resolve(), given.quotations.resolve())
        compare("Checks of quotations", given.against, given.runs, lambda *_: [task])
        return
    # It reads the knowledge by this version's own modules, which another version may not have.
    rival = importlib.import_module("benchmarks.partial_ratio")

    rows = rows_of(given.quotations)
    with tempfile.TemporaryDirectory() as index:
        with opened(given.knowledge, Path(index), vectors=False) as product:
            measure("briefing-bot", rows, ours(product))
        measure(rival.NAME, rows, rival.partial_ratio(given.knowledge))


if __name__ == "__main__":
    main()
