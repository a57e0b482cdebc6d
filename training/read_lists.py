"""Lets a reader read the short lists: its scores as data, ids and numbers without a word of the texts.

    python -m training.read_lists MODEL --lists FILE --out FILE [--parts] [--every N] [--first N]

One question a line: "data", "id", "setting" and "read", by the article and place of each candidate that was
read its score. More candidates are read than the program reads, so that the scores hold where the order
changes a little (`training/learn_confidence.py` counts what is then missing). With --parts, MODEL has a
folder for each part of the folds (`training/examples.py`): 0, 1 and 2, each with the reader that has not seen
that part. Each question is read by the reader that has seen neither it nor its articles. FILE may end in .gz.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.json_lines import read_lines, write_lines
from bot.models import Reader
from training.examples import PARTS
from training.learn_confidence import COUNT

ROUND = 3
"""Digits kept of a score behind the point."""
FIRST = COUNT + COUNT // 2
"""Candidates that are read."""


def read_by(reader: Reader, line: dict[str, Any], first: int) -> dict[str, Any]:
    """The scores of a question's first candidates."""
    candidates = line["candidates"][:first]
    scores = reader.read(line["read_as"], [one["line"] for one in candidates])
    read: dict[str, dict[str, float]] = defaultdict(dict)
    for one, score in zip(candidates, scores, strict=True):
        read[one["article"]][one["place"]] = round(score, ROUND)
    return {"data": line["data"], "id": line["id"], "setting": line["setting"], "read": read}


def readers(model: Path, *, parts: bool) -> dict[int, Reader]:
    """For each fold the reader of its questions."""
    if not parts:
        reader = Reader(model)
        return {fold: reader for folds in PARTS for fold in folds}
    each = [Reader(model / str(number)) for number in range(len(PARTS))]
    return {fold: reader for reader, folds in zip(each, PARTS, strict=True) for fold in folds}


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the lists, write the scores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path, help="the reader's folder")
    parser.add_argument("--lists", type=Path, required=True, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--parts", action="store_true", help="a reader for each part, in folders 0, 1, 2")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every so manyth question alone")
    parser.add_argument("--first", type=int, default=FIRST, metavar="N", help="candidates read (%(default)s)")
    options = parser.parse_args(arguments)
    by_fold = readers(options.model, parts=options.parts)
    lines = [*read_lines(options.lists)][:: options.every]
    write_lines(options.out, (read_by(by_fold[line["fold"]], line, options.first) for line in lines))


if __name__ == "__main__":
    main()
