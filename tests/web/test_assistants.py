"""Assistants ask by HTTP, at `/mcp` of the one web application: with its keys, pace and checks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult, TextContent

from bot.services import KeyScope, Records, Services
from bot.settings import Settings
from tests.web.conftest import HERE, Opening, Program
from tests.web.test_access import PROXIED, key, problem

PARKS = {"question": "what did Aldercott say about the car parks?"}
SAID = "Ask me what I regret: the *two* car parks on the quay, and not *one* bench."
INNER = "title: The harbour\nquotes:\n  - {speaker: Bea Lund, text: The harbour closes in June.}\n"
LINE = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
SPOKEN = {"Accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def services(newsroom: Path) -> Iterator[Services]:
    with Services.open(newsroom, vectors=False) as opened:
        yield opened


@asynccontextmanager
async def assistant(program: Program, secret: str = "", mode: str = "auto") -> AsyncIterator[Client]:
    """A client of the protocol, with a key or without."""
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    async with httpx2.AsyncClient(headers=headers, timeout=60) as http:
        url = f"http://{HERE}:{program.port}/mcp"
        async with Client(streamable_http_client(url, http_client=http), mode=mode) as client:
            yield client


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_an_assistant_is_answered(opening: Opening, services: Services, mode: str) -> None:
    async with opening(services) as program, assistant(program, mode=mode) as client:
        assert len((await client.list_tools()).tools) == 7
        found = (await client.call_tool("ask", PARKS)).structured_content
        refused = await client.call_tool("ask", {"question": 5})
        resources = (await client.list_resources()).resources
        article = await client.read_resource(resources[0].uri)
    assert found
    assert found["answers"][0]["text"] == SAID
    assert "question must be text." in text_of(refused)
    assert len(resources) == 9
    assert article.contents


async def test_a_key_sees_its_collections_and_does_what_its_scopes_let_it(
    opening: Opening, operator: Settings, tmp_path: Path
) -> None:
    inner = tmp_path / "knowledge" / "inner"
    inner.mkdir(parents=True)
    (inner / "harbour.yaml").write_text(INNER, "utf-8")
    (inner / "collection.yaml").write_text("visible_to: ['key:website']\n", "utf-8")
    (inner.parent / "open.yaml").write_text(
        INNER.replace("Bea Lund", "Ann Roe").replace("June", "May"), "utf-8"
    )
    with Services.open(inner.parent, vectors=False) as services:
        website = await key(operator, "website", KeyScope.READ)
        async with opening(services, key_pace=3) as program:
            async with assistant(program) as client:
                public = (await client.call_tool("person", {"name": "Bea Lund"})).structured_content
                assert (
                    await client.call_tool("ask", {"question": "what did Ann Roe say?"})
                ).structured_content
            async with assistant(program, website) as client:
                seen = (await client.call_tool("person", {"name": "Bea Lund"})).structured_content
                lacking = await client.call_tool("ask", {"question": "what did Bea Lund say?"})
                paced = [await client.call_tool("person", {"name": "Bea Lund"}) for _ in range(3)]
    assert public
    assert public["reply"] == "unknown"
    assert seen
    assert seen["person"]["name"] == "Bea Lund"
    assert "lacks the scope ask" in text_of(lacking)
    assert [result.is_error for result in paced] == [False, False, True]
    assert text_of(paced[-1]).startswith("Try again in ")


async def test_a_question_by_key_enters_the_log(
    opening: Opening, services: Services, operator: Settings
) -> None:
    secret = await key(operator, "assistant", KeyScope.ASK)
    async with opening(services) as program, assistant(program, secret) as client:
        await client.call_tool("ask", PARKS)
    records = await Records.open(operator.records)
    try:
        (kept,) = await records.log.all()
    finally:
        await records.close()
    assert kept.question == PARKS["question"]


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"Authorization": "Bearer nobodys"}, "unknown-key"),
        (PROXIED, "key-needed"),
        ({"Origin": "https://elsewhere.example"}, "foreign-origin"),
        ({"Host": "elsewhere.example"}, "foreign-host"),
    ],
)
async def test_who_may_not_ask_is_turned_away_at_the_door(
    opening: Opening, services: Services, headers: dict[str, str], kind: str
) -> None:
    async with opening(services) as program:
        assert problem(await program.send("POST", "/mcp", headers=SPOKEN | headers, json=LINE)) == kind


async def test_nothing_is_kept_open(opening: Opening, services: Services) -> None:
    async with opening(services) as program:
        listened: Any = await program.get("/mcp", headers=SPOKEN)
        assert problem(listened) == "wrong-method"
        found = await program.send("POST", "/mcp", headers=SPOKEN, json=LINE)
        assert len(found.body["result"]["tools"]) == 7
        assert "mcp-session-id" not in {name.lower() for name in found.headers}


async def test_what_ends_the_program_is_raised_as_it_is(opening: Opening, services: Services) -> None:
    with pytest.raises(LookupError, match="over"):
        async with opening(services):
            raise LookupError("over")
