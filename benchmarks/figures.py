"""What came of questions, counted: the figures of docs/quality.md, each in one place."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

DEPTHS = (1, 3, 5)
BINS = 10
ONE_IN_TEN = 0.1
"""Share of those to stay quiet on that `kept_at_ten` lets through at most."""


class Outcome(BaseModel):
    """What came of one question; `rank` of the first right answer counts from 1, 0 if not among the first."""

    model_config = ConfigDict(frozen=True)

    id: str
    kind: str
    question: str
    answerable: bool
    answered: bool
    confidence: float
    rank: int
    right_article: bool

    @property
    def first_right(self) -> bool:
        """Whether the first answer is right, given or not."""
        return self.rank == 1

    @property
    def right(self) -> bool:
        """Whether a fitting first answer was given, or nothing was where staying quiet is right."""
        return self.answered and self.first_right if self.answerable else not self.answered


Figure = Callable[[Sequence[Outcome]], float | None]


class Bin(NamedTuple):
    """Answers of like confidence: how many, their mean confidence, and the share whose first is right."""

    answers: int
    confidence: float
    right: float


def hit(depth: int) -> Figure:
    """Share of the answerable with a right item among the first `depth` answers."""
    return lambda outcomes: _share([0 < one.rank <= depth for one in outcomes if one.answerable])


def article_first(outcomes: Sequence[Outcome]) -> float | None:
    """Share of the answerable whose first answer stands in a right article."""
    return _share([one.right_article for one in outcomes if one.answerable])


def kept(outcomes: Sequence[Outcome]) -> float | None:
    """Share of the answerable whose first answer is right and which were answered."""
    return _share([one.right for one in outcomes if one.answerable])


def wrong(outcomes: Sequence[Outcome]) -> float | None:
    """Share of the answerable that were answered with a first answer that is not right."""
    return _share([one.answered and not one.first_right for one in outcomes if one.answerable])


def false(outcomes: Sequence[Outcome]) -> float | None:
    """Share of those to stay quiet on that were answered all the same."""
    return _share([one.answered for one in outcomes if not one.answerable])


def auc(outcomes: Sequence[Outcome]) -> float | None:
    """Chance that an answerable question has more confidence than one to stay quiet on; equal counts half."""
    return _auc(outcomes, lambda one: one.answerable)


def auc_right(outcomes: Sequence[Outcome]) -> float | None:
    """Chance that a right first answer has more confidence than all else; equal counts half."""
    return _auc(outcomes, lambda one: one.first_right)


def kept_at_ten(outcomes: Sequence[Outcome]) -> float | None:
    """Share of the answerable with a right first answer surer than nine in ten of those to stay quiet on."""
    doubtful = sorted(one.confidence for one in outcomes if not one.answerable)
    if not doubtful:
        return None
    bar = doubtful[math.ceil((1 - ONE_IN_TEN) * len(doubtful)) - 1]
    return _share([one.first_right and one.confidence > bar for one in outcomes if one.answerable])


def binned(outcomes: Sequence[Outcome]) -> list[Bin]:
    """The outcomes in bins of equal width, the least confident first; one that is empty counts none."""
    inside: list[list[Outcome]] = [[] for _ in range(BINS)]
    for one in outcomes:
        inside[min(BINS - 1, int(one.confidence * BINS))].append(one)
    return [
        Bin(len(some), _mean([one.confidence for one in some]), _mean([one.first_right for one in some]))
        for some in inside
    ]


def calibration_error(outcomes: Sequence[Outcome]) -> float | None:
    """0 to 1: how far the confidence lies from the share of right first answers, over the bins.

    Each bin counts by its size (Naeini et al., 2015).
    """
    away = math.fsum(one.answers * abs(one.confidence - one.right) for one in binned(outcomes))
    return away / len(outcomes) if outcomes else None


def brier(outcomes: Sequence[Outcome]) -> float | None:
    """0 to 1: the mean squared error of the confidence in the first answer being right (Brier, 1950)."""
    return _mean([(one.confidence - one.first_right) ** 2 for one in outcomes]) if outcomes else None


def by_confidence(outcomes: Sequence[Outcome]) -> float | None:
    """The largest share of the questions whose being answered is told by one threshold on the confidence."""
    rows = sorted((one.confidence, one.answered) for one in outcomes)
    agree = best = sum(answered for _, answered in rows)
    for place, (chance, answered) in enumerate(rows):
        agree += -1 if answered else 1
        if place + 1 == len(rows) or rows[place + 1][0] > chance:
            best = max(best, agree)
    return best / len(rows) if rows else None


FIGURES: dict[str, Figure] = {
    **{f"hit@{depth}": hit(depth) for depth in DEPTHS},
    "article@1": article_first,
    "auc": auc,
    "auc_right": auc_right,
    "kept": kept,
    "kept@10": kept_at_ten,
    "wrong": wrong,
    "false": false,
    "ece": calibration_error,
    "brier": brier,
    "by confidence": by_confidence,
}


def _auc(outcomes: Sequence[Outcome], good: Callable[[Outcome], bool]) -> float | None:
    positives = [one.confidence for one in outcomes if good(one)]
    negatives = sorted(one.confidence for one in outcomes if not good(one))
    if not positives or not negatives:
        return None
    wins = math.fsum((bisect_left(negatives, one) + bisect_right(negatives, one)) / 2 for one in positives)
    return wins / (len(positives) * len(negatives))


def _share(right: Sequence[bool]) -> float | None:
    return sum(right) / len(right) if right else None


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values) if values else 0.0
