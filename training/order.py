"""Learns the order: a weight for each signal, so that right candidates come before all others.

The weights maximise the chance that the softmax of the scores gives to the right candidates of each question
(the top-one likelihood of Cao et al., 2007, https://doi.org/10.1145/1273496.1273513), with a ridge penalty,
and each weight bounded to the side that its signal's meaning allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.answering.ranking.signals import AGAINST, EITHER, SIGNALS
from training.cases import AS_GIVEN, QUIZ, Flags, Matrix

ASKED = (AS_GIVEN, QUIZ)
"""Settings whose questions people asked: the order is learned from these."""
BESIDE_QUIZ = 0.1
"""What a briefing's question counts beside those of a quiz, which were asked of an archive: there are more of
them, and at one half what is right for a quiz came first three hundredths less often."""
WORTH = np.array([0.0, 0.03, 1.0, 1.0])
"""Worth of a candidate first by its relevance: the right article alone is little."""
RIDGE = 2.0
"""Penalty on the square of a weight, per signal scaled to unit spread; half or twice changes little."""
LEAST_SPREAD = 0.01
"""Spread below which a signal says nothing in the data."""


class Taught(Protocol):
    """A question to learn from: its candidates' signals (n, signals), relevance (n), which are right (n)."""

    @property
    def setting(self) -> str: ...

    @property
    def signals(self) -> Matrix: ...

    @property
    def relevance(self) -> NDArray[np.int64]: ...

    @property
    def right(self) -> Flags: ...


@dataclass(frozen=True)
class Questions:
    """The candidates of all questions on end: `starts` (questions) are the rows where each one's begin.

    `signals` (rows, signals used), `worth` (rows), `owner` (rows) the question of each, `counts` (questions).
    """

    signals: Matrix
    worth: Matrix
    starts: NDArray[np.int64]
    owner: NDArray[np.int64]
    counts: Matrix

    @classmethod
    def of(cls, cases: Sequence[Taught], columns: Sequence[int]) -> Self:
        """Those of the cases that people asked and that have a right candidate."""
        taught = [case for case in cases if case.setting in ASKED and case.right.any()]
        if not taught:
            raise ValueError("No question has a right candidate: there is nothing to learn from.")
        sizes = [len(case.relevance) for case in taught]
        beside = BESIDE_QUIZ if any(case.setting == QUIZ for case in taught) else 1.0
        counts = [1.0 if case.setting == QUIZ else beside for case in taught]
        return cls(
            signals=np.concatenate([case.signals[:, columns] for case in taught]),
            worth=WORTH[np.concatenate([case.relevance for case in taught])],
            starts=np.cumsum([0, *sizes[:-1]]),
            owner=np.repeat(np.arange(len(taught)), sizes),
            counts=np.array(counts),
        )

    def loss(self, weights: Matrix) -> tuple[float, Matrix]:
        """The penalised surprise at the right candidates (nats), and its gradient by the weights."""
        scores = self.signals @ weights
        exponents = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.owner])
        chances = exponents / np.add.reduceat(exponents, self.starts)[self.owner]
        right = chances * self.worth
        found = np.add.reduceat(right, self.starts)
        pull = (chances - right / found[self.owner]) * self.counts[self.owner]
        surprise = -float(self.counts @ np.log(found)) + RIDGE / 2 * float(weights @ weights)
        return surprise, self.signals.T @ pull + RIDGE * weights


def learn_order(cases: Sequence[Taught], left_out: str = "") -> dict[str, float]:
    """A weight for each signal but the one left out.

    :raises ValueError: no question has a right candidate.
    """
    names = [name for name in SIGNALS if name != left_out]
    questions = Questions.of(cases, [place for place, name in enumerate(SIGNALS) if name != left_out])
    spread = np.maximum(questions.signals.std(axis=0), LEAST_SPREAD)
    questions.signals[:] /= spread
    bounds = [_bounds(name) for name in names]
    found = minimize(questions.loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = zip(names, found / spread, strict=True)
    return {name: round(float(weight), 4) for name, weight in weights}


def _bounds(name: str) -> tuple[float | None, float | None]:
    return (None, None) if name in EITHER else (None, 0.0) if name in AGAINST else (0.0, None)
