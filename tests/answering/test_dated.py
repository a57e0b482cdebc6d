"""What the days and the order of a question do to its answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.cards.answer import answer_card
from bot.replies import Answer, Context, Questioned, Unknown
from bot.services import OPERATOR, Request, Services

TODAY = date(2031, 6, 9)
D = date
SAID = {
    D(2030, 2, 11): ("Marta Kessling", "The quay will be dredged before winter.", "on the quay"),
    D(2030, 11, 14): ("Marta Kessling", "A lamp that nobody lights is a stone.", "on the lighthouse"),
    D(2031, 3, 2): ("Marta Kessling", "We sail at dawn or we do not sail.", "on the regatta"),
    D(2031, 4, 10): ("Clara May", "The nets stay in the water.", "on the regatta"),
    D(2031, 5, 20): ("Jan Kowal", "Bread is dearer than it was.", "on the mills"),
    D(2031, 5, 30): ("Marta Kessling", "Our quay is deep enough by now.", "on the quay"),
    D(2031, 6, 3): ("Jan Kowal", "No mill has closed since the levy of 2014.", "at a hearing on Monday"),
}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder: Path = tmp_path_factory.mktemp("dated")
    for day, (speaker, text, context) in SAID.items():
        (folder / f"{day}.yaml").write_text(
            f"title: A day at the port\nsource: Courier\npublished: {day}\n"
            f"quotes: [{{speaker: {speaker}, text: {text}, context: {context}}}]\n",
            encoding="utf-8",
        )
    with Services.open(folder, vectors=False) as opened:
        yield opened


def ask(services: Services, question: str, context: Context | None = None) -> Questioned:
    reply = services.ask(Request(question, OPERATOR, context, today=TODAY))
    assert isinstance(reply, Questioned)
    return reply


def days(reply: Questioned) -> list[str]:
    return [str(one.published) for one in reply.answers]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("what did Kessling say in 2030?", ["2030-11-14", "2030-02-11"]),
        ("what did Kessling say between February and May?", ["2031-05-30", "2031-03-02"]),
        ("what was said in May?", ["2031-05-30", "2031-05-20"]),
        ("what did May say?", ["2031-04-10"]),
        ("what did Clara May say in April?", ["2031-04-10"]),
        ("what did Jan Kowal say in the past two weeks?", ["2031-06-03"]),
        ("what did Kessling say about the quay in early 2030?", ["2030-02-11"]),
        ("what was the first thing Kessling said?", ["2030-02-11", "2030-11-14"]),
        ("what was the first thing Kessling said about the quay?", ["2030-02-11", "2031-05-30"]),
        ("what did Kessling last say about the quay?", ["2031-05-30", "2030-02-11"]),
        ("what happened in the last week of May?", ["2031-05-30"]),
    ],
)
def test_what_was_said_then(services: Services, question: str, first: list[str]) -> None:
    reply = ask(services, question)
    assert isinstance(reply, Answer)
    assert days(reply)[: len(first)] == first


@pytest.mark.parametrize(
    ("question", "sentence", "first"),
    [
        (
            "what did Kessling say last week?",
            "I don't know of anything by Marta Kessling from 2 to 8 June 2031. "
            "The last one before that is from 30 May 2031.",
            "2031-05-30",
        ),
        (
            "what did Clara May say in 2029?",
            "I don't know of anything by Clara May in 2029. The first one after that is from 10 April 2031.",
            "2031-04-10",
        ),
        (
            "what did Kessling say about the quay in December?",
            "I don't know of anything by Marta Kessling about that in December 2030. "
            "The last one before that is from 11 February 2030, the first one after it from 30 May 2031.",
            "2031-05-30",
        ),
        (
            "what was said about the lighthouse on 3 May 2031?",
            "I don't know of anything about that on 3 May 2031. "
            "The last one before that is from 14 November 2030.",
            "2030-11-14",
        ),
        (
            "what was said in July 2030?",
            "I don't know of anything in July 2030. "
            "The last one before that is from 11 February 2030, "
            "the first one after it from 14 November 2030.",
            "2030-11-14",
        ),
    ],
)
def test_where_nothing_was_said_then_it_is_told_what_lies_beside(
    services: Services, question: str, sentence: str, first: str
) -> None:
    reply = ask(services, question)
    assert isinstance(reply, Unknown)
    assert not reply.answered
    assert days(reply)[0] == first
    card = answer_card(reply)
    assert sentence in card.text
    assert reply.answers[0].text in card.text


def test_what_is_told_a_day_later_is_of_the_day_that_it_names(services: Services) -> None:
    assert days(ask(services, "what did Kowal say on 2 June?")) == ["2031-06-03"]


def test_a_year_that_only_texts_speak_of_is_a_topic(services: Services) -> None:
    reply = ask(services, "what did Kowal say about the levy in 2014?")
    assert days(reply)[0] == "2031-06-03"
    assert "2014" in reply.understood.topic


def test_a_number_is_read_in_the_order_in_which_something_is_known(services: Services) -> None:
    reply = ask(services, "what did Kessling say on 3/2/2031?")
    assert days(reply) == ["2031-03-02"]
    assert "I read “3/2/2031” as 2 March 2031, not as 3 February 2031." in answer_card(reply).text


def test_what_fits_but_for_its_day_does_not_make_the_answer_less_sure(services: Services) -> None:
    alone = ask(services, "what did Kessling say about the quay?")
    then = ask(services, "what did Kessling say about the quay in 2030?")
    assert alone.answered and then.answered
    assert days(then)[0] == "2030-02-11"


def test_before_that_and_since_then_count_from_the_last_answer(services: Services) -> None:
    first = ask(services, "what did Kessling say in March?")
    assert days(first) == ["2031-03-02"]
    assert days(ask(services, "what did she say before that?", first.context)) == ["2030-11-14", "2030-02-11"]
    after = ask(services, "and what has she said since then?", first.context)
    assert days(after)[0] == "2031-05-30"
    assert after.understood.since == D(2031, 3, 2)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Three days on which one topic was spoken of, the last of them a Monday that its entry names."""
    folder: Path = tmp_path_factory.mktemp("port")
    for day, text, context in (
        (D(2029, 10, 12), "The toll pays for the ferry alone.", "on the toll"),
        (D(2030, 3, 4), "The toll stays as it is.", "on the toll"),
        (D(2031, 6, 2), "We raise the toll in January.", "on the toll, at a hearing on Monday"),
    ):
        (folder / f"{day}.yaml").write_text(
            f"title: A day at the port\nsource: Courier\npublished: {day}\n"
            f'quotes: [{{speaker: Ada Voss, text: "{text}", context: "{context}"}}]\n',
            encoding="utf-8",
        )
    with Services.open(folder, vectors=False) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("what did Voss say about the toll before 2 June 2031?", ["2030-03-04", "2029-10-12"]),
        ("what did Voss say before 2 June 2031?", ["2030-03-04", "2029-10-12"]),
        ("what did Voss say about the toll in 2030?", ["2030-03-04"]),
        ("what did Voss say about the toll since 2030?", ["2031-06-02", "2030-03-04"]),
    ],
)
def test_what_is_of_other_days_is_not_shown_as_of_those_named(
    port: Services, question: str, shown: list[str]
) -> None:
    reply = ask(port, question)
    assert isinstance(reply, Answer)
    assert sorted(days(reply)) == sorted(shown)


