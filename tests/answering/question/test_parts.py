"""Which part somebody has in a question: whose words are asked for, to whom and of whom is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answering.question.parts import Part, describing, part_of
from bot.answering.question.understand import Question
from tests.desk import Desk

S, A, T, O = Part.SPEAKS, Part.ADDRESSED, Part.TOPIC, Part.OPEN  # noqa: E741 -- a table is read by its columns


@pytest.fixture(scope="module")
def desk(newsroom: Path) -> Iterator[Desk]:
    with Desk.open(newsroom, vectors=False) as opened:
        yield opened


def read(desk: Desk, question: str) -> Question:
    return desk.candidates(question, date(2031, 12, 1))[0]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("what did Thorley say about Renwick?", [S, T]),
        ("what did Thorley say of Tobias Renwick?", [S, T]),
        ("what does Thorley think Renwick wants?", [S, T]),
        ("what did Thorley tell Renwick about Pell?", [S, A, T]),
        ("what did Pell say to Thorley and Renwick?", [S, A, A]),
        ("Thorley on Renwick", [S, T]),
        ("what did people say about the former minister Renwick?", [T]),
        ("what did people say about Renwick's lawyer?", [T]),
        ("who called Renwick reckless?", [T]),
        ("who told Renwick about the strike?", [A]),
        ("what was Renwick told?", [A]),
        ("why was Renwick criticised?", [T]),
        ("what is Renwick quoted as saying?", [S]),
        ("the reaction to Renwick", [A]),
        ("Renwick's view of the strike", [S]),
        ("what did Renwick's lawyer say?", [T]),
        ("what did Renwick's ministry say?", [O]),
        ("why did crews sour on Renwick?", [O]),
        ("who claims that Renwick tells the crews anything?", [T]),
        ("what is it about the port that Renwick says?", [S]),
        ("the Renwick spokesman on the strike", [O]),
        ("quotes by Renwick and Thorley", [S, S]),
        ("according to Renwick, who is reckless?", [S]),
        ("what said Renwick about the strike?", [S]),
        ("what about Renwick?", [O]),
        ("when did Renwick resign?", [O]),
        ("so everybody hates the strike, what did Renwick say", [S]),
        ("was the strike reckless, Renwick?", [O]),
    ],
)
def test_the_part_of_each_who_is_named(desk: Desk, question: str, parts: list[Part]) -> None:
    asked = read(desk, question)
    assert [part_of(one, asked.terms, asked.people) for one in asked.people] == parts


def test_those_who_speak_are_heard_before_those_of_whom_nothing_tells(desk: Desk) -> None:
    asked = read(desk, "with Pell gone, what did Thorley tell Renwick?")
    assert [one.best for one in asked.heard] == ["agnes thorley", "dorian pell"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what did the harbour minister say about the mayor?", {"harbour", "minister"}),
        ("who thanked the prime minister?", set()),
        ("what was said about the mayor?", set()),
        ("the mayor on the prime minister", {"mayor"}),
        ("what was said by the mayor about the minister?", {"said", "mayor", "minister"}),
        ("which minister spoke of the mayor?", {"minister"}),
        ("how old is the mayor of Port Ellery?", {"old", "mayor", "port", "ellery"}),
    ],
)
def test_which_words_may_describe_a_speaker(desk: Desk, question: str, words: set[str]) -> None:
    asked = read(desk, question)
    found = {term.word for term in describing(asked.terms) if term.topical or term.word == "said"}
    assert found - {"said"} == words - {"said"}


@pytest.mark.parametrize(
    "question",
    ["what was said about Renwick?", "what was Tobias Renwick told?", "what was said about the mayor?"],
)
def test_somebody_spoken_of_is_not_asked_for_all_they_said(desk: Desk, question: str) -> None:
    asked = read(desk, question)
    assert not asked.speakers
    assert asked.speaker is None
