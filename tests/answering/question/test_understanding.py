"""Questions read against the newsroom: spelling, people, offices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.replies import Context, Understood
from tests.desk import Desk

FISK, QUIST, THORLEY = "Petronella Fisk", "Salome Quist", "Agnes Thorley"
ALDERCOTT, OMB, TOBIAS, LENA = "Ines Aldercott", "Odile Marchetti-Byrne", "Tobias Renwick", "Lena Renwick"


@pytest.fixture(scope="module")
def engine(newsroom: Path) -> Iterator[Desk]:
    with Desk.open(newsroom, vectors=False) as opened:
        yield opened


def understood(engine: Desk, question: str, context: Context | None = None) -> Understood:
    return engine.ask(question, context, today=date(2031, 12, 1)).understood


def read(engine: Desk, question: str) -> dict[str, str]:
    return {repair.typed: repair.read for repair in understood(engine, question).repairs}


def speakers(engine: Desk, question: str) -> set[str]:
    return {one.speaker for one in engine.ask(question).answers}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("torley", "thorley"),
        ("thorleyy", "thorley"),
        ("petronela", "petronella"),
        ("aldercot", "aldercott"),
        ("marchety", "marchetti"),
        ("renwik", "renwick"),
        ("reckles", "reckless"),
        ("gymnsaiums", "gymnasiums"),
        ("resignasion", "resignation"),
        ("housholds", "households"),
        ("brightwatr", "brightwater"),
        ("crosings", "crossing"),
    ],
)
def test_a_misspelt_word_is_read_as_one_the_knowledge_has(engine: Desk, typed: str, meant: str) -> None:
    found = read(engine, f"what about {typed}")
    assert found.get(typed, "").rstrip("s") == meant.rstrip("s"), found


def test_two_typos_in_a_word_of_eight_letters(engine: Desk) -> None:
    assert read(engine, "the rekcless strike") == {"rekcless": "reckless"}
    assert read(engine, "agreemnet on pay") == {"agreemnet": "agreement"}
    assert read(engine, "a brrriers vote").get("brrriers", "").startswith("barrier")


def test_a_missing_space(engine: Desk) -> None:
    question = understood(engine, "the tidalbarrier vote")
    assert {"tidal", "barrier"} <= set(question.topic)


def test_what_was_understood_is_told_where_it_was_repaired_and_only_there(engine: Desk) -> None:
    assert read(engine, "waht did Thorley say abuot sleep") == {"waht": "what", "abuot": "about"}
    assert read(engine, "what did Thorley say about sleep") == {}
    assert read(engine, "what did Thorley’s union say about “sleep”?") == {}


@pytest.mark.parametrize(
    "known", ["cod", "Osk", "mud", "sleep", "thorley", "nelly", "sluice", "crowns", "Oriel"]
)
def test_a_known_word_is_never_repaired(engine: Desk, known: str) -> None:
    assert read(engine, f"what about {known}") == {}


@pytest.mark.parametrize(
    "english", ["taxes", "wine", "capital", "hospital", "football", "ferret", "pirate", "carrier"]
)
def test_a_real_word_is_not_read_as_another(engine: Desk, english: str) -> None:
    assert read(engine, f"what about {english}") == {}


@pytest.mark.parametrize("typed", ["Macron", "Trump", "Peru", "Xqzwvk", "qu"])
def test_a_name_that_is_like_none_stays(engine: Desk, typed: str) -> None:
    question = understood(engine, f"what did {typed} say")
    assert question.repairs == ()
    assert question.people == ()


def test_chat_spellings(engine: Desk) -> None:
    assert read(engine, "wat did Quist say abt ppl bcuz of fish")["abt"] == "about"


@pytest.mark.parametrize(
    ("named", "person"),
    [
        ("Petronella Fisk", FISK),
        ("petronella fisk", FISK),
        ("Fisk", FISK),
        ("fisk", FISK),
        ("Petronella", FISK),
        ("Nell Fisk", FISK),
        ("Nelly", FISK),
        ("nell", FISK),
        ("OMB", OMB),
        ("Marchetti-Byrne", OMB),
        ("marchetti byrne", OMB),
        ("Madam Quist", QUIST),
        ("the ferry mayor", ALDERCOTT),
        ("Lena", LENA),
        ("Lena Renwick", LENA),
        ("Tobias Renwick", TOBIAS),
        ("Toby", TOBIAS),
        ("toby renwik", TOBIAS),
        ("petronela fisck", FISK),
    ],
)
def test_who_is_meant(engine: Desk, named: str, person: str) -> None:
    assert understood(engine, f"what did {named} say about the ferry?").people == (person,)


@pytest.mark.parametrize(
    "question", ["thorleys view on sleep", "Thorley's view on sleep", "thorley’s view on sleep"]
)
def test_a_possessive_with_or_without_its_apostrophe(engine: Desk, question: str) -> None:
    assert understood(engine, question).people == (THORLEY,)


@pytest.mark.parametrize("title", ["madam", "the minister of nowhere", "the police chief", "the ferry"])
def test_an_alias_title_word_is_no_name(engine: Desk, title: str) -> None:
    assert understood(engine, f"what did {title} say about fish?").people == ()


def test_an_office_means_whoever_holds_it(engine: Desk) -> None:
    assert understood(engine, "what did the prime minister say about fish?").people == (OMB,)


def test_several_people(engine: Desk) -> None:
    assert understood(engine, "Renwick and Thorley on the strike").people == (TOBIAS, THORLEY)


def test_names_and_days_are_no_topic(engine: Desk) -> None:
    question = understood(engine, "what did Quist say about the cod in October?")
    assert question.topic == ("cod",)
    assert (question.since, question.until) == (date(2031, 10, 1), date(2031, 10, 31))


@pytest.mark.parametrize(
    ("office", "person"),
    [
        ("head teacher", FISK),
        ("prime minister", OMB),
        ("premier", OMB),
        ("PM", OMB),
        ("pm of Varrenland", OMB),
        ("oceanographer", LENA),
        ("former harbour minister", TOBIAS),
        ("ex harbour minister", TOBIAS),
        ("mayor of Port Ellery", ALDERCOTT),
        ("union chair", THORLEY),
        ("union boss", THORLEY),
        ("Seafarers' Union leader", THORLEY),
        ("chief executive of Brightwater Ferries", "Dorian Pell"),
        ("Brightwater Ferries CEO", "Dorian Pell"),
    ],
)
def test_who_is_meant_by_office(engine: Desk, office: str, person: str) -> None:
    answer = engine.ask(f"what did the {office} say?")
    assert answer.answered
    assert {one.speaker for one in answer.answers} == {person}


def test_a_demonym_and_an_office_of_another_word(shipped: Path) -> None:
    with Desk.open(shipped, vectors=False) as engine:
        for office in ("Japanese defence minister", "Japanese defense minister", "Japan's defense chief"):
            answer = engine.ask(f"what did the {office} say?")
            assert {one.speaker for one in answer.answers} == {"Shinjiro Koizumi"}, office


@pytest.mark.parametrize("pronoun", ["he", "him", "his"])
def test_a_pronoun_is_the_last_person_of_the_conversation(engine: Desk, pronoun: str) -> None:
    context = engine.ask("what did Dorian Pell say?").context
    assert understood(engine, f"what was said by {pronoun} about ferries", context).people == ("Dorian Pell",)
    assert understood(engine, f"what did Thorley say to {pronoun}", context).people == (THORLEY,)
    assert understood(engine, f"what was said by {pronoun} about ferries").people == ()