def test_what_is_of_other_days_is_not_shown_in_a_conversation(port: Services) -> None:
    first = ask(port, "what did Voss say about the toll?")
    reply = ask(port, "before that", first.context)
    assert isinstance(reply, Answer)
    assert days(reply)
    assert all(day < days(first)[0] for day in days(reply))


@pytest.mark.parametrize(
    ("question", "then"),
    [
        ("what did Voss say in 2032?", "in 2032"),
        ("what did Voss say in 2040?", "in 2040"),
        ("what did Voss say next week?", "from 16 to 22 June 2031"),
        ("what did Voss say next year?", "in 2032"),
        ("what did Voss say tomorrow?", "on 10 June 2031"),
    ],
)
def test_nothing_is_known_of_days_that_are_still_to_come(port: Services, question: str, then: str) -> None:
    reply = ask(port, question)
    assert isinstance(reply, Unknown)
    sentence = f"I don't know of anything by Ada Voss {then}. The last one before that is from 2 June 2031."
    assert sentence in answer_card(reply).text


def test_what_is_to_come_may_be_what_was_spoken_of(port: Services) -> None:
    for question in (
        "what did Voss say about the toll next year?",
        "what did Voss say will happen to the toll in 2035?",
        "where do they march tomorrow?",
    ):
        assert ask(port, question).understood.dated is None


@pytest.mark.parametrize("turn", ["and in 2010?", "what about 2010?", "and 2040?", "2040?"])
def test_a_year_of_which_nothing_is_known_is_no_topic_of_a_conversation(port: Services, turn: str) -> None:
    context = ask(port, "what did Voss say about the toll?").context
    for before in ("and in early March", "what about 2030?"):
        context = ask(port, before, context).context
    reply = ask(port, turn, context)
    assert isinstance(reply, Unknown)
    assert "anything by Ada Voss about that in 20" in answer_card(reply).text


@pytest.mark.parametrize("turn", ["what about 2029?", "and 2029", "2029?", "only 2029, please"])
def test_a_year_alone_carries_on_with_what_was_said_then(port: Services, turn: str) -> None:
    context = ask(port, "what did Voss say about the toll?").context
    assert days(ask(port, turn, context)) == ["2029-10-12"]


@pytest.mark.parametrize("day", ["31 February 2031", "30 February", "31/2/2031", "2031-02-31", "31/2"])
def test_of_a_day_that_no_calendar_has_nothing_is_sure(port: Services, day: str) -> None:
    for question in (f"what did Voss say on {day}?", f"what did Voss say about the toll on {day}?"):
        reply = ask(port, question)
        assert not reply.answered
        assert f"There is no such day as “{day}”." in answer_card(reply).text


def test_a_day_in_two_numbers_is_the_one_of_which_something_is_known(services: Services) -> None:
    for typed in ("3/2", "2/3"):
        reply = ask(services, f"what did Kessling say on {typed}?")
        assert days(reply) == ["2031-03-02"]
        assert f"I read “{typed}” as 2 March 2031, not as 3 February 2031." in answer_card(reply).text
    assert ask(services, "what did Kessling say on 3/4 of the quay?").understood.dated is None


def test_where_nothing_is_dated_it_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "title: A day at the port\nsource: Courier\n"
        "quotes: [{speaker: Ada Voss, text: The toll stays as it is., context: on the toll}]\n",
        encoding="utf-8",
    )
    with Services.open(tmp_path, vectors=False) as opened:
        reply = ask(opened, "what did Voss say yesterday?")
    assert not reply.answered
    assert "None of this has a date, so I don't know when it was said." in answer_card(reply).text
