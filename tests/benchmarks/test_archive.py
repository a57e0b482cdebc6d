"""The archive that speed is measured on: one sentence in five is a quote, and these are checked."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import yaml

from benchmarks.archive import Made, archive
from benchmarks.ours import task_build, task_serve
from bot.knowledge import check

PLACES = ("harbour", "quarry", "market", "theatre", "station")


def made(folder: Path) -> Made:
    pages = [
        {
            "id": f"page-{number}",
            "title": f"The {PLACES[number]} reopens",
            "published": f"2031-03-{number + 1:02}",
            "facts": [
                f"On day {day} the crews of Agnes Thorley went back to the {place} for talk {number}."
                for day in range(10)
                for place in PLACES
            ],
        }
        for number in range(4)
    ]
    with gzip.open(folder / "articles.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write("\n".join(map(json.dumps, pages)))
    return archive(folder / "articles.jsonl.gz", folder, 200)


def test_one_sentence_in_five_is_a_quote_and_every_file_is_sound(tmp_path: Path) -> None:
    found = made(tmp_path)
    assert found.items == 200
    for file in found.folder.rglob("*.yaml"):
        page = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert len(page["quotes"]) * 4 == len(page["facts"]) == 40
        assert {quote["speaker"] for quote in page["quotes"]} == {"Agnes Thorley"}
    assert not check(found.folder).errors


def test_checks_are_timed_beside_questions(tmp_path: Path) -> None:
    found = made(tmp_path)
    asked = tmp_path / "questions.jsonl"
    asked.write_text("\n".join(json.dumps({"question": f"what about the {place}?"}) for place in PLACES))
    list(task_build(str(found.folder), str(tmp_path / "index")))
    figures = {
        figure.figure: figure for figure in task_serve(str(found.folder), str(tmp_path / "index"), str(asked))
    }
    assert {"verify p50", "question p50", "reload of one file"} <= figures.keys()
    assert all(figure.value > 0 for figure in figures.values())
