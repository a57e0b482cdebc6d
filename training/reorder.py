"""Puts short lists in the order of the weights that are learned now; their signals stay as they are.

    python -m training.reorder LISTS --out FILE [--ground with_meaning] [--learned FILE]

After `training/learn_signals.py`, before a reader reads the first candidates and the confidence is learned.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.json_lines import read_lines
from bot.answering.ranking.rank import ranked_by
from bot.answering.ranking.weights import Mode, SignalWeights
from training.cases import LEARNED


def reordered(line: Mapping[str, Any], weights: Mapping[str, float]) -> dict[str, Any]:
    """A question's list with its candidates' scores and order by the weights."""
    ranked = ranked_by([one["signals"] for one in line["candidates"]], weights)
    scored = zip(ranked.order, ranked.scores, strict=True)
    candidates = [line["candidates"][place] | {"score": round(score, 5)} for place, score in scored]
    return {**line, "candidates": candidates}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the lists anew."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lists", type=Path)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--ground", choices=[ground.value for ground in Mode], default=Mode.MEANING.value)
    parser.add_argument("--learned", type=Path, metavar="FILE", help="another file of weights")
    options = parser.parse_args(arguments)
    source = options.learned or LEARNED / f"{options.ground}.json"
    weights = SignalWeights.model_validate_json(source.read_bytes()).signals
    lines = [reordered(line, weights) for line in read_lines(options.lists)]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    options.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
