"""How sure the first answer to a turn of a conversation is that leans on what was before it.

The learned confidence knows questions that say all they ask. A turn says less, and the talk the rest: what
that is worth is told by these few rules, chosen on dialogues; see docs/quality.md.
"""

from __future__ import annotations

import math

from bot.answering.ranking.confidence import Ranked, said_by_named
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.signals import wording

HERE = 0.4
"""Log odds that the first candidate gains by standing in the article that the talk is of."""
SURE = 0.9
"""Chance (0 to 1) where the turn only names somebody, and the first candidate is theirs; and where all words
of the turn stand in one that is `CLEAR`ly the first."""
CLEAR = 3.0
"""Log odds by which a candidate that is clearly the first stands before the second."""
LEAST = 1e-6
"""Chance from which its log odds are taken: those of 0 are infinite."""
DOUBTFUL = 0.45
"""Chance at most, less than sure, where the entry shown before comes first again, or nobody of the article
is described."""


def chance_in_talk(confidence: float, pool: Pool, ranked: Ranked) -> float:
    """The chance (0 to 1) that the first candidate answers; as it is for a question that stands alone."""
    over = pool.question.over
    if over is None or not over.article or not ranked.order:
        return confidence
    own = [term for term in pool.question.topic if term.place >= 0]
    if own and pool.cosine is None and not any(term.known for term in own):
        # By words alone, what stands nowhere finds what the talk was of, and not what is asked.
        return 0.0
    first = pool.candidates[ranked.order[0]]
    if over.nobody or (first.item.key == over.seen and not over.corrects):
        return min(confidence, DOUBTFUL)
    if first.item.article != over.article:
        return confidence
    margin = ranked.scores[0] - ranked.scores[1] if len(ranked.scores) > 1 else CLEAR
    named = not own and said_by_named(pool, ranked) > 0
    whole = bool(own) and margin >= CLEAR and all(wording.explains(first, term, pool) for term in own)
    told = min(max(confidence, LEAST), 1 - LEAST)
    odds = math.log(told / (1 - told)) + HERE
    return max(1 / (1 + math.exp(-odds)), SURE if named or whole else 0.0)
