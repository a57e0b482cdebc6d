"""Signals of meaning: what the sentence models say. All are 0 where no model takes part."""

from __future__ import annotations

from collections import defaultdict

from bot.answering.ranking.pool import Pool


def closeness(pool: Pool) -> list[float]:
    """-1..1: cosine of the question's and the item's vectors."""
    return list(pool.cosine) if pool.cosine is not None else [0.0] * len(pool.candidates)


def article(pool: Pool) -> list[float]:
    """-1..1: the best cosine of the candidate's article."""
    best: dict[int, float] = defaultdict(lambda: -1.0)
    cosines = closeness(pool)
    for candidate, cosine in zip(pool.candidates, cosines, strict=True):
        best[candidate.shelf] = max(best[candidate.shelf], cosine)
    return [best[c.shelf] for c in pool.candidates]
