"""From evidence to an order and a confidence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from bot.answering.ranking.confidence import Ranked, Row, least_chance, signs_of
from bot.answering.ranking.places import PLACES, places
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.signals import SIGNALS
from bot.answering.ranking.weights import Confidence
from bot.replies import Evidence


def rows_of(pool: Pool) -> list[Row]:
    """Each candidate's signals by name, in the pool's order."""
    columns = {name: signal(pool) for name, signal in SIGNALS.items()}
    return [
        {name: column[place] for name, column in columns.items()} for place in range(len(pool.candidates))
    ]


def rank(pool: Pool, weights: Mapping[str, float]) -> Ranked:
    """The candidates by the weighted sum of their signals; equal ones in the order of the search.

    Those of a turn that leans on what was before it are also weighed by where they stand.
    """
    rows = [row | stands for row, stands in zip(rows_of(pool), places(pool), strict=True)]
    return ranked_by(rows, weights_for(pool, weights))


def weights_for(pool: Pool, learned: Mapping[str, float]) -> Mapping[str, float]:
    """The weights of a pool's signals: those learned, and of places where its question leans on a talk."""
    return {**learned, **PLACES} if pool.question.over else learned


def ranked_by(rows: Sequence[Row], weights: Mapping[str, float]) -> Ranked:
    """Candidates whose signals are known, in the same order."""
    scores = [math.fsum(weight * row[name] for name, weight in weights.items()) for row in rows]
    order = sorted(range(len(rows)), key=lambda place: -scores[place])
    return Ranked(order, [scores[place] for place in order], [rows[place] for place in order])


def chance(pool: Pool, ranked: Ranked, confidence: Confidence) -> float:
    """How likely the question can be answered and is: 0 to 1, 0 for an empty pool."""
    if not ranked.order:
        return 0.0
    signs = signs_of(pool, ranked)
    total = confidence.bias + math.fsum(weight * signs[name] for name, weight in confidence.signs.items())
    return max(0.5 + math.tanh(total / 2) / 2, least_chance(pool, ranked))


def evidence_of(row: Row, weights: Mapping[str, float]) -> tuple[Evidence, ...]:
    """The signals that spoke for or against a candidate, those that weighed most first."""
    spoke = ((name, row[name], weight) for name, weight in weights.items() if row[name])
    found = [Evidence(name=name, value=value, weight=weight * value) for name, value, weight in spoke]
    return tuple(sorted(found, key=lambda one: -abs(one.weight)))
