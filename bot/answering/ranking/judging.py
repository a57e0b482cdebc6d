"""The candidates in order and how sure the first is: by their signals, and as read where one reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answering.ranking.confidence import READ, Ranked
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.rank import chances, rank, ranked_by, weights_for
from bot.answering.ranking.talk import chance_in_talk
from bot.answering.ranking.weights import Confidence, Mode, Reading, weights
from bot.models import Reader
from bot.search import sentence_of
from bot.text import candidates_read, step

WORTH_OFFERING = 0.1
"""Chance (0 to 1) that the first candidate answers, from which candidates are worth a "did you mean". Of the
questions of four collections whose first candidate is right, 99 in 100 lie above it; of those asked of a few
articles that are about something else, 39 in 100 lie below: showing these would pretend to know something."""


@dataclass(frozen=True)
class Judged:
    """A pool in order, by which weights, each one's own chance to answer and the first one's (0 to 1).

    `learned` is what the chances were told by.
    """

    ranked: Ranked
    weights: Mapping[str, float]
    chances: Sequence[float]
    confidence: float
    learned: Confidence

    @property
    def threshold(self) -> float:
        """The chance from which the first one is an answer."""
        return self.learned.threshold


@dataclass(frozen=True)
class Reads:
    """Who reads the first candidates, and how many at most."""

    reader: Reader
    at_most: int


def judge(pool: Pool, reads: Reads | None) -> Judged:
    """Ranks a pool, with the reader where there is one and weights for it were learned.

    :raises ModelError: the reader's files are damaged.
    """
    learned = weights(pool.ground)
    with step("rank"):
        ranked = rank(pool, learned.signals)
    by = weights_for(pool, learned.signals)
    # What leans on the talk says little by itself: it is read where meaning has found what it is about.
    readable = pool.question.over is None or pool.ground is Mode.MEANING
    reading = learned.reading(reads.at_most) if reads and readable else None
    if reads is None or reading is None or not ranked.order:
        return _judged(pool, ranked, by, learned.confidence)
    mixed = mixed_weights(by, reading)
    read = read_first(pool, ranked, reads.reader, reading.count)
    return _judged(pool, reranked(ranked, read, mixed), mixed, reading.confidence)


def judged_alone(pool: Pool, judged: Judged, ranks: Sequence[int]) -> Judged:
    """The candidates of these ranks in their order, as if the others were not there."""
    return _judged(pool, judged.ranked.at(ranks), judged.weights, judged.learned)


def read_first(pool: Pool, ranked: Ranked, reader: Reader, count: int) -> list[float]:
    """The reader's scores of the first candidates, in the order that they have."""
    first = [pool.candidates[place].item for place in ranked.order[:count]]
    candidates_read(len(first))
    with step("read"):
        return reader.read(pool.question.read_as, [sentence_of(item) for item in first])


def mixed_weights(signals: Mapping[str, float], reading: Reading) -> dict[str, float]:
    """What each signal and the reader's score add together."""
    return {name: weight * reading.before for name, weight in signals.items()} | {READ: reading.score}


def reranked(ranked: Ranked, read: list[float], mixed: Mapping[str, float]) -> Ranked:
    """The candidates anew, those unread counted like the one that was read as the worst: they stay behind."""
    scores = [*read, *[min(read)] * (len(ranked.order) - len(read))]
    rows = [row | {READ: score} for row, score in zip(ranked.rows, scores, strict=True)]
    anew = ranked_by(rows, mixed)
    return Ranked([ranked.order[place] for place in anew.order], anew.scores, anew.rows)


def _judged(pool: Pool, ranked: Ranked, mixed: Mapping[str, float], confidence: Confidence) -> Judged:
    own = chances(pool, ranked, confidence)
    alone = own[0] if own else 0.0
    told = chance_in_talk(alone, pool, ranked)
    in_talk = [one * told / alone for one in own] if alone else own
    return Judged(ranked, mixed, in_talk, told, confidence)
