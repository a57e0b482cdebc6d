"""Short lists as data: the questions of a folder with the candidates that the program finds for each.

    python -m training.short_lists DIR --out FILE [--work FOLDER] [--few] [--without-vectors] \\
        [--encoder FOLDER]

DIR is a data folder, a briefing or a quiz (CONTRIBUTING.md has their forms), asked as it is given; FOLDER
keeps its index and vectors for the next time. One question a line: its words as typed ("question") and as
corrected ("read_as"), whether it can be answered, and its candidates, those in front that today's ranking
puts first: where each stands ("article", "place"), the line that a model reads of it, its speaker, its
relevance, its signals by name and, of those that may be read, the signs of the confidence as they are when it
comes first. What learns from the lists needs neither the knowledge nor the program again.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.answering.ranking.confidence import Ranked, least_chance, signs_of
from bot.answering.ranking.rank import ranked_by
from bot.answering.ranking.weights import weights
from bot.models.encoder import ENCODER
from bot.search import sentence_of
from training.cases import Case, read_once

MAY_BE_READ = 40
"""First candidates that a reader may be given, in this order or in that of other weights."""
ROUND = 5
"""Digits kept of a number behind the point."""


def lines_of(
    folder: Path, work: Path, encoder: Path | None, *, of_few: bool = False
) -> Iterator[dict[str, Any]]:
    """The short lists of a folder's questions, those left out that the engine looks for nothing for."""
    yield from (_line(folder.name, case) for case in read_once(folder, work, encoder, of_few=of_few))


def _line(data: str, case: Case) -> dict[str, Any]:
    learned = weights(case.pool.ground)
    ranked = ranked_by(case.rows, learned.signals)
    asked = case.pool.question
    return {
        "data": data,
        "id": case.id,
        "setting": case.setting,
        "kind": case.kind,
        "fold": case.fold,
        "question": asked.text,
        "read_as": asked.read_as,
        "answerable": case.answerable,
        "candidates": [_candidate(case, ranked, rank) for rank in range(len(ranked.order))],
    }


def _candidate(case: Case, ranked: Ranked, rank: int) -> dict[str, Any]:
    place = ranked.order[rank]
    item = case.pool.candidates[place].item
    found = {
        "article": item.article,
        "place": f"{item.kind}s[{item.index}]",
        "line": sentence_of(item),
        "speaker": item.speaker,
        "relevance": int(case.relevance[place]),
        "near": bool(case.near[place]),
        "score": round(ranked.scores[rank], ROUND),
        "signals": _rounded(ranked.rows[rank]),
    }
    if rank < MAY_BE_READ:
        first = _with_first(ranked, rank)
        found["signs"] = _rounded(signs_of(case.pool, first))
        found["least"] = least_chance(case.pool, first)
    return found


def _with_first(ranked: Ranked, rank: int) -> Ranked:
    """The same with another one in front."""
    order = [rank, *(other for other in range(len(ranked.order)) if other != rank)]
    return Ranked(
        [ranked.order[one] for one in order],
        [ranked.scores[one] for one in order],
        [ranked.rows[one] for one in order],
    )


def _rounded(row: dict[str, float]) -> dict[str, float]:
    return {name: round(float(value), ROUND) for name, value in row.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the short lists of a data folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="where the index is kept")
    parser.add_argument("--few", action="store_true", help="ask of few articles, own and others'")
    parser.add_argument("--encoder", type=Path, default=ENCODER, metavar="FOLDER", help="another encoder")
    parser.add_argument("--without-vectors", action="store_true", help="as the program finds without them")
    options = parser.parse_args(arguments)
    encoder = None if options.without_vectors else options.encoder
    with tempfile.TemporaryDirectory() as scratch, options.out.open("w", encoding="utf-8") as out:
        for line in lines_of(options.data, options.work or Path(scratch), encoder, of_few=options.few):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
