"""Learns what each signal counts in the order, from short lists, for one ground of ranking.

    python -m training.learn_signals --lists FILE [--lists FILE ...] [--judge FILE ...] \\
        [--ground with_meaning] [--out FILE]

The lists are `training/short_lists.py`'s; they hold the signals of all candidates, whatever their order. For
each list of --judge is printed how often the first candidate, or one of three, is right by what was learned.
What is learned goes into the ground's file, where the confidence stays: it is learned anew after this.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.json_lines import read_lines
from bot.answering.ranking.signals import SIGNALS
from bot.answering.ranking.weights import Mode
from training.cases import AS_GIVEN, LEARNED, RIGHT, Flags, Matrix
from training.order import learn_order
from training.shipping import sha256


@dataclass(frozen=True)
class Listed:
    """A question of a short list: its candidates' signals (n, signals) and relevance (n)."""

    setting: str
    signals: Matrix
    relevance: NDArray[np.int64]

    @property
    def right(self) -> Flags:
        """Which candidates answer."""
        flags: Flags = self.relevance >= RIGHT
        return flags


def read_listed(path: Path) -> list[Listed]:
    """The questions of a file of short lists, as they were asked of all the knowledge."""
    return [_listed(line) for line in read_lines(path) if line.get("setting", AS_GIVEN) == AS_GIVEN]


def _listed(line: dict[str, Any]) -> Listed:
    rows = [[one["signals"][name] for name in SIGNALS] for one in line["candidates"]]
    relevance = [one["relevance"] for one in line["candidates"]]
    return Listed(AS_GIVEN, np.array(rows, dtype=float), np.array(relevance, dtype=np.int64))


def hits(cases: Sequence[Listed], weights: dict[str, float]) -> tuple[float, float]:
    """Shares of the questions with a right candidate whose first is right, or one of the first three."""
    vector = np.array([weights.get(name, 0.0) for name in SIGNALS])
    ordered = [case.right[np.argsort(-(case.signals @ vector), kind="stable")] for case in cases]
    found = np.array([(bool(right[0]), bool(right[:3].any())) for right in ordered if right.any()])
    return float(found[:, 0].mean()), float(found[:, 1].mean())


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn from the lists, print what comes of it, and write it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lists", type=Path, action="append", required=True, metavar="FILE")
    parser.add_argument("--judge", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--ground", choices=[ground.value for ground in Mode], default=Mode.MEANING.value)
    parser.add_argument("--out", type=Path, metavar="FILE", help="the learned file that takes it up")
    options = parser.parse_args(arguments)
    learned = learn_order([case for path in options.lists for case in read_listed(path)])
    for path in options.judge:
        first, third = hits(read_listed(path), learned)
        print(f"{path.stem:20} hit@1 {first:.3f}  hit@3 {third:.3f} of those with a right candidate")
    out = options.out or LEARNED / f"{options.ground}.json"
    kept = json.loads(out.read_bytes())
    data = {path.name: sha256(path.read_bytes())[:16] for path in options.lists}
    text = json.dumps(kept | {"data": data, "signals": learned}, indent=2)
    out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
