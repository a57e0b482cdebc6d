"""The web's doors on a socket of this machine, and a program that asks there."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
import pytest

from bot.services import Connection, Services, Watch
from bot.settings import Settings
from bot.web import serving

HERE = "127.0.0.1"


class Answer(NamedTuple):
    """What came back; `body` is None where it is no JSON."""

    status: int
    body: Any
    headers: Mapping[str, str]
    text: str


class Program:
    """Asks at an address, with a key or without."""

    def __init__(self, session: aiohttp.ClientSession, port: int) -> None:
        self._session = session
        self.port = port

    async def get(
        self, path: str, key: str = "", headers: dict[str, str] | None = None, **params: Any
    ) -> Answer:
        """Ask by GET; a value may be a list."""
        return await self.send("GET", path, key, headers, params=params)

    async def post(
        self, path: str, key: str = "", headers: dict[str, str] | None = None, **body: Any
    ) -> Answer:
        """Send a body of these fields."""
        return await self.send("POST", path, key, headers, json=body)

    async def send(
        self, method: str, path: str, key: str = "", headers: dict[str, str] | None = None, **more: Any
    ) -> Answer:
        """Ask in whatever way."""
        shown = {"Authorization": f"Bearer {key}"} if key else {}
        url = f"http://{HERE}:{self.port}{path}"
        async with self._session.request(method, url, headers={**shown, **(headers or {})}, **more) as answer:
            text = await answer.text()
            is_json = answer.content_type.endswith("json")
            return Answer(answer.status, json.loads(text) if is_json and text else None, answer.headers, text)


Opening = Callable[..., AbstractAsyncContextManager[Program]]


@pytest.fixture
def operator(tmp_path: Path) -> Settings:
    """The settings, with records of the test's own; the system chooses the port."""
    chosen = Settings(_env_file=None, records=tmp_path / "records.sqlite", question_log="named")
    return chosen.model_copy(update={"web_port": 0})


@pytest.fixture
def opening(operator: Settings) -> Opening:
    """Serves services while a block runs; settings may be given by their names."""

    def standing() -> Connection:
        return Connection(connected=True, latency=0.25, servers=3, in_hand=2, stopping=False)

    @asynccontextmanager
    async def served(
        services: Services, connection: Callable[[], Connection] = standing, **given: Any
    ) -> AsyncIterator[Program]:
        chosen = operator.model_copy(update=given)
        async with (
            serving(Watch(services, connection), lambda: chosen) as port,
            aiohttp.ClientSession() as session,
        ):
            yield Program(session, port)

    return served


@pytest.fixture(scope="module")
def services(newsroom: Path) -> Iterator[Services]:
    """The newsroom's knowledge, by words alone."""
    with Services.open(newsroom, vectors=False) as opened:
        yield opened


@pytest.fixture
async def program(opening: Opening, services: Services) -> AsyncIterator[Program]:
    """A program that asks of it."""
    async with opening(services) as asking:
        yield asking
