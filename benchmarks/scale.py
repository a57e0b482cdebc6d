"""Ours and the rivals at growing sizes, in one run on the same data; prints tables of times and ratios.

    python -m benchmarks.scale --data DIR [--sizes 10000,100000] [--runs 5] [--work DIR] [--docs docs]

DIR has `articles.jsonl.gz` ({"id", "title", "published", "facts", ...} a line) and `questions.jsonl`
({"question"} a line). Folders made from them stay in the work folder (some 3 GB for 1.5 million items).
With --docs the tables go into docs/benchmarks.md and the chart beside it. Read ratios, not absolute times:
the machine may be busy.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, cast

import yaml

from benchmarks.archive import Made, archive
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
        made = archive(articles, options.work, size)
        print(f"{made.items:,} items in {made.files:,} files", flush=True)
        ours = _ours(made, options.work / f"index-{size}", questions, options.runs)
        print("  ours", json.dumps(ours), flush=True)
        rows.append(Row(made.files, made.items, ours, _rivals(made, questions, options.runs)))
        write(rows, options.docs)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "briefing-benchmarks")
    parser.add_argument("--docs", type=Path, default=None)
    return parser.parse_args()


def _ours(made: Made, index: Path, questions: Path, runs: int) -> dict[str, Any]:
    def measured(what: str) -> dict[str, Any]:
        command = [sys.executable, "-m", "benchmarks.ours", what]
        command += [str(made.folder), str(index), str(questions), str(runs)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return cast(dict[str, Any], json.loads(done.stdout))

    builds = [measured("build") for _ in range(runs)]
    starts = [measured("start")["seconds"] for _ in range(runs)]
    return {
        "build": median(one["seconds"] for one in builds),
        "disk": builds[-1]["disk"],
        "start": median(starts),
        **measured("serve"),
    }


def _rivals(made: Made, questions: Path, runs: int) -> dict[str, Any]:
    asked = [json.loads(line)["question"] for line in questions.read_text(encoding="utf-8").splitlines()]
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
    return [Sentence(fact, page["title"]) for page in pages for fact in page["facts"]]


if __name__ == "__main__":
    main()
