"""The server, asked by the library's own client in memory, by the protocol of before and by the new one."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import jsonschema
import pytest
from mcp import Client, MCPError
from mcp_types import CallToolResult, TextContent, TextResourceContents

from bot.mcp import OwnAsker, server
from bot.services import LARGEST_TEXT, OPERATOR, PUBLIC, Services, Viewer
from bot.text import LONGEST

TOOLS = {"search_quotes", "ask", "verify_quotation", "check_draft", "person", "timeline", "article"}
PARKS = {"question": "what did Aldercott say about the car parks?"}
SAID = "Ask me what I regret: the *two* car parks on the quay, and not *one* bench."
SLUICE = "leave the northern sluice open from March to June"
# A call of each tool, and the kind of reply that it gets.
CALLS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("ask", PARKS, "answer"),
    ("ask", {"question": "what did Macron say about wine?"}, "unknown"),
    ("ask", {"question": "what did Renwick say about the barrier?"}, "choice"),
    ("ask", {"question": "thanks"}, "talk"),
    ("search_quotes", {"query": '"light our kitchens"'}, "list"),
    ("search_quotes", {"query": "strike speaker:Renwick"}, "choice"),
    ("search_quotes", {"query": "strike speaker:Zyx"}, "unknown"),
    ("verify_quotation", {"quotation": SLUICE, "speaker": "Lena Renwick"}, "verdict"),
    ("verify_quotation", {"quotation": f"“{SLUICE}” and “light our kitchens”"}, "report"),
    ("check_draft", {"text": f"“We {SLUICE},” said Lena Renwick."}, "report"),
    ("person", {"name": "Thorley"}, "person"),
    ("person", {"name": "Renwick"}, "choice"),
    ("person", {"name": "Zyx"}, "unknown"),
    ("timeline", {"person": "Tobias Renwick", "topic": "strike", "limit": 2}, "timeline"),
    ("article", {"article": "tidal barrier on the"}, "article"),
    ("article", {"article": "ferry-strike-ends", "entries": True}, "article"),
    ("article", {"article": "ferry"}, "choice"),
)


MODES = pytest.mark.parametrize("mode", ["legacy", "auto"])


def asking(services: Services, mode: str = "auto", before: Callable[[], object] | None = None) -> Client:
    """A client of the operator's, by a handshake ("legacy") or without one."""
    return Client(server(OwnAsker(services, OPERATOR, before or (lambda: None))), mode=mode)


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


@MODES
async def test_an_assistant_is_told_what_it_may_do(services: Services, mode: str) -> None:
    async with asking(services, mode) as client:
        assert client.instructions
        assert "letter for letter" in client.instructions
        assert '"not known"' in client.instructions
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == TOOLS
        for tool in tools:
            assert tool.description
            assert tool.annotations
            assert tool.annotations.read_only_hint
            assert not tool.annotations.destructive_hint
            described = tool.input_schema["properties"].values()
            assert all(each["description"] for each in described)
            assert len(json.dumps(tool.input_schema)) < 1_000
            assert tool.output_schema
            assert tool.output_schema["type"] == "object"


async def test_each_reply_is_an_object_of_the_tools_schema(services: Services) -> None:
    async with asking(services) as client:
        schemas = {
            each.name: jsonschema.Draft202012Validator(each.output_schema or {})
            for each in (await client.list_tools()).tools
        }
        for tool, arguments, kind in CALLS:
            result = await client.call_tool(tool, arguments)
            reply = result.structured_content
            assert not result.is_error
            assert reply
            assert reply["reply"] == kind
            assert json.loads(text_of(result)) == reply
            schemas[tool].validate(reply)


@MODES
async def test_the_words_are_the_editors(services: Services, mode: str) -> None:
    async with asking(services, mode) as client:
        reply = (await client.call_tool("ask", PARKS)).structured_content
        assert reply
        assert (reply["answered"], reply["answers"][0]["text"]) == (True, SAID)


