"""From evidence to an order and a confidence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from bot.answering.ranking.confidence import Ranked, Row, least_chance, most_chance, signs_of
from bot.answering.ranking.places import PLACES, places
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.signals import SIGNALS
from bot.answering.ranking.weights import Confidence
from bot.replies import Evidence

ALIKE = 0.5
"""Odds, to those of the first, up to which another candidate may answer as well.

Where three collections are answered surely (266 questions, with 179 right first answers), 27 of the 61
further entries offered so are right, of 157 that are; without any of this, 157 of the next 2,916. At odds of
0.35 it is 34 of 85, at 0.7 it is 15 of 32."""
LEAST_JUDGED = 0.05
"""Chance (0 to 1) below which a candidate is not judged by itself: it is offered nowhere."""


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
    """How likely the question can be answered and is: 0 to 1, 0 for an empty pool.

    Over a reader's scores, how likely the first candidate answers it.
    """
    if not ranked.order:
        return 0.0
    signs = signs_of(pool, ranked)
    total = confidence.bias + math.fsum(weight * signs[name] for name, weight in confidence.signs.items())
    return max(min(0.5 + math.tanh(total / 2) / 2, most_chance(signs)), least_chance(pool, ranked))


def chances(pool: Pool, ranked: Ranked, confidence: Confidence) -> list[float]:
    """Each candidate's own chance to answer, in the order of `ranked`: 0 to 1.

    It is judged as the first one is, as if those before it were not there, and is never more than that of the
    first. The scores are log odds of being the best (conditional logit): from `ALIKE` on, a candidate that is
    less likely the best than the first one is also less likely to answer at all.
    """
    first = chance(pool, ranked, confidence)
    found: list[float] = []
    for place, score in enumerate(ranked.scores):
        beside = first * min(1.0, math.exp(score - ranked.scores[0]) / ALIKE)
        if place and beside >= LEAST_JUDGED:
            alone = Ranked(ranked.order[place:], ranked.scores[place:], ranked.rows[place:])
            beside = min(beside, chance(pool, alone, confidence))
        found.append(beside)
    return found


def evidence_of(row: Row, weights: Mapping[str, float]) -> tuple[Evidence, ...]:
    """The signals that spoke for or against a candidate, those that weighed most first."""
    spoke = ((name, row[name], weight) for name, weight in weights.items() if row[name])
    found = [Evidence(name=name, value=value, weight=weight * value) for name, value, weight in spoke]
    return tuple(sorted(found, key=lambda one: -abs(one.weight)))
