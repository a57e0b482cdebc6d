"""Did somebody say so? Their very words, somebody else's, words that come near, or nothing of the kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from bot.cards import reply_card
from bot.replies import (
    Answer,
    Attribution,
    Context,
    Outcome,
    PersonReply,
    Reply,
    Unknown,
    Verdict,
    WhichPerson,
)
from bot.services import OPERATOR, Request, Services

QUAY = """
title: The quay divides Sandhaven
source: Varrenland Courier
published: 2031-05-12
people:
  - {name: Merete Lund, role: mayor of Sandhaven}
  - {name: Ingo Falk, role: director of Norvik Ferries}
  - {name: Dora Falk, role: chair of Quiet Shores}
quotes:
  - {speaker: Merete Lund, text: The new quay is a gift to nobody., context: on the new quay}
  - {speaker: Ingo Falk, text: A gift is what twelve thousand call it., context: on the new quay}
  - {speaker: Ingo Falk, text: The cranes will never stand on the north pier again., context: on the cranes}
  - {speaker: Dora Falk, text: Nobody asked the seals., context: on the seals}
  - speaker: Ingo Falk
    text: The night ferry will open in September.
    withdrawn: {date: 2031-05-20, note: He did not say it.}
facts: [Dora Falk sold her boat in April.]
"""


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder = tmp_path_factory.mktemp("quay")
    (folder / "quay.yaml").write_text(QUAY, "utf-8")
    with Services.open(folder, vectors=False) as opened:
        yield opened


def ask(services: Services, question: str, context: Context | None = None) -> Reply:
    return services.ask(Request(question, OPERATOR, context, date(2031, 6, 1)))


@pytest.mark.parametrize(
    "question",
    [
        "did Merete Lund say the new quay is a gift to nobody?",
        "Did Lund really say that the new quay is a gift to nobody?",
        "did the mayor of Sandhaven say the new quay is a gift to nobody?",
        "has Merete ever said the new quay is a gift to nobody",
        "is it true that Lund said the new quay is a gift to nobody?",
        "didn't Merete Lund say the new quay is a gift to nobody?",
        "was it Merete Lund who said the new quay is a gift to nobody?",
    ],
)
def test_their_very_words_are_a_yes(services: Services, question: str) -> None:
    reply = ask(services, question)
    assert isinstance(reply, Verdict)
    assert (reply.verdict, reply.attribution) == (Outcome.GENUINE, Attribution.AGREES)
    assert reply.answers[0].speaker == "Merete Lund"


@pytest.mark.parametrize("name", ["Ingo Falk", "Ingo", "the director of Norvik Ferries"])
def test_somebody_elses_words_are_a_no_that_says_whose(services: Services, name: str) -> None:
    reply = ask(services, f"did {name} say the new quay is a gift to nobody?")
    assert isinstance(reply, Verdict)
    assert reply.verdict is Outcome.MISATTRIBUTED
    assert reply.answers[0].speaker == "Merete Lund"


def test_a_pronoun_is_whom_the_talk_is_about(services: Services) -> None:
    reply = ask(services, "did he say the new quay is a gift to nobody?", Context(people=("ingo falk",)))
    assert isinstance(reply, Verdict)
    assert reply.verdict is Outcome.MISATTRIBUTED


def test_a_claim_in_other_words_gets_the_nearest_words_and_no_verdict(services: Services) -> None:
    reply = ask(services, "did Ingo Falk say the cranes will stand on the north pier again?")
    assert isinstance(reply, Answer)
    assert reply.answers[0].text == "The cranes will never stand on the north pier again."
    assert "genuine" not in reply_card(reply).text.casefold()


@pytest.mark.parametrize(
    "question",
    [
        "did Dora Falk say the ferry is too loud at night?",
        "has Dora Falk commented on the cranes?",
        "did Dora Falk say that the quay will be closed?",
    ],
)
def test_nothing_of_the_kind_is_told_with_what_was_looked_through(services: Services, question: str) -> None:
    reply = ask(services, question)
    assert isinstance(reply, Unknown)
    assert reply.looked_through == 1
    assert (
        "I don't know of any such statement by Dora Falk. I looked through 1 statement"
        in reply_card(reply).text
    )


def test_nobody_elses_words_are_a_sure_answer_to_what_somebody_said(services: Services) -> None:
    reply = ask(services, "what did Dora Falk say about the cranes on the northern pier?")
    assert not (reply.answered and reply.answers[0].speaker != "Dora Falk")


def test_a_stranger_is_asked_back_before_anything_is_checked(services: Services) -> None:
    reply = ask(services, "did Tom Falk say the cranes will never stand on the north pier again?")
    assert isinstance(reply, WhichPerson)


@pytest.mark.parametrize(
    "claim", ["the night ferry will open in September", "the ferry will open in September"]
)
def test_what_was_taken_back_gets_the_same_verdict_without_marks(services: Services, claim: str) -> None:
    reply = ask(services, f"did Ingo Falk say that {claim}?")
    assert isinstance(reply, Verdict)
    assert (reply.verdict, reply.attribution) == (Outcome.WITHDRAWN, Attribution.AGREES)
    assert "Withdrawn on 20 May 2031: He did not say it." in reply_card(reply).text


def test_who_said_tells_that_words_were_taken_back(services: Services) -> None:
    reply = services.who_said("the night ferry will open in September", OPERATOR)
    shown = reply_card(reply).text
    assert not reply.answered
    assert "Words like these were taken back." in shown
    assert "Withdrawn on 20 May 2031" in shown
    assert "Nobody" not in shown
    assert services.who_said("nobody asked the seals", OPERATOR).withdrawn is None


def test_what_somebody_did_is_no_claim_of_what_they_said(services: Services) -> None:
    reply = ask(services, "did Dora Falk sell her boat in April?")
    assert reply.answers[0].text == "Dora Falk sold her boat in April."


@pytest.mark.parametrize("question", ["who is Merete Lund?", "Who is the mayor of Sandhaven?"])
def test_who_somebody_is_shows_the_person(services: Services, question: str) -> None:
    reply = ask(services, question)
    assert isinstance(reply, PersonReply)
    assert reply.person.roles == ("mayor of Sandhaven",)