@MODES
async def test_a_list_goes_on_where_it_was_left(services: Services, mode: str) -> None:
    async with asking(services, mode) as client:
        whole = await client.call_tool("timeline", {"person": "Tobias Renwick"})
        parts = [
            await client.call_tool("timeline", {"person": "Tobias Renwick", "start": start, "limit": 1})
            for start in (1, 2)
        ]
        assert whole.structured_content
        assert [part.structured_content["answers"][0] for part in parts if part.structured_content] == (
            whole.structured_content["answers"][:2]
        )


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("ask", {}, "question is missing. ask takes: question, [today], [limit]."),
        ("ask", {"question": 5}, "question must be text."),
        ("ask", {"question": None}, "question must be text."),
        ("ask", {"question": ""}, "question is empty."),
        ("ask", {"question": "\ud800"}, "question contains half a character"),
        (
            "ask",
            {"question": "x" * (LONGEST + 1)},
            "question has 4,001 characters, and at most 4,000 are allowed; check_draft",
        ),
        ("ask", {"qestion": "who?"}, "There is no argument 'qestion'."),
        ("ask", PARKS | {"today": "yesterday"}, "today must be a date, written like 2031-03-04."),
        ("ask", PARKS | {"today": "0001-01-01"}, "today must be a date, written like 2031-03-04."),
        ("ask", PARKS | {"limit": 0}, "limit must be 1 or more."),
        ("ask", PARKS | {"limit": 10**30}, "limit must be 50 or less."),
        ("ask", PARKS | {"limit": [1]}, "limit must be a whole number."),
        ("ask", PARKS | {"limit": "many"}, "limit must be a whole number."),
        ("ask", PARKS | {"limit": float("nan")}, "limit must be a whole number."),
        ("search_quotes", {"query": "strike after:soon"}, "I can't read “soon” as a day"),
        ("article", {"article": "ferry", "entries": "perhaps"}, "entries must be true or false."),
        (
            "check_draft",
            {"text": "x" * (LARGEST_TEXT + 1)},
            "text has 100,001 characters, and at most 100,000 are allowed; ",
        ),
        ("person", {"name": {"first": "Ann"}, "x" * 5_000: 1}, "There is no argument 'xxx"),
    ],
)
async def test_what_a_tool_cannot_be_called_with_is_told(
    services: Services, tool: str, arguments: dict[str, Any], told: str
) -> None:
    async with asking(services) as client:
        result = await client.call_tool(tool, arguments)
    assert result.is_error
    assert told in text_of(result)
    assert len(text_of(result)) < 400


@MODES
async def test_a_tool_that_is_not_there_names_those_that_are(services: Services, mode: str) -> None:
    async with asking(services, mode) as client:
        with pytest.raises(MCPError, match=r"There is no tool 'publish'\. There are: search_quotes, ask, "):
            await client.call_tool("publish", {})


@MODES
async def test_articles_and_people_are_resources(services: Services, mode: str) -> None:
    async with asking(services, mode) as client:
        articles = await client.list_resources()
        people = await client.list_resources(cursor=articles.next_cursor)
        assert (len(articles.resources), people.next_cursor) == (9, None)
        (ends,) = (each for each in articles.resources if each.name == "ferry-strike-ends")
        (thorley,) = (each for each in people.resources if each.name == "Agnes Thorley")
        assert ends.title == "Ferry strike ends after nine days"
        assert thorley.uri == "briefing://people/Agnes%20Thorley"
        article, person = [await read(client, uri) for uri in (ends.uri, thorley.uri)]
        assert "We did not win everything, but we will sleep again." in [
            entry["text"] for entry in article["answers"]
        ]
        assert person["person"]["name"] == "Agnes Thorley"
        templates = (await client.list_resource_templates()).resource_templates
        assert [each.uri_template for each in templates] == [
            "briefing://articles/{article}", "briefing://people/{name}",
        ]  # fmt: skip


async def read(client: Client, uri: str) -> dict[str, Any]:
    """What a resource says."""
    (content,) = (await client.read_resource(uri)).contents
    assert isinstance(content, TextResourceContents)
    found: dict[str, Any] = json.loads(content.text)
    return found


