"""Which quotes of several articles are one statement though not word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.same import statements_in
from bot.knowledge import Item
from tests.desk import Desk

SAID = "We will not close the harbour before the eleven ships of the fleet are home."


def quote(article: str, text: str, speaker: str = "Oda Brenwick") -> Item:
    return Item(kind="quote", index=0, article=article, title=article, speaker=speaker, text=text)


@pytest.mark.parametrize(
    "other",
    [
        "“We will not close the harbour, before the eleven ships of the fleet are home”",
        "And we will not close the harbour before the eleven ships of the fleet are home.",
        "We will not close harbor before the eleven ships of the fleet are home.",
        "Well, we will not close the harbours before the eleven ships of the fleet are home now.",
    ],
)
def test_fillers_and_spellings_are_the_same(other: str) -> None:
    assert statements_in([quote("a", SAID), quote("b", other)]) == [[0, 1]]


@pytest.mark.parametrize(
    "other",
    [
        "We will close the harbour before the eleven ships of the fleet are home.",
        "We will not close the harbour before the seven ships of the fleet are home.",
        "We will not close the harbour before the ships of the fleet are home.",
        "We may not close the harbour before the eleven ships of the fleet are home.",
        "We will not close the harbour after the eleven ships of the fleet are home.",
        "We will not close the harbour before the eleven ships of the fleet are home, I hope.",
        "They will not close the harbour before the eleven ships of the fleet are home.",
    ],
)
def test_any_other_word_makes_it_another_statement(other: str) -> None:
    assert statements_in([quote("a", SAID), quote("b", other)]) == [[0], [1]]


def test_it_is_one_statement_only_by_one_speaker_in_several_articles() -> None:
    other = f"And {SAID}"
    assert statements_in([quote("a", SAID), quote("b", other, "Theo Brandt")]) == [[0], [1]]
    assert statements_in([quote("a", SAID), quote("a", other)]) == [[0], [1]]
    assert statements_in([quote("a", SAID), quote("b", other, "Brenwick")]) == [[0, 1]]
    short = quote("a", "And that is that."), quote("b", "That is that.")
    assert statements_in(short) == [[0], [1]]


def test_the_order_is_that_of_the_first_ones_and_the_same_words_are_one_anyway() -> None:
    items = [quote("a", "It rains."), quote("b", SAID), quote("c", "It rains!"), quote("d", f"So {SAID}")]
    assert statements_in(items) == [[0, 2], [1, 3]]


def test_it_is_answered_once_with_all_its_places(tmp_path: Path) -> None:
    texts = {"04": SAID, "06": f"And {SAID}", "09": SAID, "11": SAID.replace("eleven", "twelve")}
    for day, text in texts.items():
        page = f"title: Day {day}\nsource: Courier\npublished: 2031-05-{day}\n"
        (tmp_path / f"day-{day}.yaml").write_text(
            f"{page}quotes:\n  - {{speaker: Oda Brenwick, text: {text}}}\n", encoding="utf-8"
        )
    with Desk.open(tmp_path, vectors=False) as desk:
        for said in (desk.quotes("Brenwick"), desk.ask("what did Brenwick say about the harbour?").answers):
            (one,) = [each for each in said if "eleven" in each.text]
            assert {one.article, *(place.article for place in one.also)} == {"day-04", "day-06", "day-09"}
            assert set(one.reworded) <= {"day-04", "day-06", "day-09"} and one.reworded
        (first,) = [each for each in desk.quotes("Brenwick") if "eleven" in each.text]
        assert (first.article, first.reworded) == ("day-04", ("day-06",))
