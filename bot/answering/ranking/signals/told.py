"""Signals of what an item tells beyond the question: names and numbers that may be the answer."""

from __future__ import annotations

import math
from collections import defaultdict

from bot.answering.ranking.pool import Pool
from bot.answering.ranking.signals import wording

TRUST = 3
"""Power of a candidate's share of the question's words in its vote: with half of them it counts an eighth."""


def agreed(pool: Pool) -> list[float]:
    """0..1: how much the articles agree on one of its new names and numbers, the most agreed on counting 1.

    Each article votes once for a detail, with its best candidate's standing: what many that fit the question
    tell is probably the answer (Dumais et al., 2002, https://doi.org/10.1145/564376.564428). The same words
    in several articles are one voice.
    """
    details = _new_details(pool)
    votes: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    heard: set[int] = set()
    for candidate, told, share in zip(pool.candidates, details, wording.anywhere(pool), strict=True):
        if candidate.digest in heard:
            continue
        heard.add(candidate.digest)
        for detail in told:
            votes[detail][candidate.shelf] = max(
                votes[detail][candidate.shelf], candidate.fused * share**TRUST
            )
    sums = {detail: math.fsum(by_article.values()) for detail, by_article in votes.items()}
    most = max(sums.values(), default=0.0) or 1.0
    return [max((sums.get(detail, 0.0) for detail in told), default=0.0) / most for told in details]


def _new_details(pool: Pool) -> list[frozenset[str]]:
    asked = {word for term in pool.question.terms for word in (term.word, *term.stems)}
    return [c.details - asked for c in pool.candidates]
