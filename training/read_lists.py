"""Lets a reader read the short lists: its scores as data, ids and numbers without a word of the texts.

    python -m training.read_lists MODEL --lists FILE --out FILE [--every N] [--first N]

One question a line: "data", "id" and "read", the scores of its first candidates in their order.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.json_lines import read_lines
from bot.models import Reader
from training.learn_confidence import COUNT

ROUND = 4
"""Digits kept of a score behind the point."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the lists, write the scores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path, help="the reader's folder")
    parser.add_argument("--lists", type=Path, required=True, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every so manyth question alone")
    parser.add_argument("--first", type=int, default=COUNT, metavar="N", help="candidates read (%(default)s)")
    options = parser.parse_args(arguments)
    reader = Reader(options.model)
    lines = [*read_lines(options.lists)][:: options.every]
    with options.out.open("w", encoding="utf-8") as out:
        for line in lines:
            scores = reader.read(
                line["read_as"], [one["line"] for one in line["candidates"][: options.first]]
            )
            read = [round(score, ROUND) for score in scores]
            out.write(json.dumps({"data": line["data"], "id": line["id"], "read": read}) + "\n")


if __name__ == "__main__":
    main()
