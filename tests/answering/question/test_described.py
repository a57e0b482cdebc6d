"""Somebody who is described, and whose words are asked for: by an office and its days, a relation, a body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.replies import Answer, Context, Questioned
from tests.desk import Desk

PEOPLE = """
- {name: Ylva Storr, offices: [{title: transport secretary, since: 2028-01-01}]}
- {name: Bo Karlen, offices: [{title: transport secretary, since: 2030-02-01}]}
"""
TRAMS = """
title: Trams under Storr
source: Varrenland Courier
published: 2029-03-10
people: [{name: Ylva Storr}, {name: Bo Karlen, role: member of the council}]
quotes:
  - {speaker: Ylva Storr, text: The trams will run until midnight., context: on the trams}
  - {speaker: Bo Karlen, text: A tram that nobody rides is a bench., context: on empty benches}
"""
LATER = """
title: Trams under Karlen
source: Varrenland Courier
published: 2031-04-02
people:
  - {name: Ylva Storr}
  - {name: Bo Karlen}
  - {name: Hedda Quist, role: Chief Financial Officer of Norvik Marine}
  - {name: Lars Moen, role: chief executive of Norvik Marine}
  - {name: Emre Kaya, role: interior minister of Turkey}
  - {name: Petra Vik, role: prime minister of Sorland}
  - {name: Nils Aune, role: leader of the opposition in Sorland}
  - {name: Siv Holm, role: lawyer for Merete Lund}
  - {name: Tor Bakk, role: lawyer for Per Lund}
  - {name: Merete Lund, role: mayor of Sandhaven}
  - {name: Per Lund, role: baker}
  - {name: Rune Ask, role: former mayor of Sandhaven}
  - {name: Anders Lie, role: husband of Merete Lund}
  - {name: Gro Dahlen, role: head of the Dockers' Union}
quotes:
  - {speaker: Bo Karlen, text: The trams pay for themselves now., context: on the trams}
  - {speaker: Ylva Storr, text: My garden needs no timetable., context: on her garden}
  - {speaker: Hedda Quist, text: The dividend is cut in half., context: on the dividend}
  - {speaker: Lars Moen, text: The dividend was a gift., context: on the dividend}
  - {speaker: Emre Kaya, text: The border stays shut at night., context: on the border}
  - {speaker: Petra Vik, text: The barrier will hold., context: on the barrier}
  - {speaker: Nils Aune, text: The prime minister called the barrier closed., context: on the barrier}
  - {speaker: Siv Holm, text: My client paid for the quay., context: on the quay}
  - {speaker: Tor Bakk, text: My client never saw the quay., context: on the quay}
  - {speaker: Merete Lund, text: The quay stays open., context: on the quay}
  - {speaker: Rune Ask, text: I built that quay., context: on the quay}
  - {speaker: Anders Lie, text: She sleeps on the quay., context: on the quay}
  - {speaker: Gro Dahlen, text: No crane moves on Friday., context: on the strike}
  - {speaker: Dockers' Union, text: The strike begins at dawn., context: on the strike}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("offices")
    for name, text in {"people": PEOPLE, "trams": TRAMS, "later": LATER}.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    with Desk.open(folder, vectors=False) as opened:
        yield opened


def ask(desk: Desk, question: str, context: Context | None = None) -> Questioned:
    return desk.ask(question, context or Context(), today=date(2031, 6, 20))


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("what did the Norvik CFO say about the dividend?", "Hedda Quist"),
        ("what did Norvik's chief executive say about the dividend?", "Lars Moen"),
        ("what did the turkish interior minister say about the border?", "Emre Kaya"),
        ("what did the prime minister say about the barrier?", "Petra Vik"),
        ("what did Merete Lund's lawyer say about the quay?", "Siv Holm"),
        ("what did the baker's lawyer say about the quay?", "Tor Bakk"),
        ("what did the mayor's husband say about the quay?", "Anders Lie"),
        ("what did the transport secretary say about the trams in March 2029?", "Ylva Storr"),
        ("what did the transport secretary say about the trams in April 2031?", "Bo Karlen"),
        ("what did the former transport secretary say about her garden?", "Ylva Storr"),
        ("what did the ex-mayor of Sandhaven say about the quay?", "Rune Ask"),
        ("what did the former mayor say about the quay?", "Rune Ask"),
        ("what did the mayor say about the quay?", "Merete Lund"),
        ("what did the then transport secretary say about the trams in March 2029?", "Ylva Storr"),
        ("what did Storr's successor say about the trams?", "Bo Karlen"),
        ("what did Bo Karlen's predecessor say about the trams?", "Ylva Storr"),
    ],
)
def test_the_one_described_speaks(desk: Desk, question: str, speaker: str) -> None:
    reply = ask(desk, question)
    assert reply.answers[0].speaker == speaker
    assert reply.understood.people == (speaker,)


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("what did the transport secretary say in March 2029?", "Ylva Storr"),
        ("what did the current transport secretary say?", "Bo Karlen"),
        ("what did the Norvik CFO say?", "Hedda Quist"),
        ("what did Merete Lund's husband say?", "Anders Lie"),
    ],
)
def test_all_that_the_one_described_said_is_listed(desk: Desk, question: str, speaker: str) -> None:
    reply = ask(desk, question)
    assert isinstance(reply, Answer)
    assert reply.answered
    assert {one.speaker for one in reply.answers} == {speaker}


@pytest.mark.parametrize(
    "question",
    [
        "which prime minister said the barrier will hold?",
        "who said the prime minister called the barrier closed?",
        "what did a transport secretary say?",
        "what was said of the prime minister and the barrier?",
    ],
)
def test_a_description_that_is_asked_for_or_spoken_of_is_nobody_who_speaks(desk: Desk, question: str) -> None:
    assert ask(desk, question).understood.people == ()


def test_a_description_is_read_whole_or_not_at_all(desk: Desk) -> None:
    assert ask(desk, "what did the prime minister of Varrenland say about it?").understood.people == ()


def test_a_pronoun_owns_a_successor(desk: Desk) -> None:
    before = ask(desk, "what did Ylva Storr say about the trams?")
    reply = ask(desk, "what did her successor say about the trams?", before.context)
    assert reply.answers[0].speaker == "Bo Karlen"
    nobody = ask(desk, "what did his successor say about the trams?", reply.context)
    assert not (nobody.answered and nobody.answers[0].speaker == "Bo Karlen")


def test_words_from_before_an_office_are_no_office_holders(desk: Desk) -> None:
    reply = ask(desk, "what did the current transport secretary say about empty benches?")
    assert not reply.answered


def test_a_body_speaks_itself_and_through_its_people(desk: Desk) -> None:
    reply = ask(desk, "what did the union say?")
    assert {one.speaker for one in reply.answers} == {"Gro Dahlen", "Dockers' Union"}
    assert reply.answered
