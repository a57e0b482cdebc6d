"""Turns: few at once, each key in its turn, nobody lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services import Services
from bot.web.turns import TooManyWaitingError, Turns
from tests.web.conftest import Opening

QUESTIONS = (
    "what did Renwick say about the strike?", "how long did the ferry strike last?", "who is Agnes Thorley?",
    "what did Macron say about wine", "what did Petronella Fisk say?",
)  # fmt: skip
CLIENTS = 50


@pytest.fixture
def services(newsroom: Path) -> Iterator[Services]:
    with Services.open(newsroom, vectors=False) as opened:
        yield opened


async def in_turn(turns: Turns, names: list[str]) -> list[str]:
    """In which order requests of these keys have their turn, all there at once while somebody is at it."""
    order: list[str] = []

    async def one(name: str) -> None:
        async with turns.turn(name):
            order.append(name)
            await asyncio.sleep(0)

    async with turns.turn("first"):
        waiting = [asyncio.create_task(one(name)) for name in names]
        # All of them come to wait in one round of the loop.
        await asyncio.sleep(0)
        assert turns.waiting == len(names)
    await asyncio.gather(*waiting)
    return order


async def test_whoever_asks_much_waits_for_themselves_alone() -> None:
    assert await in_turn(Turns(1), [*"aaaabbc"]) == [*"abcabaa"]


async def test_one_key_is_served_in_its_order_and_turns_are_given_back() -> None:
    turns = Turns(1)
    for _ in range(2):
        assert await in_turn(turns, [*"aaa"]) == [*"aaa"]
    assert turns.waiting == 0


async def test_who_goes_away_while_waiting_takes_no_turn() -> None:
    turns = Turns(1)
    async with turns.turn("a"):
        gone = [asyncio.create_task(turns.turn("b").__aenter__()) for _ in range(3)]
        await asyncio.sleep(0)
        for task in gone[:2]:
            task.cancel()
        await asyncio.sleep(0)
    await gone[2]
    # Its turn comes in the same moment in which it goes away.
    late = asyncio.create_task(turns.turn("c").__aenter__())
    await asyncio.sleep(0)
    turns._end()
    late.cancel()
    await asyncio.gather(late, *gone, return_exceptions=True)
    async with asyncio.timeout(5), turns.turn("d"):
        pass


async def test_too_many_are_turned_away_and_those_let_in_are_served() -> None:
    turns = Turns(1, most_waiting=2)
    async with turns.turn("a"):
        waiting = [asyncio.create_task(turns.turn(name).__aenter__()) for name in "bc"]
        await asyncio.sleep(0)
        with pytest.raises(TooManyWaitingError):
            async with turns.turn("d"):
                pass
    await waiting[0]
    turns._end()
    await waiting[1]


async def test_fifty_clients_at_once_each_get_the_reply_they_would_get_alone(
    opening: Opening, services: Services
) -> None:
    async with opening(services, key_pace=1000) as program:

        async def asked(question: str) -> object:
            answer = await program.post("/v1/ask", question=question)
            assert answer.status == 200, answer.text
            return answer.body

        alone = {question: await asked(question) for question in QUESTIONS}
        at_once = [QUESTIONS[number % len(QUESTIONS)] for number in range(CLIENTS)]
        replies = await asyncio.gather(*map(asked, at_once))
    assert replies == [alone[question] for question in at_once]
