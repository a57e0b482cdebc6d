"""What a message points at, checked: what asks for it, and what comes of it."""

from __future__ import annotations

import pytest

from bot.replies import Answer, Attribution, Outcome, Reply, Report, Unknown, Verdict
from bot.services import (
    LARGEST_FILE,
    OPERATOR,
    Passage,
    PointedAt,
    Request,
    Services,
    asks_check,
    parted,
    passage_in,
)

WALKOUT = "This walkout is not reckless; it is overdue."


def checked(services: Services, *texts: str, question: str = "is this true?") -> Reply:
    pointed_at = PointedAt(passages=tuple(Passage(text=text) for text in texts))
    return services.ask(Request(question, OPERATOR, pointed_at=pointed_at))


@pytest.mark.parametrize(
    "message",
    [
        "did she really say this?",
        "Did Mayor Vance ever say such a thing?",
        "has he said that",
        "is it true?",
        "is this quote real?",
        "are these her words?",
        "was she quoted correctly?",
        "who said this?",
        "when did he say that?",
        "where is this from?",
        "what's the source for this?",
        "got a source?",
        "check this",
        "pls fact-check the quotes",
        "can you confirm that?",
        "true or false?",
        "really?",
        "hm, is that so?",
        "sounds odd, did they put it that way?",
        "does this check out?",
        "did he use these words?",
        "was she misquoted?",
        "exact words?",
        "can we print this?",
        "is this on record?",
        "did she say that or not?",
        "what about this quote?",
        "?",
        "",
        "👀",
    ],
)
def test_a_check_is_asked_for_in_many_ways(message: str) -> None:
    assert asks_check(message)


@pytest.mark.parametrize(
    "message",
    [
        "what did Vance say about the mill?",
        "did Vance say the mill is closing?",
        "who is Vance?",
        "why did she say that the mill is closing?",
        "is the printer broken again?",
        "what's new?",
        "help",
        "did the council approve the mill?",
        "how many people live there?",
        "and Mora?",
        "when is the vote?",
        "summarise this",
        "can you send me the draft?",
        "is Vance still mayor?",
        "check the weather for tomorrow please",
        "Vance once owned the old mill at Fennmoor, true or false?",
        "Confirm: the year in which the mill was sold to the town.",
    ],
)
def test_other_questions_are_none(message: str) -> None:
    assert not asks_check(message)


def test_a_block_quote_is_parted_from_the_question_above_or_below_it() -> None:
    assert parted("true?\n> a b\n> c\n– Roe") == ("true?", "> a b\n> c\n– Roe")
    assert parted("> a b\n> c\ntrue?") == ("true?", "> a b\n> c")
    assert parted("is 3 > 2 true?") == ("is 3 > 2 true?", "")


def test_quotations_come_first_and_whom_the_question_names_speaks_a_single_one(services: Services) -> None:
    found = checked(services, f"“{WALKOUT}”", question="did Renwick say that?")
    assert isinstance(found, Report)
    assert [one.verdict.verdict for one in found.quotations] == [Outcome.MISATTRIBUTED]
    two = f"Thorley: “{WALKOUT}”\nRenwick: “I was wrong to call the strike reckless.”"
    found = checked(services, two, question="did Renwick say that?")
    assert isinstance(found, Report)
    assert [one.verdict.verdict for one in found.quotations] == [Outcome.GENUINE] * 2


def test_known_words_without_marks_get_a_verdict(services: Services) -> None:
    for text, question, outcome in (
        (WALKOUT, "did Thorley say that?", Outcome.GENUINE),
        (WALKOUT, "did Pell say that?", Outcome.MISATTRIBUTED),
        (WALKOUT.replace("not ", ""), "did she say that?", Outcome.ALTERED),
    ):
        found = checked(services, text, question=question)
        assert isinstance(found, Verdict)
        assert found.verdict is outcome
    assert not isinstance(checked(services, "the walkout was reckless, and it is over now"), Verdict)


