"""Learns what each signal counts in the order, from short lists, for one ground of ranking.

    python -m training.learn_signals --lists FILE [--lists FILE ...] [--together NAME,NAME] \\
        [--ground with_meaning] [--out FILE] [--ablate]

The lists are `training/short_lists.py`'s; they hold the signals of all candidates, whatever their order. For
each data folder is printed how often the first candidate, or one of three, is right by what was learned from
the others, those named together being left out together, and from other folds of all; with --ablate, without
each signal, too. What is learned from all goes into the ground's file, where the confidence stays: it is
learned anew after this.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.json_lines import read_lines
from bot.answering.ranking.signals import SIGNALS
from bot.answering.ranking.weights import Mode
from training.cases import AS_GIVEN, LEARNED, RIGHT, Flags, Matrix
from training.examples import FOLDS
from training.order import ASKED, learn_order
from training.shipping import sha256


@dataclass(frozen=True)
class Listed:
    """A question of a short list: its candidates' signals (n, signals) and relevance (n)."""

    data: str
    fold: int
    setting: str
    signals: Matrix
    relevance: NDArray[np.int64]

    @property
    def right(self) -> Flags:
        """Which candidates answer."""
        flags: Flags = self.relevance >= RIGHT
        return flags


def read_listed(path: Path) -> list[Listed]:
    """The questions of a file of short lists, as people asked them."""
    return [_listed(line) for line in read_lines(path) if line.get("setting", AS_GIVEN) in ASKED]


def _listed(line: dict[str, Any]) -> Listed:
    rows = [[one["signals"][name] for name in SIGNALS] for one in line["candidates"]]
    relevance = np.array([one["relevance"] for one in line["candidates"]], dtype=np.int64)
    setting = line.get("setting", AS_GIVEN)
    return Listed(line["data"], line["fold"], setting, np.array(rows, dtype=float), relevance)


def hits(cases: Sequence[Listed], weights: dict[str, float]) -> NDArray[np.bool_]:
    """Of each question (n, 2) whether the first candidate is right, and whether one of the first three is."""
    vector = np.array([weights.get(name, 0.0) for name in SIGNALS])
    ordered = (case.right[np.argsort(-(case.signals @ vector), kind="stable")] for case in cases)
    found = [(bool(right[0]), bool(right[:3].any())) for right in ordered]
    return np.array(found, dtype=bool).reshape(-1, 2)


def print_unseen(cases: Sequence[Listed], together: frozenset[str], left_out: str) -> None:
    """For each data folder what is learned from the others gives, and from other folds of all."""
    folds = [[case for case in cases if case.fold == fold] for fold in range(FOLDS)]
    learned = [learn_order([c for c in cases if c.fold != fold], left_out) for fold in range(FOLDS)]
    for name in sorted({case.data for case in cases}):
        own = together if name in together else {name}
        mine = [[case for case in part if case.data == name and case.right.any()] for part in folds]
        parts = [hits(part, weights) for part, weights in zip(mine, learned, strict=True)]
        _print(f"{name}, by folds", np.concatenate(parts))
        others = [case for case in cases if case.data not in own]
        if any(case.right.any() for case in others):
            _print(f"{name}, others", hits([*chain(*mine)], learn_order(others, left_out)))


def _print(label: str, found: NDArray[np.bool_]) -> None:
    if len(found):
        first, third = found.mean(axis=0)
        print(f"{label:24} hit@1 {first:.3f}  hit@3 {third:.3f} of {len(found)} with a right candidate")


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn from the lists, print what comes of it, and write it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lists", type=Path, action="append", required=True, metavar="FILE")
    parser.add_argument("--together", default="", metavar="NAMES", help="folders on the same articles")
    parser.add_argument("--ground", choices=[ground.value for ground in Mode], default=Mode.MEANING.value)
    parser.add_argument("--out", type=Path, metavar="FILE", help="the learned file that takes it up")
    parser.add_argument("--ablate", action="store_true", help="print the figures without each signal, too")
    options = parser.parse_args(arguments)
    cases = [case for path in options.lists for case in read_listed(path)]
    together = frozenset(options.together.split(","))
    print_unseen(cases, together, "")
    for name in SIGNALS if options.ablate else ():
        print(f"without {name}")
        print_unseen(cases, together, name)
    out = options.out or LEARNED / f"{options.ground}.json"
    kept = json.loads(out.read_bytes())
    data = {path.name: sha256(path.read_bytes())[:16] for path in options.lists}
    text = json.dumps(kept | {"data": data, "signals": learn_order(cases)}, indent=2)
    out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
