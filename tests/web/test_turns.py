"""Many programs at once: none gets another's reply, and none is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest

from bot.services import Line, Services
from tests.web.conftest import Opening, Program
from tests.web.test_access import problem

QUESTIONS = (
    "what did Renwick say about the strike?", "how long did the ferry strike last?", "who is Agnes Thorley?",
    "what did Macron say about wine", "what did Petronella Fisk say?",
)  # fmt: skip
CLIENTS = 50


@pytest.fixture
def services(newsroom: Path) -> Iterator[Services]:
    # The more wait, the less is read for each: without a reader a crowd gets the replies of one alone.
    with Services.open(newsroom, vectors=False, reader=False) as opened:
        yield opened


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


async def test_who_still_waits_when_it_stops_is_told_to_ask_again(
    opening: Opening, services: Services
) -> None:
    async with AsyncExitStack() as taken, aiohttp.ClientSession() as session:
        await take_all(services, taken)
        async with opening(services) as program:
            asked = asyncio.create_task(Program(session, program.port).get("/v1/people"))
            while not services.turns.waiting:  # noqa: ASYNC110 -- nothing tells of it
                await asyncio.sleep(0.01)
        answer = await asked
    assert (answer.status, problem(answer), answer.headers["Retry-After"]) == (503, "busy", "2")


async def take_all(services: Services, taken: AsyncExitStack) -> None:
    """Take every turn there is."""
    try:
        while True:
            async with asyncio.timeout(0.1):
                await taken.enter_async_context(services.turns.turn(Line("others"), 60))
    except TimeoutError:
        return
