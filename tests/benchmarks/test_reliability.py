"""How far a confidence is a probability: the bins and both figures by hand, and samples of a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.figures import Outcome, binned, brier, calibration_error
from benchmarks.quality import questions_of
from benchmarks.reliability import of_answers, of_samples, table

QUESTIONS = Path(__file__).parents[1] / "data" / "newsroom" / "questions.jsonl"


def one(confidence: float, *, right: bool) -> Outcome:
    return Outcome(
        id="1",
        kind="quote",
        question="what?",
        answerable=True,
        answered=True,
        confidence=confidence,
        rank=1 if right else 2,
        right_article=right,
    )


OUTCOMES = [
    one(0.95, right=True),
    one(1.0, right=False),
    one(0.42, right=True),
    one(0.48, right=False),
    one(0.0, right=False),
]


def test_answers_of_like_confidence_stand_together() -> None:
    bins = binned(OUTCOMES)
    assert [each.answers for each in bins] == [1, 0, 0, 0, 2, 0, 0, 0, 0, 2]
    assert bins[9].confidence == pytest.approx(0.975)
    assert bins[9].right == 0.5
    assert "| 0.4 to 0.5 | 2 | 0.45 | 0.50 |" in table("five", OUTCOMES)


def test_figures_by_hand() -> None:
    assert calibration_error(OUTCOMES) == pytest.approx((2 * 0.475 + 2 * 0.05 + 0) / 5)
    squares = 0.05**2 + 1 + 0.58**2 + 0.48**2
    assert brier(OUTCOMES) == pytest.approx(squares / 5)
    assert (calibration_error([]), brier([])) == (None, None)


def test_answers_of_a_batch_are_judged_by_their_first(tmp_path: Path) -> None:
    asked = [each for each in questions_of(QUESTIONS) if each.gold][:2]
    article, item = min(asked[0].places)
    kind, number = item.rstrip("]").split("s[")
    right = {"article": article, "kind": kind, "index": int(number)}
    wrong = right | {"index": 99}
    lines = [
        {"id": asked[0].id, "answered": True, "confidence": 0.8, "answers": [right, wrong]},
        {"id": asked[1].id, "answered": False, "confidence": 0.3, "answers": [wrong]},
    ]
    answers = tmp_path / "answers.jsonl"
    answers.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert [(each.confidence, each.rank) for each in of_answers(asked, answers)] == [(0.8, 1), (0.3, 0)]


def test_a_sample_is_asked_what_it_answers_and_as_much_besides(newsroom: Path) -> None:
    questions = questions_of(QUESTIONS)
    drawn = [*of_samples(newsroom, questions, 1, draws=2, vectors=False)]
    assert drawn == [*of_samples(newsroom, questions, 1, draws=2, vectors=False)]
    assert any(each.answerable for sample in drawn for each in sample)
    for sample in drawn:
        answerable = sum(each.answerable for each in sample)
        assert len(sample) == 2 * answerable or (not answerable and len(sample) == 1)
