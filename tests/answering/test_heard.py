"""Whose words are asked for comes first: neither somebody spoken of, nor somebody spoken to, nor a third."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answering.heard import heard_first
from bot.answering.ranking.confidence import Ranked
from bot.answering.ranking.judging import Judged, judge
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.rank import chances
from bot.answering.whose import contradicted
from bot.replies import Questioned
from tests.desk import Desk

DAY = date(2031, 12, 1)
PIER = """
title: A pier for Halden Sound
source: Varrenland Courier
published: 2031-11-20
people:
  - {name: Orla Venn, role: mayor of Halden Sound}
  - {name: Piet Oster, role: finance minister of Varrenland}
  - {name: Marit Sole, role: chair of the fishers' guild}
quotes:
  - {speaker: Orla Venn, text: Piet Oster promised us a pier and sent a postcard., context: on the minister}
  - {speaker: Marit Sole, text: Without a pier the boats of Halden Sound rot at anchor., context: on the pier}
  - {speaker: Piet Oster, text: The pier will be paid for when the mayor has paid for the last one.}
  - {speaker: Marit Sole, text: I told Oster that a guild can outwait a minister., context: to Piet Oster}
  - {speaker: Piet Oster, text: A budget is no fishing net., context: on the budget}
facts:
  - Oster called Venn the most expensive mayor on the coast.
  - The pier of Halden Sound fell into the sea in 2029.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("pier")
    (folder / "pier.yaml").write_text(PIER, "utf-8")
    with Desk.open(folder, vectors=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def newsdesk(newsroom: Path) -> Iterator[Desk]:
    with Desk.open(newsroom, vectors=False) as opened:
        yield opened


def ask(desk: Desk, question: str) -> Questioned:
    return desk.ask(question, today=DAY)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("what did the mayor say about the finance minister?", "Piet Oster promised us a pier"),
        ("what did Marit Sole tell Oster about the minister?", "I told Oster that a guild"),
        ("who told Oster that a guild can outwait?", "I told Oster that a guild"),
        ("what did Oster say about the mayor?", "The pier will be paid for"),
        ("what did the finance minister say about Venn and the pier?", "The pier will be paid for"),
    ],
)
def test_the_one_who_is_to_speak_comes_first(desk: Desk, question: str, text: str) -> None:
    assert ask(desk, question).answers[0].text.startswith(text)


def test_of_whom_is_spoken_comes_after_those_who_speak(desk: Desk) -> None:
    first, second, *_ = ask(desk, "what did people say about Piet Oster?").answers
    assert {first.speaker, second.speaker} == {"Orla Venn", "Marit Sole"}


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("what was said about Tobias Renwick?", "Tobias Renwick"),
        ("who called Renwick reckless?", "Tobias Renwick"),
        ("what was Tobias Renwick told?", "Tobias Renwick"),
        ("what did anyone say about the mayor?", "Ines Aldercott"),
        ("what did Thorley say about Renwick?", "Tobias Renwick"),
        ("what did the mayor say about the harbour minister?", "Salome Quist"),
    ],
)
def test_the_words_of_somebody_spoken_of_are_no_sure_answer(
    newsdesk: Desk, question: str, never: str
) -> None:
    reply = ask(newsdesk, question)
    assert not (reply.answered and reply.answers[0].speaker == never)


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("what did the prime minister say about Renwick?", "Odile Marchetti-Byrne"),
        ("what did Quist say about Tobias Renwick?", "Salome Quist"),
        ("who said “I thank him for six years of service”?", "Odile Marchetti-Byrne"),
        ("who said “I was wrong to call the strike reckless”?", "Tobias Renwick"),
        ("what did Thorley say of Renwick's strike?", "Agnes Thorley"),
    ],
)
def test_a_name_that_is_not_asked_to_speak_takes_no_ones_place(
    newsdesk: Desk, question: str, speaker: str
) -> None:
    assert ask(newsdesk, question).answers[0].speaker == speaker


def turned(pool: Pool, first: str) -> Judged:
    """The pool judged with the entry of these words in front, as a reader may put it."""
    judged = judge(pool, None)
    order, scores, rows = judged.ranked
    ranks = sorted(range(len(order)), key=lambda n: first not in pool.candidates[order[n]].item.text)
    ranked = Ranked([order[n] for n in ranks], [scores[0] + 1, *scores[1:]], [rows[n] for n in ranks])
    own = chances(pool, ranked, judged.learned)
    return Judged(ranked, judged.weights, own, own[0], judged.learned)


def first_of(judged: Judged, pool: Pool) -> str:
    return pool.candidates[judged.ranked.order[0]].item.text


def test_nobody_elses_words_are_read_before_those_asked_for(desk: Desk) -> None:
    _, pool = desk.candidates("what did Marit Sole say about the pier?", DAY)
    read = turned(pool, "postcard")
    mended = heard_first(read, pool)
    assert "postcard" in first_of(read, pool)
    assert first_of(mended, pool).startswith("Without a pier")
    assert sorted(mended.ranked.order) == sorted(read.ranked.order)
    assert mended.confidence == mended.chances[0] == max(mended.chances)
    assert not contradicted(pool.question, (pool.candidates[mended.ranked.order[0]].item,), pool.snapshot)


@pytest.mark.parametrize("question", ["what did Marit Sole say about planets?", "what about the pier?"])
def test_the_order_stays_where_nothing_of_theirs_fits_or_nobody_is_asked_for(
    desk: Desk, question: str
) -> None:
    _, pool = desk.candidates(question, DAY)
    read = turned(pool, "postcard")
    assert heard_first(read, pool) is read
