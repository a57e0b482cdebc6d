"""A pool that is read: the reader reorders the first ones, and the confidence is the one learned for that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.answering import Engine
from bot.answering.ranking import judging
from bot.answering.ranking.confidence import READ
from bot.answering.ranking.judging import judge
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.weights import Confidence, Reading, SignalWeights, weights
from bot.models import Reader
from bot.search import EVERYTHING, Search

TODAY = date(2031, 3, 1)


class Keen(Reader):
    """Finds nothing but one word worth reading; keeps what it was shown."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self.word = word
        self.shown: list[str] = []

    def read(self, question: str, lines: Sequence[str]) -> list[float]:
        self.shown += lines
        return [5.0 if self.word in line else -5.0 for line in lines]


@pytest.fixture
def pool(newsroom: Path) -> Iterator[Pool]:
    with Search.open(newsroom, vectors=False) as search:
        yield Engine().candidates("why was the ferry on strike?", search.corpus(EVERYTHING), today=TODAY)[1]


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch, pool: Pool) -> SignalWeights:
    """Weights that trust the reader alone, and are sure of what it likes."""
    reading = Reading(
        count=4,
        score=1.0,
        before=0.01,
        confidence=Confidence(bias=0.0, signs={"read level": 1.0}, threshold=0.5),
    )
    found = weights(pool.ground).model_copy(update={"reading": reading})
    monkeypatch.setattr(judging, "weights", lambda ground: found)
    return found


def test_what_the_reader_likes_comes_first_and_is_sure(pool: Pool, learned: SignalWeights) -> None:
    unread = judge(pool, None)
    fourth = pool.candidates[unread.ranked.order[3]].item
    reader = Keen(fourth.text)
    read = judge(pool, reader)
    assert pool.candidates[read.ranked.order[0]].item == fourth
    assert len(reader.shown) == 4
    assert read.confidence > 0.99
    assert judge(pool, Keen("no such word")).confidence < 0.01


def test_the_unread_stay_behind_in_their_order(pool: Pool, learned: SignalWeights) -> None:
    unread, read = judge(pool, None).ranked, judge(pool, Keen("no such word")).ranked
    assert list(read.order) == list(unread.order)
    assert sorted(read.scores, reverse=True) == list(read.scores)


def test_the_scores_are_the_sum_of_what_is_told_of_them(pool: Pool, learned: SignalWeights) -> None:
    read = judge(pool, Keen("ferry"))
    for row, score in zip(read.ranked.rows, read.ranked.scores, strict=True):
        assert score == pytest.approx(sum(weight * row[name] for name, weight in read.weights.items()))
    assert READ in read.weights


def test_without_a_reader_or_weights_for_it_nothing_is_read(pool: Pool, newsroom: Path) -> None:
    unread = weights(pool.ground).reading
    reader = Keen("ferry")
    judged = judge(pool, reader if unread is None else None)
    assert not reader.shown
    assert READ not in judged.weights
    with Search.open(newsroom, vectors=False) as search:
        reply = Engine(newsroom).answer(
            "why was the ferry on strike?", search.corpus(EVERYTHING), today=TODAY
        )
    assert reply.answers
