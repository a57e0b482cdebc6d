"""Every signal keeps to its range, and what was learned names signals that exist."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.ranking import signals
from bot.answering.ranking.confidence import AGAINST, OF_FIRST, SIGNS, Ranked, signs_of
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.rank import chance, evidence_of, rank, rows_of
from bot.answering.ranking.signals import SIGNALS
from bot.answering.ranking.weights import Mode, SignalWeights, weights
from tests.desk import Desk

TODAY = date(2031, 12, 1)
SHARES = """
context, anywhere, topic, missing, pairs, focus, fused, agreed, asked, office, speaker wanted, early,
article words, recent, fresh
"""
RANGES = dict.fromkeys((name.strip() for name in SHARES.split(",")), (0.0, 1.0)) | {
    "length": (0.0, math.inf),
    "answer type": (-1.0, 1.0),
    "day": (-1.0, 1.0),
    "meaning": (-1.0, 1.0),
    "article meaning": (-1.0, 1.0),
}
SLACK = 1e-6
"""Sums of floats may end this far outside."""
VOCABULARY = """
what who when how many why did said about the strike ferry barrier Thorley Renwick quist nell mayor former
minister pm yesterday October since latest salt marshes cod 18,000 tonnes overdue Peru wine reckles torley
"""
questions = st.lists(st.sampled_from(VOCABULARY.split()), min_size=1, max_size=9).map(" ".join)


@pytest.fixture(scope="module")
def engine(newsroom: Path) -> Iterator[Desk]:
    with Desk.open(newsroom) as opened:
        opened.wait_for_vectors()
        yield opened


def pool_of(engine: Desk, question: str) -> Pool:
    return engine.candidates(question, TODAY)[1]


def test_every_signal_has_its_range_written_down_here() -> None:
    assert set(SIGNALS) <= set(RANGES)


@given(questions)
def test_signals_keep_to_their_ranges(engine: Desk, question: str) -> None:
    pool = pool_of(engine, question)
    for name, signal in SIGNALS.items():
        values = signal(pool)
        low, high = RANGES[name]
        assert len(values) == len(pool.candidates), name
        assert all(low - SLACK <= value <= high + SLACK for value in values), (name, min(values), max(values))


@given(questions)
def test_the_order_is_by_score_and_the_chance_is_one(engine: Desk, question: str) -> None:
    pool = pool_of(engine, question)
    learned = weights(Mode.MEANING)
    ranked = rank(pool, learned.signals)
    assert sorted(ranked.order) == list(range(len(pool.candidates)))
    assert list(ranked.scores) == sorted(ranked.scores, reverse=True)
    assert 0 <= chance(pool, ranked, learned.confidence) <= 1
    for row, score in zip(ranked.rows, ranked.scores, strict=True):
        assert math.fsum(one.weight for one in evidence_of(row, learned.signals)) == pytest.approx(score)


def test_nothing_to_choose_from_is_no_chance(engine: Desk) -> None:
    pool = pool_of(engine, "strike")
    empty = Pool(pool.question, [], pool.snapshot)
    assert chance(empty, Ranked([], [], []), weights().confidence) == 0
    assert rows_of(empty) == []


@pytest.mark.parametrize("ground", Mode)
class TestLearned:
    def test_every_signal_and_sign_exists(self, engine: Desk, ground: Mode) -> None:
        learned = weights(ground)
        pool = pool_of(engine, "who called the strike reckless")
        signs = signs_of(pool, rank(pool, learned.signals))
        assert learned.signals.keys() <= SIGNALS.keys()
        assert learned.confidence.signs.keys() <= signs.keys()

    def test_signs_speak_for_or_against_as_they_are_meant_to(self, engine: Desk, ground: Mode) -> None:
        for name, weight in weights(ground).confidence.signs.items():
            assert (weight <= 0) if name in AGAINST else (weight >= 0), name

    def test_signals_speak_for_or_against_as_they_are_meant_to(self, engine: Desk, ground: Mode) -> None:
        for name, weight in weights(ground).signals.items():
            sign = -1 if name in signals.AGAINST else 1
            assert name in signals.EITHER or sign * weight >= 0, name

    def test_it_is_named_what_they_were_learned_from(self, engine: Desk, ground: Mode) -> None:
        assert weights(ground).data
        assert SignalWeights.model_validate(weights(ground).model_dump()) == weights(ground)


def test_signs_of_the_first_are_signals() -> None:
    assert set(OF_FIRST) <= SIGNALS.keys()
    assert all(name.removeprefix("first: ") in {*SIGNS, *OF_FIRST} for name in AGAINST)


def values(engine: Desk, name: str, question: str) -> dict[str, float]:
    pool = pool_of(engine, question)
    return {c.item.text: v for c, v in zip(pool.candidates, SIGNALS[name](pool), strict=True)}


SLEEP = "We did not win everything, but we will sleep again."
RECKLESS = "I was wrong to call the strike reckless."
PORT = "All 38 ferries of Brightwater Ferries stayed in port on Tuesday."


@pytest.mark.parametrize(
    ("name", "question", "higher", "lower"),
    [
        ("anywhere", "sleep and win after the strike", SLEEP, RECKLESS),
        ("pairs", "wrong to call the strike reckless", RECKLESS, SLEEP),
        ("asked", "Thorley on the strike", SLEEP, RECKLESS),
        ("office", "the union chair on the strike", SLEEP, RECKLESS),
        ("speaker wanted", "who complained of the strike of the ferries", RECKLESS, PORT),
        ("answer type", "how many ferries in the strike", PORT, RECKLESS),
        ("focus", "wrong to call the strike reckless", RECKLESS, PORT),
        ("missing", "ferries on Tuesday", SLEEP, PORT),
        (
            "early",
            "ferries in the strike",
            PORT,
            "The crews ask for shifts of no more than ten hours and a raise of 6.5 percent.",
        ),
    ],
)
def test_what_a_signal_tells(engine: Desk, name: str, question: str, higher: str, lower: str) -> None:
    found = values(engine, name, question)
    assert found[higher] > found[lower], found


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("asked", "what did people say about Renwick's strike?"),
        ("asked", "who told Renwick about the strike?"),
        ("asked", "what did the prime minister say about Renwick?"),
        ("office", "what did people say about the harbour minister?"),
        ("office", "what did Thorley say about the harbour minister?"),
        ("office", "who called the harbour minister reckless?"),
    ],
)
def test_who_is_spoken_of_gets_nothing_for_speaking(engine: Desk, name: str, question: str) -> None:
    pool = pool_of(engine, question)
    theirs = [
        value
        for one, value in zip(pool.candidates, SIGNALS[name](pool), strict=True)
        if one.item.speaker in ("Tobias Renwick", "Salome Quist")
    ]
    assert theirs
    assert not any(theirs)


def test_a_name_spoken_of_is_no_word_of_the_one_who_has_it(engine: Desk) -> None:
    found = values(engine, "anywhere", "what did people say about Tobias Renwick?")
    his = values(engine, "anywhere", "what did Tobias Renwick say to people?")
    assert found[RECKLESS] < his[RECKLESS]


def test_the_day_falls_off_beside_the_named_days(engine: Desk) -> None:
    found = values(engine, "day", "the strike on March 13")
    assert found[SLEEP] == 1
    assert min(found.values()) == -1
    assert set(values(engine, "day", "the strike").values()) == {0.0}


def test_what_articles_agree_on_is_no_matter_of_copies(tmp_path: Path) -> None:
    told = {
        "first": "The harbour race was won by Ansgar Vik",
        "second": "After the harbour race they cheered for Vik",
        "third": "The harbour race was won by Peller, it was first said",
        "copy": "The harbour race was won by Peller, it was first said",
    }
    for name, fact in told.items():
        text = f"title: {name.title()}\nsource: Courier\nfacts:\n  - {fact}\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with Desk.open(tmp_path, vectors=False) as engine:
        found = values(engine, "agreed", "who won the harbour race")
    assert found[told["first"]] == 1
    assert 0 < found[told["second"]] <= 1
    assert found[told["third"]] < 1


def test_any_length_of_a_question_has_a_chance(engine: Desk) -> None:
    pool = pool_of(engine, "what did Thorley say about sleep and the strike " * 700)
    learned = weights()
    assert 0 <= chance(pool, rank(pool, learned.signals), learned.confidence) <= 1


def test_capitals_throughout_mark_no_names(engine: Desk) -> None:
    question = "what did the mayor say about the ministry"
    spoken = [engine.candidates(each, TODAY)[0] for each in (question, question.upper(), question.title())]
    assert not any(term.capital for asked in spoken for term in asked.terms)
    assert len({tuple(term.word for term in asked.terms) for asked in spoken}) == 1
