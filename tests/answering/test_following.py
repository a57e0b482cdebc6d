"""Follow-up questions in one conversation, asked of the real engine over the shipped knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cards.answer import answer_card
from bot.replies import Answer, Unknown
from tests.desk import Desk

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk.open(KNOWLEDGE, index=tmp_path_factory.mktemp("index"), vectors=False) as opened:
        yield opened


@pytest.fixture
def first(engine: Desk) -> Answer:
    answer = engine.ask("what did Hegseth say about China?")
    assert isinstance(answer, Answer)
    return answer


def test_another_topic_keeps_the_person(engine: Desk, first: Answer) -> None:
    answer = engine.ask("and about deterrence?", first.context)
    assert answer.understood.people == ("Pete Hegseth",)
    assert "deterrence" in answer.understood.topic


def test_another_person_keeps_the_topic(engine: Desk, first: Answer) -> None:
    answer = engine.ask("and Takaichi?", first.context)
    assert answer.understood.people == ("Sanae Takaichi",)
    assert "china" in answer.understood.topic


def test_what_else_leaves_out_what_was_shown(engine: Desk) -> None:
    shown = engine.ask("what did Hegseth say?", limit=2)
    more = engine.ask("what else did he say?", shown.context)
    assert {one.speaker for one in more.answers} == {"Pete Hegseth"}
    assert not {one.key for one in more.answers} & {one.key for one in shown.answers}
    again = engine.ask("what else?", more.context)
    assert not again.answered
    assert isinstance(again, Unknown)
    assert again.exhausted


def test_only_more_of_what_was_shown_is_exhausted(engine: Desk) -> None:
    answer = engine.ask("what did Hegseth say about Ukraine?")
    assert answer.answers
    assert not answer.answered
    unknown = Unknown(confidence=0.0, understood=answer.understood)
    assert "I don't know of anything by Pete Hegseth on that." in answer_card(unknown).text


def test_a_quote_of_one_word_is_known_to_be_somebodys(engine: Desk) -> None:
    answer = engine.ask('who said "severe"?')
    assert answer.answered
    assert answer.answers[0].text == "severe"
    assert not engine.ask("who said it was severe weather in Peru?").answered


def test_a_person_meant_by_office_is_remembered(engine: Desk) -> None:
    shown = engine.ask("what did the Japanese prime minister say about defence capabilities?", limit=1)
    assert shown.answers[0].speaker == "Sanae Takaichi"
    more = engine.ask("what else did she say?", shown.context)
    assert {one.speaker for one in more.answers[:1]} == {"Sanae Takaichi"}


@pytest.mark.parametrize(
    "question",
    [
        "who said that?",
        "where was that published?",
        "source?",
    ],
)
def test_questions_about_the_answer_show_it_again(engine: Desk, first: Answer, question: str) -> None:
    answer = engine.ask(question, first.context)
    assert answer.answered
    assert [one.key for one in answer.answers] == [first.answers[0].key]


def test_a_question_that_stands_by_itself_is_not_bent(engine: Desk, first: Answer) -> None:
    question = "what did Koizumi say about exercises?"
    with_context, alone = engine.ask(question, first.context), engine.ask(question)
    assert [one.key for one in with_context.answers] == [one.key for one in alone.answers]


def test_without_a_conversation_a_follow_up_is_an_ordinary_question(engine: Desk) -> None:
    assert not engine.ask("who said that?").answered
