"""A conditional logit over decisions: which of a group of candidates is right, from named signals.

Fitted by Adam (Kingma and Ba, 2015) on the marginal likelihood of the right ones; a ridge draws weights
to nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from bot.attribution.evidence import Signals

# A signal seen in fewer groups than this is not learned.
RAREST = 6
# How much weights are drawn to nothing.
RIDGE = 3e-4
STEPS = 250
RATE = 0.1
# Weights smaller than this change no order.
SMALLEST = 0.03


@dataclass(frozen=True)
class Group:
    """One decision: the signals of each candidate, which of them are right, and how much it counts."""

    rows: list[Signals]
    right: list[bool]
    weight: float = 1.0


class Table:
    """Groups as arrays: one line for each signal of each candidate."""

    def __init__(self, found: list[Group], names: dict[str, int]) -> None:
        row_of, column_of, group_of, right = [], [], [], []
        row = 0
        for number, group in enumerate(found):
            for signals, correct in zip(group.rows, group.right, strict=True):
                for name in signals:
                    if name in names:
                        row_of.append(row)
                        column_of.append(names[name])
                group_of.append(number)
                right.append(correct)
                row += 1
        self.rows, self.columns = np.array(row_of, dtype=np.intp), np.array(column_of, dtype=np.intp)
        self.group, self.right = np.array(group_of), np.array(right)
        weight = np.array([group.weight for group in found])
        self.weight = weight / weight.sum()
        self.count, self.groups = row, len(found)

    def scores(self, weights: np.ndarray) -> np.ndarray:
        return np.asarray(np.bincount(self.rows, weights[self.columns], self.count))

    def shares(self, scores: np.ndarray, among: np.ndarray) -> np.ndarray:
        """Softmax within each group over the candidates `among`."""
        masked = np.where(among, scores, -np.inf)
        top = np.full(self.groups, -np.inf)
        np.maximum.at(top, self.group, masked)
        powers = np.exp(masked - top[self.group])
        return np.asarray(powers / np.bincount(self.group, powers, self.groups)[self.group])

    def gradient(self, weights: np.ndarray) -> np.ndarray:
        scores = self.scores(weights)
        everyone = np.ones(self.count, dtype=bool)
        off = self.shares(scores, everyone) - self.shares(scores, self.right)
        off *= self.weight[self.group]
        return np.asarray(np.bincount(self.columns, off[self.rows], len(weights)))

    def right_share(self, weights: np.ndarray) -> np.ndarray:
        """The probability that each group's choice is a right one."""
        everyone = np.ones(self.count, dtype=bool)
        shares = self.shares(self.scores(weights), everyone)
        return np.asarray(np.bincount(self.group, shares * self.right, self.groups))


def fit(found: list[Group], slip: float, ridge: float = RIDGE) -> dict[str, float]:
    """Weights for the signals; decisions that a first fit gives less than `slip` are left out of a second."""
    names, weights, right = _fit(found, ridge)
    if slip:
        kept = [group for group, share in zip(found, right, strict=True) if share > slip]
        print(f"  {len(found) - len(kept)} of {len(found)} decisions left out as slips")
        names, weights, right = _fit(kept, ridge)
    print(f"  {len(names)} signals, right {(right > 0.5).mean():.3f}")
    return {name: round(float(weights[n]), 3) for name, n in names.items() if abs(weights[n]) >= SMALLEST}


def _fit(found: list[Group], ridge: float) -> tuple[dict[str, int], np.ndarray, np.ndarray]:
    """The signals by name, their weights, and the probability of a right choice in each decision."""
    seen = Counter(name for group in found for name in {n for row in group.rows for n in row})
    names = {name: n for n, name in enumerate(sorted(n for n, times in seen.items() if times >= RAREST))}
    table = Table(found, names)
    weights = np.zeros(len(names))
    first, second = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        slope = table.gradient(weights) + ridge * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        rate = RATE * (1 - step / (STEPS + 1))
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return names, weights, table.right_share(weights)


def measure(found: list[Group], weights: dict[str, float]) -> float:
    """Share of the decisions whose right candidates are more likely than all others together."""
    names = {name: n for n, name in enumerate(weights)}
    return float((Table(found, names).right_share(np.array(list(weights.values()))) > 0.5).mean())
