"""Programs get one object whichever door they ask at: twenty requests by MCP, and with `--json`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from bot.mcp import OwnAsker, server
from bot.services import OPERATOR, Services
from tests.cli.conftest import Run, run

__all__ = ["run"]

SLUICE = "leave the northern sluice open from March to June"
# What both are asked. Questions and quotations are lines of one file each in the terminal, for every command
# opens the knowledge anew.
QUESTIONS = (
    "what did Aldercott say about the car parks?",
    "what did Petronella Fisk say?",
    "waht did Aldercot say abuot the car prks",
    "how long did the ferry strike last?",
    "what did Renwick say about the barrier?",
    "what did Macron say about wine",
    "thanks",
    "who is Agnes Thorley?",
    f"did Lena Renwick say “{SLUICE}”?",
)
QUOTATIONS: tuple[dict[str, Any], ...] = (
    {"quotation": SLUICE, "speaker": "Lena Renwick"},
    {"quotation": SLUICE, "speaker": "Tobias Renwick"},
    {"quotation": "leave the southern sluice open"},
    {"quotation": "nobody ever said these very words"},
    {"text": f"“We {SLUICE},” said Lena Renwick. “We will sleep at last,” said Thorley."},
)
LOOKED_UP: tuple[tuple[tuple[str, ...], str, dict[str, Any]], ...] = (
    (("person", "Thorley"), "person", {"name": "Thorley"}),
    (("person", "Renwick"), "person", {"name": "Renwick"}),
    (("summary", "tidal barrier on the"), "article", {"article": "tidal barrier on the"}),
    (("summary", "ferry"), "article", {"article": "ferry"}),
    (("timeline", "Tobias Renwick", "strike", "-n", "10"), "timeline",
     {"person": "Tobias Renwick", "topic": "strike"}),
    (("search", 'kitchens "light our"'), "search_quotes", {"query": 'kitchens "light our"'}),
)  # fmt: skip
# This prints the entries alone, one a line.
ENTRIES = {"timeline"}


@pytest.fixture(scope="module")
def services(newsroom: Path) -> Iterator[Services]:
    """What is answered from; the terminal opens the same folder and index."""
    with Services.open(newsroom) as services:
        services.wait_for_vectors()
        yield services


def printed(run: Run, *arguments: object) -> list[dict[str, Any]]:
    """The objects that a command prints, one a line."""
    return [json.loads(line) for line in run(*arguments).stdout.splitlines()]


def batch(run: Run, newsroom: Path, command: str, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The replies to the lines of a file."""
    source = newsroom.parent / f"{command}.jsonl"
    numbered = [json.dumps({"id": number} | line) for number, line in enumerate(lines)]
    source.write_text("\n".join(numbered), "utf-8")
    replies = printed(run, command, "--batch", source, "-k", newsroom)
    return [reply | {"id": None} for reply in replies]


def in_terminal(run: Run, newsroom: Path) -> list[dict[str, Any]]:
    """What the terminal gives for each request."""
    given = batch(run, newsroom, "ask", [{"question": question} for question in QUESTIONS])
    given += batch(run, newsroom, "verify", list(QUOTATIONS))
    for arguments, _, _ in LOOKED_UP:
        found = printed(run, *arguments, "--json", "-k", newsroom)
        given.append({"answers": found} if arguments[0] in ENTRIES else found[0])
    return given


async def by_mcp(services: Services) -> list[dict[str, Any]]:
    """What MCP gives for the same."""
    calls: list[tuple[str, dict[str, Any]]] = [("ask", {"question": question}) for question in QUESTIONS]
    calls += [("check_draft" if "text" in each else "verify_quotation", each) for each in QUOTATIONS]
    calls += [(tool, given) for _, tool, given in LOOKED_UP]
    async with Client(server(OwnAsker(services, OPERATOR))) as client:
        return [(await client.call_tool(*call)).structured_content or {} for call in calls]


def test_twenty_requests_get_equal_objects(run: Run, newsroom: Path, services: Services) -> None:
    terminal, mcp = in_terminal(run, newsroom), asyncio.run(by_mcp(services))
    assert len(terminal) == len(mcp) == 20
    assert {reply["reply"] for reply in mcp} == {
        "answer", "unknown", "choice", "talk", "person", "verdict", "report", "article", "timeline", "list",
    }  # fmt: skip
    for here, there in zip(terminal, mcp, strict=True):
        assert here in as_printed(there)


def as_printed(reply: dict[str, Any]) -> list[dict[str, Any]]:
    """A reply in the forms in which commands print it.

    Whole; its entries alone; with the fields of what it is on beside its own, as earlier versions had them.
    """
    own = [reply | reply[name] for name in ("person", "article") if isinstance(reply.get(name), dict)]
    return [reply, {"answers": reply["answers"]}, *own]
