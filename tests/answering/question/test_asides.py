"""What is said beside a question is no part of it; what belongs to it stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.question.asides import without_aside
from tests.desk import Desk

PIER = """
title: A pier for Halden Sound
source: Varrenland Courier
published: 2031-11-20
quotes:
  - {speaker: Orla Venn, text: A pier that nobody pays for is a plank., context: on the pier}
  - {speaker: Piet Oster, text: A budget is no fishing net., context: on the budget}
facts:
  - The pier of Halden Sound fell into the sea in 2029.
"""


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "can somebody describe the new ferry flag, radio listeners can't see it 😅",
            "can somebody describe the new ferry flag",
        ),
        (
            "Pell had a line on fish and the harbour, anyone remember how it went?",
            "Pell had a line on fish and the harbour?",
        ),
        ("who are the four harbour towns, I always forget one", "who are the four harbour towns"),
        ("what does a night crossing cost, anyone?", "what does a night crossing cost?"),
        (
            "What did Thorley say about the strike? I should like to read it out.",
            "What did Thorley say about the strike?",
        ),
        (
            "Thorley's comment on the new pier, please; we have his already.",
            "Thorley's comment on the new pier, please",
        ),
    ],
)
def test_what_is_said_to_whoever_reads_it_is_left_out(message: str, asked: str) -> None:
    assert without_aside(message) == asked


@pytest.mark.parametrize(
    "message",
    [
        # Names, figures and whatever is asked for belong to it.
        "in how many incidents did the dog bite people? Harbour Watch had a count",
        "what share wants the toll gone, the Renwick poll I mean",
        "who spoke of the strike at the meeting, I need 3 of them",
        "Which crews won a prize this spring? All of them.",
        "who plays the first match of the cup, and where is it?",
        "I saw the minister at the pier. I want to know what she said",
        "We lost the ferry on Sunday, anyone know when the next one sails?",
        "why will the crews no longer come out at night, give me their reasons",
        "former chief of the harbour office: will we ever find out who it was",
        "Thorley to the crews: relax, you have my word",
        "who said that everyone deserves a boat, despite getting flak for it",
        # Too little would be left.
        "the strike, I forgot it",
        "anyone?",
    ],
)
def test_what_belongs_to_the_question_stays(message: str) -> None:
    assert without_aside(message) == message


def test_an_aside_makes_an_answer_no_less_sure(tmp_path: Path) -> None:
    (tmp_path / "pier.yaml").write_text(PIER, "utf-8")
    question = "what did Venn say about the pier"
    with Desk.open(tmp_path, vectors=False) as desk:
        plain, beside = desk.ask(question), desk.ask(f"{question}, our listeners can't hear it")
    assert beside.answers[0].key == plain.answers[0].key
    assert beside.confidence == pytest.approx(plain.confidence)
    assert beside.understood.question == f"{question}, our listeners can't hear it"
