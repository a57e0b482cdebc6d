"""Questions about what is written with signs or capitals, and what "Understood" says of words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.desk import Desk

KNOWLEDGE = """\
title: Council plans
source: Ellery Gazette
published: 2031-05-12
people:
  - {name: Martha Gould, role: head of school meals}
  - {name: Ivor Vale, role: finance chief}
  - {name: J.K. Roland, role: clerk}
quotes:
  - {speaker: Ivor Vale, text: The IT department will double its staff., context: on the budget}
  - {speaker: Ivor Vale, text: The U.S. will buy our herring., context: on trade}
  - {speaker: Ivor Vale, text: It is for us to decide who goes., context: on leaving}
  - {speaker: Ivor Vale, text: We teach C++ to all clerks., context: on training}
  - {speaker: Ivor Vale, text: AT&T employees laid the cable., context: on the cable}
  - {speaker: Ivor Vale, text: The F-35 is too loud., context: on jets}
  - {speaker: Martha Gould, text: Children eat what they know., context: on school meals}
  - {speaker: J.K. Roland, text: The minutes are in order., context: on the minutes}
  - {speaker: WHO, text: The outbreak is over., context: on the outbreak}
facts:
  - The budget grew by 1,250,000 crowns.
  - The rate is 1.25 percent.
  - COVID-19 closed the fair.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("compounds")
    (folder / "council.yaml").write_text(KNOWLEDGE, encoding="utf-8")
    with Desk.open(folder, vectors=False) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "topic", "first"),
    [
        ("what was said about IT?", "IT", "The IT department"),
        ("what did the US buy?", "US", "The U.S. will buy"),
        ("what does Vale think of the U.S.?", "US", "The U.S. will buy"),
        ("what did AT&T lay?", "AT&T", "AT&T employees"),
        ("what did Vale say about C++?", "C++", "We teach C++"),
        ("what is said of the F35?", "f35", "The F-35"),
        ("what is said of F-35s?", "f35", "The F-35"),
        ("what did covid19 close?", "covid19", "COVID-19 closed"),
        ("what grew by 1250000 crowns?", "1250000", "The budget grew"),
        ("what grew by 1,250,000 crowns?", "1250000", "The budget grew"),
        ("what is 1.25 percent?", "1.25", "The rate is"),
    ],
)
def test_it_is_looked_for_as_it_is(desk: Desk, question: str, topic: str, first: str) -> None:
    reply = desk.ask(question)
    assert topic in reply.understood.topic
    assert reply.answers[0].text.startswith(first)
    assert not reply.understood.repairs


@pytest.mark.parametrize(
    "question",
    ["what did Vale say about C#?", "what did Vale say about the WHO?", "what did Vale say of F-16s?"],
)
def test_what_is_only_like_it_is_no_sure_answer(desk: Desk, question: str) -> None:
    assert not desk.ask(question).answered


def test_an_abbreviation_is_a_speaker_and_a_question_word_is_not(desk: Desk) -> None:
    assert [one.text for one in desk.ask("what did the WHO say?").offered] == ["The outbreak is over."]
    asked = desk.ask("WHO said that the minutes are in order?")
    assert asked.answers[0].speaker == "J.K. Roland"
    assert desk.ask("tell us who said it is in order").understood.topic == ("order",)


def test_initials_of_a_name_are_no_abbreviation(desk: Desk) -> None:
    assert desk.ask("what did J.K. Roland say?").understood.people == ("J.K. Roland",)


@pytest.mark.parametrize(
    ("question", "repairs"),
    [
        ("what did the bank say about gold?", []),
        ("what did the bank say about Gold?", []),
        ("what did gold say about meals?", [("gold", "gould")]),
        ("the meals of martha gold", [("gold", "gould")]),
        ("what did Gould say about the childern?", [("childern", "children")]),
        ("wat did she say of Vales budgett?", [("wat", "what"), ("budgett", "budget")]),
        ("who spoke of thecable?", []),
        ("what did Vael's staff say?", [("Vael", "vale")]),
    ],
)
def test_only_what_is_really_read_otherwise_is_told_and_whole(
    desk: Desk, question: str, repairs: list[tuple[str, str]]
) -> None:
    assert [(one.typed, one.read) for one in desk.ask(question).understood.repairs] == repairs
