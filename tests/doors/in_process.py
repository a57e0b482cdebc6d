"""HTTP and MCP within this process, for a machine that asks: nothing is listened at.

HTTP is asked by a client of the application itself, MCP by the library's client, in memory and at `/mcp`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from bot.mcp import OwnAsker, server
from bot.records import ChangeKind, EntryChange
from bot.services import OPERATOR, PUBLIC, Connection, Keyring, KeyScope, Programs, Records, Viewer, Watch
from bot.services.contexts import unpacked
from bot.settings import Settings
from bot.web.app import application
from tests.hidden import SECRETS, Hiding

T = TypeVar("T")
Line = dict[str, Any]
NOW = datetime(2031, 6, 1, 8, tzinfo=UTC)
HERE, ELSEWHERE = "127.0.0.1", "198.51.100.7"
KEYS = ("press", "desk")
"""Keys that may do everything."""
LACKING = {scope: f"not-{scope}" for scope in KeyScope}
"""Keys that lack one scope each."""
PROGRAMS = {**{name: Viewer(key=name) for name in KEYS}, "here": PUBLIC}
"""Who asks by HTTP and at `/mcp`: with a key, and on this machine without any."""
STARTED = {"as nobody": PUBLIC, "as a channel": Viewer(1, 11), "as press": Viewer(key="press")}
"""Who started a server of MCP for themselves."""


DOORS: tuple[tuple[str, Line, KeyScope], ...] = (
    ("POST /v1/ask", {"question": "what's new?"}, KeyScope.ASK),
    ("GET /v1/who-said", {"words": "the harbour is deep"}, KeyScope.ASK),
    ("GET /v1/search", {"query": "harbour"}, KeyScope.ASK),
    ("POST /v1/verify", {"quotation": "the harbour is deep"}, KeyScope.VERIFY),
    ("POST /v1/verify/draft", {"text": "“The harbour is deep,” said Lind."}, KeyScope.VERIFY),
    ("GET /v1/timeline", {"person": "Lind"}, KeyScope.READ),
    ("GET /v1/compare", {"person": ["Lind", "Larkspur"]}, KeyScope.READ),
    ("GET /v1/people", {}, KeyScope.READ),
    ("GET /v1/person", {"name": "Lind"}, KeyScope.READ),
    ("GET /v1/articles", {}, KeyScope.READ),
    ("GET /v1/article", {"article": "harbour-report"}, KeyScope.READ),
    ("GET /v1/status", {}, KeyScope.READ),
    ("GET /v1/changes", {}, KeyScope.CHANGES),
    ("GET /metrics", {}, KeyScope.METRICS),
)
"""Each door, what it is asked, and the scope that it needs."""
TOOLS: tuple[tuple[str, Line, KeyScope], ...] = (
    ("ask", {"question": "what's new?"}, KeyScope.ASK),
    ("search_quotes", {"query": "harbour"}, KeyScope.ASK),
    ("verify_quotation", {"quotation": "the harbour is deep"}, KeyScope.VERIFY),
    ("check_draft", {"text": "“The harbour is deep,” said Lind."}, KeyScope.VERIFY),
    ("person", {"name": "Lind"}, KeyScope.READ),
    ("timeline", {"person": "Lind"}, KeyScope.READ),
    ("article", {"article": "harbour-report"}, KeyScope.READ),
)
"""The same of each tool."""


def _standing() -> Connection:
    return Connection(connected=None, latency=None, servers=0, in_hand=0, stopping=False)


class AtDoors(Hiding):
    """A machine that asks by HTTP and MCP."""

    places: ClassVar[Mapping[str, Viewer]] = {**PROGRAMS, **STARTED}
    grants = ("key:press", "key:desk", "channel:11", "server:1", "key:other")
    runner: ClassVar[asyncio.Runner]
    app: ClassVar[Any]
    ring: ClassVar[Keyring]
    secrets: ClassVar[dict[str, str]]
    former: ClassVar[dict[str, tuple[str, str]]]

    @classmethod
    @contextmanager
    def open(cls, folder: Path) -> Iterator[None]:
        """Open the doors; the records lie beside the knowledge."""
        (folder / "knowledge").mkdir()
        chosen = Settings(_env_file=None, records=folder / "records.sqlite", key_pace=1_000_000)
        with super().open(folder / "knowledge"), asyncio.Runner() as cls.runner:
            records = cls.wait_for(Records.open(chosen.records))
            programs = Programs(cls.services, records, lambda: chosen, lambda: datetime.now(UTC))
            cls.app = application(Watch(cls.services, _standing), programs, chosen)
            cls.ring, cls.secrets = Keyring(records.keys), {"here": ""}
            cls.wait_for(cls._make_all())
            cls.wait_for(cls._reword(records))
            running = cls.app.state.running()
            cls.wait_for(running.__aenter__())
            try:
                yield
            finally:
                for closing in (running.__aexit__(None, None, None), programs.finish(), records.close()):
                    cls.wait_for(closing)

    @classmethod
    async def _make_all(cls) -> None:
        for name in KEYS:
            await cls.make(name, *KeyScope)
        for lacking, name in LACKING.items():
            await cls.make(name, *(scope for scope in KeyScope if scope != lacking))

    @classmethod
    async def _reword(cls, records: Records) -> None:
        """Have the records know former words of each secret: their key, and the key of the words now."""
        cls.former = {
            name: (f"{each.article}#former", item.key)
            for name, each in SECRETS.items()
            for item in cls.services.items(each.article, OPERATOR)
            if item.text == each.quote
        }
        await records.changes.note(
            EntryChange(NOW, ChangeKind.REWORDED, old, new) for old, new in cls.former.values()
        )

    @classmethod
    async def make(cls, name: str, *scopes: KeyScope) -> None:
        """Make a key, and know its secret."""
        cls.secrets[name] = (await cls.ring.add(name, scopes, NOW)).secret

    @classmethod
    def wait_for(cls, asked: Coroutine[Any, Any, T]) -> T:
        """What is waited for, on the one loop that all of it runs on."""
        return cls.runner.run(asked)

    @asynccontextmanager
    async def http(self, secret: str, place: str = HERE) -> AsyncIterator[httpx2.AsyncClient]:
        """A client at an address, with a key or ("") without."""
        inside = httpx2.ASGITransport(self.app, raise_app_exceptions=False, client=(place, 1))
        shown = {"Authorization": f"Bearer {secret}"} if secret else {}
        async with httpx2.AsyncClient(transport=inside, base_url="http://localhost", headers=shown) as client:
            yield client

    def send(self, how: str, given: Line, secret: str, place: str = HERE, **headers: str) -> httpx2.Response:
        """What comes back for a method and path, whatever it is."""
        method, path = how.split()
        sent: Line = {"json": given} if method == "POST" else {"params": given}

        async def sending() -> httpx2.Response:
            async with self.http(secret, place) as client:
                return await client.request(method, path, headers=headers, **sent)

        return self.wait_for(sending())

    def asked(self, who: str, how: str, *typed: str, **given: Any) -> Line:
        """The reply of a door, looked through as `check` does.

        :param typed: what else whoever asks has written, or was given, before.
        """
        answer = self.send(how, given, self.secrets[who])
        assert answer.status_code == 200, answer.text
        reply: Line = answer.json()
        shown = f"{answer.text} {answer.headers}"
        if context := reply.get("context"):
            shown = shown.replace(context, unpacked(context).model_dump_json())
            given = {**given, "context": None}
        self.check(who, f"{typed} {[*given.values()]}", shown)
        return reply

    @asynccontextmanager
    async def assistant(self, who: str) -> AsyncIterator[Client]:
        """A client of MCP: at `/mcp`, or of a server in memory."""
        if who in STARTED:
            async with Client(server(OwnAsker(self.services, STARTED[who]))) as client:
                yield client
            return
        async with self.http(self.secrets[who]) as http:
            transport = streamable_http_client("http://localhost/mcp", http_client=http)
            async with Client(transport) as client:
                yield client

    def told(self, who: str, *calls: tuple[str, Line]) -> list[Line]:
        """The replies of tools, all looked through."""

        async def calling() -> list[Line]:
            async with self.assistant(who) as client:
                replies = []
                for tool, given in calls:
                    result = await client.call_tool(tool, given)
                    assert not result.is_error, result
                    self.check(who, str([*given.values()]), result.model_dump_json())
                    replies.append(result.structured_content or {})
                return replies

        return self.wait_for(calling())