@MODES
@pytest.mark.parametrize(
    "uri",
    [
        "briefing://articles/none",
        "briefing://people/Zyx",
        "file:///etc/passwd",
        "x",
        "briefing://articles/../x",
    ],
)
async def test_a_resource_that_is_not_there_is_told_with_those_that_are(
    services: Services, mode: str, uri: str
) -> None:
    async with asking(services, mode) as client:
        with pytest.raises(
            MCPError, match=r"There is nothing at .+ Articles are at briefing://articles/\{article\}"
        ):
            await client.read_resource(uri)


@pytest.mark.parametrize("cursor", ["", "x", "articles-", "people--1", "articles-" + "9" * 5_000])
async def test_a_page_that_is_none_is_told(services: Services, cursor: str) -> None:
    async with asking(services) as client:
        if not cursor:
            assert (await client.list_resources(cursor=cursor)).resources
            return
        with pytest.raises(MCPError, match="is not a page of this list"):
            await client.list_resources(cursor=cursor)


@pytest.mark.parametrize("kind", ["articles", "people"])
async def test_a_page_far_beyond_the_end_is_empty(services: Services, kind: str) -> None:
    async with asking(services) as client:
        assert not (await client.list_resources(cursor=f"{kind}-999999999")).resources


async def test_a_failure_is_the_operators_and_names_nothing_of_the_machine(
    services: Services, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    gone = tmp_path / "gone"
    with caplog.at_level(logging.ERROR, "bot.mcp"):
        async with asking(services, before=gone.read_text) as client:
            result = await client.call_tool("person", {"name": "Thorley"})
            with pytest.raises(MCPError, match="something went wrong here"):
                await client.read_resource("briefing://people/Thorley")
    assert result.is_error
    assert "something went wrong here" in text_of(result)
    assert str(gone) not in text_of(result)
    assert [str(gone) in record.exc_text for record in caplog.records if record.exc_text] == [True, True]


@MODES
async def test_who_cancels_leaves_nothing_behind(services: Services, mode: str) -> None:
    others, before = asyncio.all_tasks(), services.meter.counted().questions
    async with asking(services, mode) as client:
        with anyio.move_on_after(0.05):
            async with anyio.create_task_group() as group:
                for number in range(40):
                    group.start_soon(
                        client.call_tool, "ask", {"question": f"what did {number} say of sleep?"}
                    )
        begun = services.meter.counted().questions
        assert begun - before < 20  # of those that waited for their turn none was begun
        assert (await client.call_tool("ask", PARKS)).structured_content
        await asyncio.sleep(0.1)
        assert services.meter.counted().questions <= begun + 5
    assert asyncio.all_tasks() == others


async def test_a_collection_is_seen_by_its_key_alone(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "open.yaml").write_text(article("Ann Roe", "The harbour opens in May."), "utf-8")
    (tmp_path / "inner" / "secret.yaml").write_text(
        article("Bea Lund", "The harbour closes in June."), "utf-8"
    )
    (tmp_path / "inner" / "collection.yaml").write_text("visible_to: ['key:website']\n", "utf-8")
    with Services.open(tmp_path, vectors=False) as services:
        assert await seen(services, PUBLIC) == {"open", "Ann Roe"}
        assert await seen(services, Viewer(key="website")) == {"open", "secret", "Ann Roe", "Bea Lund"}
        async with Client(server(OwnAsker(services, PUBLIC))) as client:
            for tool, given in (
                ("person", {"name": "Bea Lund"}),
                ("article", {"article": "secret", "entries": True}),
                ("search_quotes", {"query": "harbour closes"}),
                ("ask", {"question": "what did Bea Lund say about the harbour?"}),
                ("verify_quotation", {"quotation": "The harbour closes"}),
            ):
                assert "in June" not in text_of(await client.call_tool(tool, given))
            with pytest.raises(MCPError, match="There is nothing"):
                await client.read_resource("briefing://articles/secret")


def article(speaker: str, text: str) -> str:
    return f"title: The harbour\nsource: Fennmoor Mirror\nquotes:\n  - speaker: {speaker}\n    text: {text}\n"


async def seen(services: Services, viewer: Viewer) -> set[str]:
    """The names of all resources."""
    async with Client(server(OwnAsker(services, viewer))) as client:
        first = await client.list_resources()
        second = await client.list_resources(cursor=first.next_cursor)
    return {each.name for each in (*first.resources, *second.resources)}
