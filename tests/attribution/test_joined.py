"""Who speaks together, and who speaks in a statement, a letter, a post."""

from __future__ import annotations

import pytest

from bot.attribution import Reading, attribute, described

BEGINNING = "Pier closed\nThe pier of Fennmoor closed on Monday, and nobody was hurt.\n"


def speakers(body: str) -> list[str]:
    return [line.speaker for line in attribute(BEGINNING + body)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Roe and Ben Doe said in a statement: “We heard the planks break.”",
        "“We heard the planks break,” Ann Roe and Ben Doe said in a joint statement.",
        "“We heard the planks break,” said Ann Roe and Ben Doe, who own the café.",
        "The café's owners Ann Roe and Ben Doe said they “heard the planks break.”",
        "“We heard the planks break,” according to Ann Roe and Ben Doe.",
    ],
)
def test_two_who_speak_together_are_both_named(sentence: str) -> None:
    assert speakers(sentence) == ["Ann Roe and Ben Doe"]


def test_three_who_speak_together_are_all_named() -> None:
    found = speakers("“We heard the planks break,” said Ann Roe, Ben Doe and Ida Falk in a statement.")
    assert found == ["Ann Roe, Ben Doe and Ida Falk"]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Ann Roe met Ben Doe and Ida Falk said: “We heard the planks break.”", "Ida Falk"),
        ("“We heard the planks break,” said Ann Roe, and Ben Doe nodded.", "Ann Roe"),
        ("“We heard the planks break,” Ann Roe said, and Ben Doe nodded.", "Ann Roe"),
    ],
)
def test_who_only_stands_beside_the_other_does_not_speak(sentence: str, speaker: str) -> None:
    assert speakers(sentence) == [speaker]


def test_they_and_the_couple_are_the_two_named_together() -> None:
    found = speakers(
        "“We heard the planks break,” wrote Ann Roe and Ben Doe.\n“Nobody came,” they also wrote.\n"
        "“It was dark,” the couple said."
    )
    assert found == ["Ann Roe and Ben Doe"] * 3


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        (
            "The Harbour Board will mend the pier, it said in a statement on Monday.\n"
            "“The planks were rotten,” the statement says.",
            "Harbour Board",
        ),
        (
            "Ann Roe wrote about the pier in a letter to the council.\n"
            "“The planks were rotten,” the letter says.",
            "Ann Roe",
        ),
        (
            "Readers were shown Ann Roe's post about the pier.\n“The planks were rotten,” the post said.",
            "Ann Roe",
        ),
    ],
)
def test_a_statement_speaks_for_who_gave_it(body: str, speaker: str) -> None:
    assert speakers(body)[-1] == speaker


def test_a_text_that_nobody_gave_is_described() -> None:
    assert speakers("“The planks were rotten,” the letter said.") == ["the letter"]


def test_each_of_those_who_speak_together_is_one_of_the_people() -> None:
    reading = Reading.of(BEGINNING + "“It was dark,” said Ann Roe, Ben Doe and Ida Falk.")
    people = [person.name for person in described(reading, {"Ann Roe, Ben Doe and Ida Falk"})]
    assert people == ["Ann Roe", "Ben Doe", "Ida Falk"]
