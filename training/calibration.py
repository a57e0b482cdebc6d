"""A logistic model over named signs, each bounded to the side that its meaning allows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize

from bot.answering.ranking.confidence import AGAINST, EITHER
from training.cases import Flags, Matrix

CONFIDENCE_STRENGTH = 0.3
"""Inverse regularisation of the confidence, per sign scaled to unit spread; small, as there are few."""
TELLING = 0.001
"""Weight below which a sign is left out of the file."""
LEAST_SPREAD = 0.01
"""Spread that a sign is taken to have at least."""

Weights = dict[str, float]


def fit(signs: Matrix, hold: Flags, share: Matrix, names: Sequence[str]) -> tuple[float, Weights]:
    """Bias and weights of the chance that something holds, from the signs (n, names) of cases (n).

    A sign's weight is bounded to the side that its meaning allows, so that no quirk of the data, such as how
    the unanswerable questions happen to be worded, passes for understanding.

    :param share: what each case counts.
    """
    mean, spread = signs.mean(axis=0), np.maximum(signs.std(axis=0), LEAST_SPREAD)
    scaled = (signs - mean) / spread
    target = np.where(hold, 1.0, -1.0)

    def loss(vector: Matrix) -> tuple[float, Matrix]:
        agreement = target * (scaled @ vector[:-1] + vector[-1])
        pull = -target * share / (1 + np.exp(agreement))
        penalty = vector[:-1] / CONFIDENCE_STRENGTH
        gradient = np.append(scaled.T @ pull + penalty, pull.sum())
        return float((share * np.logaddexp(0, -agreement)).sum() + (penalty @ vector[:-1]) / 2), gradient

    bounds = [*map(_bounds, names), (None, None)]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = found[:-1] / spread
    chosen = {name: round(float(w), 4) for name, w in zip(names, weights, strict=True) if abs(w) > TELLING}
    return round(float(found[-1] - weights @ mean), 4), chosen


def _bounds(name: str) -> tuple[float | None, float | None]:
    return (None, None) if name in EITHER else (None, 0.0) if name in AGAINST else (0.0, None)
