"""What a reader is shown while it learns."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from training import reading
from training.cases import QUIZ
from training.examples import fold_of
from training.reading import Asked, Draw, batches, draw, read_lists

LINES = [
    "Edwin Marsh: The lamp burned for 40 years (Keeper retires)",
    "Edwin Marsh: I shall miss the gulls (Keeper retires)",
    "Clara Renwick: Marsh kept it well (Keeper retires)",
    "The harbour has a new crane. (Crane arrives)",
]


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    candidates = [
        {
            "article": f"article {place}",
            "line": line,
            "relevance": 3 * (place == 0),
            "speaker": line.partition(":")[0] if ":" in line else "",
        }
        for place, line in enumerate(LINES)
    ]
    common = {"fold": 0, "setting": "as given", "candidates": candidates}
    nothing = [one | {"relevance": 0} for one in candidates]
    rows = [
        {"id": "a", "question": "hwo long did Marsh keep it", "read_as": "how long did Marsh keep it"},
        {"id": "b", "question": "who built the crane?", "read_as": "who built the crane?"},
        {"id": "c", "question": "where is it?", "read_as": "where is it?"},
    ]
    told = [True, False, True]
    lines = [
        common | row | {"answerable": can, "candidates": candidates if row["id"] == "a" else nothing}
        for row, can in zip(rows, told, strict=True)
    ]
    path = tmp_path / "lists.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return path


def only(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes one way of making it harder certain, and the others never."""
    for each in ("TAKEN_OUT", "EXCHANGED", "ANONYMOUS"):
        monkeypatch.setattr(reading, each, 1.0 if each == name else 0.0)


def drawn(asked: Asked) -> Draw:
    return draw(asked, 3, random.Random(3))  # noqa: S311 -- no secret


def test_a_question_whose_answer_is_not_in_its_list_teaches_nothing(lists: Path) -> None:
    assert [one.id for one in read_lists([lists])] == ["a", "b"]
    assert [one.id for one in read_lists([lists], every=2)] == ["a"]


def test_of_a_fold_that_is_kept_out_neither_questions_nor_articles_are_shown(lists: Path) -> None:
    assert read_lists([lists], without={0}) == []
    folds = [fold_of(f"article {place}") for place in range(len(LINES))]
    unseen = next(fold for fold in folds[1:] if fold not in {0, folds[0]})
    asked = read_lists([lists], without={unseen})[0]
    shown = {one.line for one in asked.candidates}
    assert shown == {line for line, fold in zip(LINES, folds, strict=True) if fold != unseen}


def test_what_may_hold_a_quiz_answer_by_chance_is_not_shown(lists: Path) -> None:
    line = json.loads(lists.read_text("utf-8").splitlines()[0])
    line["setting"] = QUIZ
    line["candidates"][1]["relevance"] = 2
    lists.write_text(json.dumps(line), "utf-8")
    assert [one.line for one in read_lists([lists])[0].candidates] == [LINES[0], *LINES[2:]]


def test_the_right_one_is_among_what_is_shown(lists: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only("", monkeypatch)
    shown = drawn(read_lists([lists])[0])
    assert dict(zip(shown.passages, shown.right, strict=True))[LINES[0]]
    assert sum(shown.right) == 1
    assert len(shown.passages) == 3


def test_taken_out_it_leaves_those_around_it(lists: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only("TAKEN_OUT", monkeypatch)
    shown = drawn(read_lists([lists])[0])
    assert set(shown.passages) == set(LINES[1:])
    assert not any(shown.right)


def test_of_another_person_nothing_is_right(lists: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only("EXCHANGED", monkeypatch)
    shown = drawn(read_lists([lists])[0])
    assert "Renwick" in shown.question
    assert LINES[0] in shown.passages
    assert not any(shown.right)


def test_names_exchanged_alike_leave_what_is_right(lists: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only("ANONYMOUS", monkeypatch)
    shown = drawn(read_lists([lists])[0])
    assert "Marsh" not in shown.question + " ".join(shown.passages)
    assert [line for line, right in zip(shown.passages, shown.right, strict=True) if right] == [
        "Clara Renwick: The lamp burned for 40 years (Keeper retires)"
    ]


def test_all_questions_come_before_any_comes_again(lists: Path) -> None:
    found = batches(read_lists([lists]), 2, 3, random.Random(0))  # noqa: S311 -- no secret
    for _ in range(4):
        assert len({each.question.split()[-1] for each in next(found)}) == 2
