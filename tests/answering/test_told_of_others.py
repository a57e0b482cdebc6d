"""What fits a question but for whom it names is told of others, and never sure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk


@pytest.fixture(scope="module")
def engine(newsroom: Path) -> Iterator[Desk]:
    with Desk.open(newsroom, vectors=False) as opened:
        yield opened


@pytest.mark.parametrize("name", ["Renwick", "Tobias"])
def test_somebody_whom_the_article_names_leaves_the_answer_sure(engine: Desk, name: str) -> None:
    assert engine.ask(f"how many households will {name}'s turbines supply?").answered


@pytest.mark.parametrize("name", ["Quist", "Agnes", "Dorian", "Agnes Thorley"])
def test_somebody_whom_the_article_does_not_name_makes_it_unsure(engine: Desk, name: str) -> None:
    assert not engine.ask(f"how many households will {name}'s turbines supply?").answered


def test_the_name_below_a_letter_is_nobody_asked_about(engine: Desk) -> None:
    assert engine.ask("How many households will the turbines supply? Best wishes, Agnes").answered
