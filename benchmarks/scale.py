"""Ours and the rivals at growing sizes, in one run on the same data; prints tables of times and ratios.

    python -m benchmarks.scale --data DIR [--sizes 10000,100000] [--runs 5] [--work DIR] [--docs docs]
    python -m benchmarks.scale --data DIR --sizes 100000 --against OTHER/.venv/bin/python
    python -m benchmarks.scale --data DIR --sizes 20000 --vectors --against OTHER/.venv/bin/python

DIR has `articles.jsonl.gz` ({"id", "title", "published", "facts", ...} a line) and `questions.jsonl`
({"question"} a line). Folders made from them stay in the work folder (some 3 GB for 1.5 million items).
With --docs the tables go into docs/benchmarks.md and the chart beside it. With --against another version of
the program is measured in turn with this one, and no rival. With --vectors sentences are compared in meaning,
too. Read ratios, not absolute times: the machine may be busy.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from benchmarks.against import Task, add_options, compare, measured
from benchmarks.archive import Made, archive
from benchmarks.json_lines import read_lines
from benchmarks.report import Row, write
from benchmarks.rivals import RIVALS, Rival, Sentence, topical
from benchmarks.timing import median, spread, timed, times

SIZES = "10000,100000,414000,1500000"


def main() -> None:
    options = _options()
    articles, questions = options.data / "articles.jsonl.gz", options.data / "questions.jsonl"
    options.work.mkdir(parents=True, exist_ok=True)
    rows = []
    for size in (int(one) for one in options.sizes.split(",")):
        made = archive(articles, options.work.resolve(), size)
        print(f"{made.items:,} items in {made.files:,} files", flush=True)

        def tasks(version: str, run: int, made: Made = made) -> list[Task]:
            index = options.work.resolve() / f"index-{made.items}-{version}"
            return _tasks(made.folder, index, questions.resolve(), vectors=options.vectors, run=run)

        if options.against:
            compare(f"{made.items:,} items", options.against, options.runs, tasks)
            continue
        ours = _ours(tasks, options.runs)
        print("  ours", json.dumps(ours), flush=True)
        rows.append(Row(made.files, made.items, ours, _rivals(made, questions, options.runs)))
        write(rows, options.docs)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--vectors", action="store_true")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "briefing-benchmarks")
    parser.add_argument("--docs", type=Path, default=None)
    add_options(parser)
    return parser.parse_args()


def _tasks(knowledge: Path, index: Path, questions: Path, *, vectors: bool, run: int) -> list[Task]:
    """One run: a cold build, a start over what was built, and all the rest.

    Filling 20,000 vectors takes minutes: only the first run does it, in an index that is kept for the others.
    """
    build: Task = ("build", knowledge, index)
    if not vectors:
        return [build, ("start", knowledge, index, questions), ("serve", knowledge, index, questions)]
    filled = index.with_name(f"{index.name}-filled")
    asked: Task = (knowledge, filled, questions, "vectors")
    fill: list[Task] = [("build", knowledge, filled), ("fill", knowledge, filled)] if run == 1 else [build]
    return [*fill, ("start", *asked), ("serve", *asked)]


def _ours(tasks: Callable[[str, int], list[Task]], runs: int) -> dict[str, float]:
    """Each figure's median."""
    found = defaultdict(list)
    for run in range(1, runs + 1):
        for figure in (each for task in tasks("this", run) for each in measured(sys.executable, task)):
            found[figure.figure].append(figure.value)
    return {name: median(values) for name, values in found.items()}


def _rivals(made: Made, questions: Path, runs: int) -> dict[str, Any]:
    asked = [line["question"] for line in read_lines(questions)]
    random.Random(2).shuffle(asked)
    sentences = list(_sentences(made))
    found: dict[str, Any] = {}
    for rival in RIVALS:
        if made.items <= rival.most:
            found[rival.name] = _rival(rival, sentences, asked[: rival.questions], runs)
            print(f"  {rival.name}", json.dumps(found[rival.name]), flush=True)
    return found


def _rival(rival: Rival, sentences: list[Sentence], asked: list[str], runs: int) -> dict[str, Any]:
    repeated = runs if rival.name == "tantivy alone" else 1
    builds = [timed(lambda: rival.build(sentences)) for _ in range(repeated - 1)]
    search = None

    def build() -> None:
        nonlocal search
        search = rival.build(sentences)

    builds.append(timed(build))
    assert search is not None
    whole = [spread(times(search, asked)) for _ in range(repeated)]
    words = [spread(times(search, [topical(one) for one in asked])) for _ in range(repeated)]
    return {
        "build": median(builds),
        "question": {name: median(one[name] for one in whole) for name in whole[0]},
        "topical": {name: median(one[name] for one in words) for name in words[0]},
    }


def _sentences(made: Made) -> list[Sentence]:
    pages = (
        yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) for path in made.folder.rglob("*.yaml")
    )
    return [
        Sentence(text, page["title"])
        for page in pages
        for text in (*(quote["text"] for quote in page["quotes"]), *page["facts"])
    ]


if __name__ == "__main__":
    main()
