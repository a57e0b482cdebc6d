"""Items that have the words of a topic: what somebody follows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answering.lookup import topic as lookup
from tests.desk import Desk

ARTICLE = """\
title: The harbour in {year}
published: {year}-05-01
people: [{{name: Petronella Fisk, role: head teacher}}]
quotes:
  - {{speaker: Petronella Fisk, text: The seal pups of {year} were used to boats., context: on the quay}}
facts: [The harbour counted {year} visitors.]
"""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Desk]:
    for year in range(2020, 2030):
        (tmp_path / f"{year}.yaml").write_text(ARTICLE.format(year=year), encoding="utf-8")
    undated = ARTICLE.replace("published: {year}-05-01\n", "").format(year=1999)
    (tmp_path / "undated.yaml").write_text(undated, encoding="utf-8")
    with Desk.open(tmp_path, vectors=False) as engine:
        yield engine


def texts(engine: Desk, topic: str, limit: int = 50) -> list[str]:
    return [item.text for item in engine.find_by_topic(topic, limit)]


def test_the_newest_come_first_and_the_undated_last(engine: Desk) -> None:
    found = texts(engine, "seal")
    assert len(found) == 11
    assert "2029" in found[0]
    assert "2020" in found[-2]
    assert "1999" in found[-1]
    assert texts(engine, "seal", limit=3) == found[:3]


@pytest.mark.parametrize(
    ("topic", "count"),
    [
        ("seals", 11), ("SEAL PUPS", 11), ("harb", 22), ("fisk boats", 11), ("quay", 11),
        ("us", 0), ("use", 11), ("seal visitors", 0), ("visitors 2024", 1),
        ("penguin", 0), ("", 0), ("?!", 0),
    ],
)  # fmt: skip
def test_every_word_must_be_there_in_whatever_form(engine: Desk, topic: str, count: int) -> None:
    assert len(texts(engine, topic)) == count


def test_what_is_found_is_what_the_slow_look_at_every_item_finds(engine: Desk) -> None:
    every = [item for one in engine.articles(limit=50) for item in engine.items(one.article)]
    for topic in ("seals", "harbour", "teacher", "used boats", "visitor 2021", "petronella", "were"):
        assert set(engine.find_by_topic(topic, 50)) == {
            each for each in every if lookup.matches_topic(each, topic)
        }, topic


def test_of_a_word_in_very_many_items_the_last_quarter_is_read(
    engine: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "READ", 5)
    assert texts(engine, "seal") == ["The seal pups of 2029 were used to boats."]
