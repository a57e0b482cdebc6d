"""Bytes that are no UTF-8 come as halves of characters: what has them is not known, and breaks nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.services import OPERATOR, Part, Request, Services

HALVES = "\udcff\ud83d Zoe"
WAYS: dict[str, Callable[[Services], object]] = {
    "people": lambda services: services.people(HALVES, OPERATOR, Part(0, 9)),
    "articles": lambda services: services.articles(HALVES, OPERATOR, Part(0, 9)),
    "person": lambda services: services.person(HALVES, OPERATOR),
    "statements": lambda services: services.statements(HALVES, OPERATOR),
    "article": lambda services: services.article(HALVES, OPERATOR),
    "items": lambda services: services.items(HALVES, OPERATOR, withdrawn=True),
    "entries": lambda services: services.entries([HALVES], OPERATOR),
    "topic": lambda services: services.find_by_topic(HALVES, OPERATOR),
    "who said": lambda services: services.who_said(f"{HALVES} sold the ferry", OPERATOR),
    "verify": lambda services: services.verify(f"{HALVES} sold the ferry again", HALVES, OPERATOR),
    "pasted": lambda services: services.verify_pasted(f"“{HALVES} sold the ferry again”", HALVES, OPERATOR),
    "check": lambda services: services.check(f"“{HALVES} sold the ferry again”, {HALVES} said.", OPERATOR),
    "ask": lambda services: services.ask(Request(f"what did {HALVES} say about {HALVES}?", OPERATOR)),
}


@pytest.fixture(scope="module")
def services(newsroom: Path) -> Iterator[Services]:
    with Services.open(newsroom, vectors=False) as services:
        yield services


@pytest.mark.parametrize("way", WAYS)
def test_halves_of_characters_are_not_known_and_break_nothing(services: Services, way: str) -> None:
    WAYS[way](services)
