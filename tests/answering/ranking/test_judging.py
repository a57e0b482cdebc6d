"""A pool that is read: the reader reorders the first ones, and the confidence is the one learned for that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.answering import Engine
from bot.answering.ranking import judging
from bot.answering.ranking.confidence import READ
from bot.answering.ranking.judging import Reads, judge
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
    readings = tuple(
        Reading(
            count=count,
            score=1.0,
            before=0.01,
            confidence=Confidence(bias=0.0, signs={"read level": 1.0}, threshold=threshold),
        )
        for count, threshold in ((4, 0.5), (2, 0.6))
    )
    found = weights(pool.ground).model_copy(update={"readings": readings})
    monkeypatch.setattr(judging, "weights", lambda ground: found)
    return found


def test_what_the_reader_likes_comes_first_and_is_sure(pool: Pool, learned: SignalWeights) -> None:
    unread = judge(pool, None)
    fourth = pool.candidates[unread.ranked.order[3]].item
    reader = Keen(fourth.text)
    read = judge(pool, Reads(reader, 8))
    assert pool.candidates[read.ranked.order[0]].item == fourth
    assert len(reader.shown) == 4
    assert read.confidence > 0.99
    assert judge(pool, Reads(Keen("no such word"), 8)).confidence < 0.01


@pytest.mark.parametrize(("at_most", "read", "threshold"), [(4, 4, 0.5), (3, 2, 0.6), (2, 2, 0.6)])
def test_under_load_fewer_are_read_and_the_confidence_is_the_one_for_that(
    pool: Pool, learned: SignalWeights, at_most: int, read: int, threshold: float
) -> None:
    reader = Keen("ferry")
    assert judge(pool, Reads(reader, at_most)).threshold == threshold
    assert len(reader.shown) == read


def test_where_fewer_may_be_read_than_was_learned_nothing_is(pool: Pool, learned: SignalWeights) -> None:
    reader = Keen("ferry")
    assert judge(pool, Reads(reader, 1)) == judge(pool, None)
    assert not reader.shown


def test_what_hardly_looks_like_an_answer_is_never_sure(
    pool: Pool, learned: SignalWeights, monkeypatch: pytest.MonkeyPatch
) -> None:
    certain = Confidence(bias=9.0, signs={"read level": 0.1}, threshold=0.6)
    readings = tuple(one.model_copy(update={"confidence": certain}) for one in learned.readings)
    kept = learned.model_copy(update={"readings": readings})
    monkeypatch.setattr(judging, "weights", lambda ground: kept)
    first = pool.candidates[judge(pool, None).ranked.order[0]].item
    assert judge(pool, Reads(Keen(first.text), 4)).confidence > 0.9
    assert judge(pool, Reads(Keen("no such word"), 4)).confidence < certain.threshold


def test_the_unread_stay_behind_in_their_order(pool: Pool, learned: SignalWeights) -> None:
    unread, read = judge(pool, None).ranked, judge(pool, Reads(Keen("no such word"), 8)).ranked
    assert list(read.order) == list(unread.order)
    assert sorted(read.scores, reverse=True) == list(read.scores)


def test_the_scores_are_the_sum_of_what_is_told_of_them(pool: Pool, learned: SignalWeights) -> None:
    read = judge(pool, Reads(Keen("ferry"), 8))
    for row, score in zip(read.ranked.rows, read.ranked.scores, strict=True):
        assert score == pytest.approx(sum(weight * row[name] for name, weight in read.weights.items()))
    assert READ in read.weights


def test_without_a_reader_nothing_is_read(pool: Pool, newsroom: Path) -> None:
    assert READ not in judge(pool, None).weights
    with Search.open(newsroom, vectors=False) as search:
        reply = Engine(newsroom).answer(
            "why was the ferry on strike?", search.corpus(EVERYTHING), today=TODAY
        )
    assert reply.answers
