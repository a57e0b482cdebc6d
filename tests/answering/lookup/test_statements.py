"""What people said on a subject, and whose words some words are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk


@pytest.fixture(scope="module", params=[True, False], ids=["with vectors", "without"])
def engine(newsroom: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    with Desk.open(newsroom, vectors=request.param) as opened:
        opened.wait_for_vectors()
        yield opened


def test_a_topic_keeps_what_fits_it_and_nothing_else(engine: Desk) -> None:
    said = [item.text for item in engine.quotes("Tobias Renwick", topic="strike")]
    assert set(said) == {
        "This strike is reckless, and it punishes the islanders who have no other way to the mainland.",
        "I was wrong to call the strike reckless.",
    }
    assert engine.quotes("Ines Aldercott", topic="cod") == ()


def test_a_topic_is_kept_to_the_person_and_a_namesake_is_another(engine: Desk) -> None:
    said = engine.quotes("Lena Renwick", topic="barrier")
    assert said
    assert {item.speaker for item in said} == {"Lena Renwick"}
    assert said[0].text == "A barrier that closes 200 times a year will starve the salt marshes of mud."


def test_the_best_of_a_topic_comes_first_and_a_page_is_cut_out_of_it(engine: Desk) -> None:
    whole = engine.quotes("Ines Aldercott", topic="tidal barrier")
    assert [item.score for item in whole] == sorted((item.score for item in whole), reverse=True)
    assert engine.quotes("Ines Aldercott", topic="tidal barrier", limit=1) == whole[:1]


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("the sea will light our kitchens", "Odile Marchetti-Byrne"),
        ("THE SEA WILL LIGHT THE KITCHENS!", "Odile Marchetti-Byrne"),
        ("a child should not need a boat to learn how to read", "Ines Aldercott"),
    ],
)
def test_remembered_words_find_their_speaker(engine: Desk, words: str, speaker: str) -> None:
    assert engine.who_said(words)[0].speaker == speaker


def test_words_of_several_articles_are_found_once_with_the_other_place(engine: Desk) -> None:
    found = engine.who_said("to see whether the cod come back")
    assert len(found) == 1
    assert len(found[0].also) == 1


def test_words_that_nobody_said_are_nobodys(engine: Desk) -> None:
    for words in ("an army marches on its stomach", "", "ferry", "?!"):
        assert all(item.score >= 80 for item in engine.who_said(words))
    assert engine.who_said("an army marches on its stomach") == ()


@pytest.mark.parametrize(
    ("words", "speaker"),
    [("kitchens light", "Odile Marchetti-Byrne"), ("cod come seven years", "Salome Quist")],
)
def test_words_remembered_in_another_order_are_found_below_those_in_order(
    engine: Desk, words: str, speaker: str
) -> None:
    found = engine.who_said(words)
    assert found[0].speaker == speaker
    assert all(item.score < 80 for item in found)


def test_a_word_or_two_that_somebody_also_said_are_not_enough(engine: Desk) -> None:
    assert engine.who_said("cod zebra") == ()
    assert engine.who_said("zebra") == ()


def test_a_statement_that_is_printed_again_stands_on_its_first_day(tmp_path: Path) -> None:
    for day in ("09", "04", "06"):
        text = f"""title: Day {day}
source: Courier
published: 2031-05-{day}
quotes:
  - speaker: Oda Brenwick
    text: Nobody will be sent home before the wall has been inspected.
"""
        (tmp_path / f"day-{day}.yaml").write_text(text, encoding="utf-8")
    with Desk.open(tmp_path, vectors=False) as opened:
        for said in (opened.quotes("Brenwick"), opened.quotes("Brenwick", topic="the wall")):
            (only,) = said
            assert only.article == "day-04"
            assert [place.article for place in only.also] == ["day-06", "day-09"]