@pytest.mark.parametrize(
    "claim",
    [
        "Thorley said the walkout was overdue",
        "BREAKING: Agnes Thorley told reporters that the walkout was overdue!",
        "According to Thorley, the walkout was overdue.",
        "The walkout was overdue, Agnes Thorley said on Monday.",
    ],
)
def test_a_claim_is_answered_as_the_question_is_that_asks_for_it(services: Services, claim: str) -> None:
    found = checked(services, claim)
    asked = services.ask(Request("did Agnes Thorley say that the walkout was overdue?", OPERATOR))
    assert isinstance(found, Answer)
    assert found.answered
    # Two entries hold the claim, and which of them fits the wording better does not matter.
    assert {each.key for each in found.answers[:2]} == {each.key for each in asked.answers[:2]}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The “walkout” was popular", "is it true that the “walkout” was popular?"),
        ("Update: all 38 ferries stayed in port", "is it true that Update: all 38 ferries stayed in port?"),
        ("Thorley: the walkout was overdue", "did Thorley say that the walkout was overdue?"),
        ("Zorbas said the walkout was overdue", "did Zorbas say that the walkout was overdue?"),
    ],
)
def test_what_nobody_known_is_given_is_a_statement(services: Services, text: str, question: str) -> None:
    found = checked(services, text)
    assert isinstance(found, Answer | Unknown)
    assert found.understood.question == question


def test_a_label_before_known_words_names_their_speaker(services: Services) -> None:
    found = checked(services, f"Agnes Thorley: {WALKOUT}")
    assert isinstance(found, Verdict)
    assert found.verdict is Outcome.GENUINE


def test_she_in_a_claim_is_whom_the_question_names(services: Services) -> None:
    found = checked(
        services, "she said the walkout was overdue", question="did Agnes Thorley really say that?"
    )
    assert isinstance(found, Answer)
    assert found.understood.people == ("Agnes Thorley",)


def test_several_claims_give_a_report(services: Services) -> None:
    text = "Thorley said the walkout was overdue.\nRenwick said that penguins sing in choirs."
    found = checked(services, text)
    assert isinstance(found, Report)
    assert [(one.line, one.speaker) for one in found.claims] == [(1, "Thorley"), (2, "Renwick")]
    assert found.claims[0].answered
    assert found.claims[0].nearest
    assert found.claims[0].nearest.speaker == "Agnes Thorley"
    assert not found.claims[1].answered


def test_a_statement_of_nobody_is_looked_up_and_chat_is_not(services: Services) -> None:
    assert isinstance(checked(services, "All 38 ferries stayed in port on Tuesday"), Answer | Unknown)
    found = checked(services, "hello everybody")
    assert isinstance(found, Report)
    assert found.empty


@pytest.mark.parametrize("chat", ["look", "no way", "omg this one", "for tonight"])
def test_a_word_or_two_state_nothing_that_could_be_true(services: Services, chat: str) -> None:
    found = checked(services, chat)
    assert isinstance(found, Report)
    assert found.empty


@pytest.mark.parametrize(
    "text",
    ["look", "Gulls like rain on the roof", "Thorley said the walkout was overdue", WALKOUT, f"“{WALKOUT}”"],
)
def test_a_file_that_cannot_be_read_is_named_beside_whatever_else_is_found(
    services: Services, text: str
) -> None:
    pointed_at = PointedAt(passages=(Passage(text=text),), unread=("draft.txt",))
    found = services.ask(Request("is this true?", OPERATOR, pointed_at=pointed_at))
    assert isinstance(found, Report)
    assert found.unread == ("draft.txt",)
    assert found.answered is ("alkout" in text)


def test_who_said_this_gives_no_name(services: Services) -> None:
    found = checked(services, WALKOUT, question="who said this?")
    assert isinstance(found, Verdict)
    assert found.attribution is Attribution.NOT_NAMED


def test_what_is_written_for_the_eye_is_no_word_of_it(services: Services) -> None:
    text = f"<:wave:123456789012345678> **Agnes Thorley**: ||“{WALKOUT}”|| <@&5> https://courier.example/a_b"
    found = checked(services, text)
    assert isinstance(found, Report)
    assert [one.verdict.verdict for one in found.quotations] == [Outcome.GENUINE]


def test_without_anything_to_point_at_it_is_a_question(services: Services) -> None:
    assert not isinstance(services.ask(Request("is this true?", OPERATOR)), Report | Verdict)


def test_files_are_read_by_what_they_are() -> None:
    page = b"<html><body><h1>On the mill</h1><p>Vance said so, and then said it again.</p></body></html>"
    found = passage_in(page, "page.html")
    assert found
    assert "said it again" in found.text
    assert "<p>" not in found.text
    assert passage_in(b"a mill", "draft.txt") == Passage(text="a mill", file="draft.txt")
    for data, name in (
        (b"\x89PNG\r\n\x1a\n", "photo.txt"),
        (b"no pdf", "a.pdf"),
        (bytes(range(1, 256)) * 20, "tones.txt"),
        (b"a" * (LARGEST_FILE + 1), "b.txt"),
    ):
        assert passage_in(data, name) is None
