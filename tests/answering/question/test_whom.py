"""Whom a question means: whole names, namesakes, apostrophes, months, and those who are only described."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.replies import Answer, Questioned, Unknown, WhichPerson
from tests.desk import Desk

FERRY = """
title: Two Falks clash over the ferry
source: Varrenland Courier
published: 2031-05-12
people:
  - {name: Ingo Falk, role: director of Norvik Ferries}
  - {name: Dora Falk, role: chair of Quiet Shores}
  - {name: Merete Lund, role: mayor of Sandhaven}
  - {name: Jonna O'Meara, role: pilot}
  - {name: Clara May, role: harbour master}
  - {name: Kim Jong-soo, role: trade minister of Sorland}
  - {name: Fiona Skarsgard, role: head of the harbour museum}
  - {name: Elizabeth Haldorssen, role: pilot}
  - {name: Tanaka Hiroshi, role: head of the weather office}
  - {name: Nguyen Thi Lan, role: head of the teachers' union}
quotes:
  - {speaker: Ingo Falk, text: The ferry saves an hour a day., context: on the night ferry}
  - {speaker: Dora Falk, text: Nobody sleeps where the ferry turns., context: on the night ferry}
  - {speaker: Ingo Falk, text: Tickets pay for the paint., context: on ticket prices}
  - {speaker: Merete Lund, text: The quay stays open., context: on the quay}
  - {speaker: Jonna O'Meara, text: We were not asked about the lights., context: on the lights}
  - {speaker: Clara May, text: The cranes stand still until noon., context: on the cranes}
  - {speaker: Kim Jong-soo, text: The treaty is worth its ink., context: on the treaty}
  - {speaker: Tanaka Hiroshi, text: The fog lifts at seven., context: on the fog}
  - {speaker: Norvik Ferries, text: Refunds take a week., context: on refunds}
  - {speaker: a passenger at the Karsund terminal, text: It was dark., context: on the delay}
facts: [Arne Lund built the first quay., The ferries are old., The gold of the museum was sold.]
"""
LUND = (
    """
title: Lund again
source: Varrenland Courier
published: 2031-06-01
people: [{name: Merete Lund, role: mayor of Sandhaven}, {name: Per Lund, role: baker}]
quotes:
"""
    + "".join(
        f"  - {{speaker: Merete Lund, text: The quay costs {n} crowns a day., context: on the quay}}\n"
        for n in range(9)
    )
    + "  - {speaker: Per Lund, text: Bread costs two crowns., context: on bread}\n"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("falks")
    (folder / "ferry.yaml").write_text(FERRY, "utf-8")
    (folder / "lund.yaml").write_text(LUND, "utf-8")
    with Desk.open(folder, vectors=False) as opened:
        yield opened


def ask(desk: Desk, question: str) -> Questioned:
    return desk.ask(question, today=date(2031, 6, 9))


def offered(reply: Questioned) -> set[str]:
    assert isinstance(reply, WhichPerson), reply
    return {person.name for person in reply.people}


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Tom Falk", {"Ingo Falk", "Dora Falk"}),
        ("T. Falk", {"Ingo Falk", "Dora Falk"}),
        ("tom falk", {"Ingo Falk", "Dora Falk"}),
        ("Ingo Falk Jr.", {"Ingo Falk"}),
        ("Kim Jong-un", {"Kim Jong-soo"}),
        ("Ciara O'Meara", {"Jonna O'Meara"}),
        ("Theresa May", {"Clara May"}),
    ],
)
def test_a_namesake_is_never_answered_for(desk: Desk, name: str, near: set[str]) -> None:
    reply = ask(desk, f"what did {name} say about the ferry?")
    assert near <= offered(reply)
    assert isinstance(reply, WhichPerson)
    assert not reply.known
    assert {one.speaker for one in reply.answers} >= near


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Ingoo Falk", "Ingo Falk"),
        ("I. Falk", "Ingo Falk"),
        ("Falk Ingo", "Ingo Falk"),
        ("Mr Ingo Falk", "Ingo Falk"),
        ("Mayor Lund", "Merete Lund"),
        ("Jong-soo Kim", "Kim Jong-soo"),
        ("Falk of Quiet Shores", "Dora Falk"),
        ("O'Meara", "Jonna O'Meara"),
        ("O’Meara", "Jonna O'Meara"),
        ("omeara", "Jonna O'Meara"),
        ("Clara May", "Clara May"),
        ("May", "Clara May"),
    ],
)
def test_who_is_meant_by_a_name(desk: Desk, name: str, person: str) -> None:
    reply = ask(desk, f"what did {name} say?")
    assert reply.answered
    assert {one.speaker for one in reply.answers} == {person}


def test_a_misspelt_surname_behind_a_given_name(desk: Desk) -> None:
    assert ask(desk, "what did Beth Haldorsen say?").understood.people == ("Elizabeth Haldorssen",)


def test_a_plain_word_is_no_possessive_of_a_name(desk: Desk) -> None:
    assert ask(desk, "what did the pilot say of this?").understood.people == ()


@pytest.mark.parametrize("name", ["Keiko Tanaka", "Tanaka Keiko"])
def test_a_family_name_that_stands_first_is_one_in_both_orders(desk: Desk, name: str) -> None:
    reply = ask(desk, f"what did {name} say about the fog?")
    assert not reply.answered
    assert reply.understood.strangers == (name,)


def test_a_thing_behind_an_article_is_no_surname(desk: Desk) -> None:
    for question in ("what did Falk say about the ferries?", "what did falk say about ferries"):
        assert offered(ask(desk, question)) == {"Ingo Falk", "Dora Falk"}


def test_a_name_that_nobody_has_is_told(desk: Desk) -> None:
    reply = ask(desk, "what did Vasko Drummel say about the ferry?")
    assert isinstance(reply, Unknown)
    assert reply.understood.strangers == ("Vasko Drummel",)


def test_somebody_whom_a_text_names_is_no_stranger_and_no_namesake(desk: Desk) -> None:
    reply = ask(desk, "what did Arne Lund build?")
    assert reply.understood.strangers == ()
    assert reply.answers[0].text == "Arne Lund built the first quay."
    said = ask(desk, "what did Arne Lund say the quay costs?")
    assert not (said.answered and said.answers[0].speaker)


def test_a_surname_of_several_is_asked_back(desk: Desk) -> None:
    for question in ("what did Falk say?", "what did Falk say about the night ferry?"):
        reply = ask(desk, question)
        assert offered(reply) == {"Ingo Falk", "Dora Falk"}
        assert {one.speaker for one in reply.answers} == {"Ingo Falk", "Dora Falk"}


def test_a_topic_of_only_one_of_them_settles_it_and_says_so(desk: Desk) -> None:
    reply = ask(desk, "what did Falk say about ticket prices?")
    assert isinstance(reply, Answer)
    assert reply.answers[0].speaker == "Ingo Falk"
    assert [(one.name, one.others) for one in reply.understood.taken] == [("Ingo Falk", ("Dora Falk",))]


def test_who_makes_nine_tenths_of_the_statements_is_meant_and_it_is_said(desk: Desk) -> None:
    reply = ask(desk, "what did Lund say?")
    assert {one.speaker for one in reply.answers} == {"Merete Lund"}
    assert [(one.typed, one.name, one.others) for one in reply.understood.taken] == [
        ("Lund", "Merete Lund", ("Per Lund",))
    ]


def test_the_conversation_settles_it(desk: Desk) -> None:
    before = ask(desk, "what did Dora Falk say?")
    reply = desk.ask("what did Falk say about the ferry?", before.context)
    assert reply.answers[0].speaker == "Dora Falk"
    other = desk.ask("and the other Falk?", reply.context)
    assert other.answers[0].speaker == "Ingo Falk"


def test_whom_it_was_is_answered_with_a_name(desk: Desk) -> None:
    before = ask(desk, "what did Falk say about the night ferry?")
    assert desk.ask("Dora", before.context).answers[0].speaker == "Dora Falk"


def test_a_month_is_one_after_in_and_no_person_before_said(desk: Desk) -> None:
    assert ask(desk, "what was said in May?").understood.since == date(2031, 5, 1)
    assert ask(desk, "what did May say about the cranes?").understood.since is None
    both = ask(desk, "what did Clara May say in May?")
    assert both.understood.people == ("Clara May",)
    assert both.understood.since == date(2031, 5, 1)


def test_a_description_is_nobody_for_each_of_its_words(desk: Desk) -> None:
    assert ask(desk, "how old is the harbour in Karsund?").understood.people == ()


def test_a_plain_word_is_not_mended_into_a_name(desk: Desk) -> None:
    assert ask(desk, "What did the museum say about gold?").understood.repairs == ()


def test_words_in_marks_name_nobody_who_is_asked(desk: Desk) -> None:
    assert ask(desk, "who said “one Falk too many in town”?").understood.people == ()


def test_two_who_are_named_together_are_both_shown(desk: Desk) -> None:
    reply = ask(desk, "what did Ingo Falk and Dora Falk say about the night ferry?")
    assert [one.speaker for one in reply.answers[:2]] in (
        ["Ingo Falk", "Dora Falk"],
        ["Dora Falk", "Ingo Falk"],
    )


def test_an_office_of_several_is_asked_back(tmp_path: Path) -> None:
    people = [("Merete Lund", "Sandhaven"), ("Odd Brekke", "Karsund")]
    for name, town in people:
        text = f"title: On {town}\npeople: [{{name: {name}, role: mayor of {town}}}]\n"
        text += f"quotes: [{{speaker: {name}, text: We want {town} to grow., context: on growth}}]\n"
        (tmp_path / f"{town}.yaml").write_text(text, "utf-8")
    with Desk.open(tmp_path, vectors=False) as desk:
        assert offered(ask(desk, "what did the mayor say?")) == {name for name, _ in people}
        for question in ("what did the mayor of Karsund say?", "what did the current mayor of Karsund say?"):
            assert [one.speaker for one in ask(desk, question).answers] == ["Odd Brekke"]


@pytest.mark.parametrize("asked", ["the mayor's husband", "Merete Lund's lawyer", "Lund's deputy"])
def test_who_belongs_to_somebody_is_not_that_somebody(desk: Desk, asked: str) -> None:
    reply = ask(desk, f"what did {asked} say about the quay?")
    assert not (reply.answered and reply.answers[0].speaker == "Merete Lund")


def test_whoever_editors_give_a_name_is_asked_for_by_it(tmp_path: Path) -> None:
    (tmp_path / "ferry.yaml").write_text(FERRY, "utf-8")
    people = "- {name: Ingo Falk, aliases: [The Walrus, Falk]}\n- {name: Petra Quill, aliases: [Old Quill]}\n"
    (tmp_path / "people.yaml").write_text(people, "utf-8")
    with Desk.open(tmp_path, vectors=False) as desk:
        for name in ("The Walrus", "the walrus", "Falk"):
            reply = ask(desk, f"what did {name} say?")
            assert reply.answered
            assert {one.speaker for one in reply.answers} == {"Ingo Falk"}
        assert [one.speaker for one in ask(desk, "what did Dora Falk say?").answers] == ["Dora Falk"]
        assert offered(ask(desk, "what did Tom Falk say?")) == {"Ingo Falk", "Dora Falk"}
        for name in ("Petra Quill", "Old Quill"):
            assert not ask(desk, f"what did {name} say?").answered
