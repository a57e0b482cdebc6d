"""Twenty requests get equal objects by MCP, by HTTP and from the terminal's `--json` and `--batch`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from mcp import Client

from bot.mcp import OwnAsker, server
from bot.services import OPERATOR, Services
from tests.cli.conftest import Run, run
from tests.doors.asked import SLUICE, TODAY, Line, each, lines, whole, with_own
from tests.web.conftest import Opening, opening, operator

__all__ = ["opening", "operator", "run"]
# What HTTP adds to the reply: how the conversation and the list go on.
ADDED = {"context", "next"}


class Batched(NamedTuple):
    """A line of `COMMAND --batch`, the tool that is given the same, and the path of HTTP that is."""

    command: str
    tool: str
    path: str
    given: Line

    @property
    def line(self) -> Line:
        """The line."""
        return {"date" if name == "today" else name: value for name, value in self.given.items()}


def asked(question: str) -> Batched:
    return Batched("ask", "ask", "/v1/ask", {"question": question, "today": TODAY})


def checked(**quotation: str) -> Batched:
    return Batched("verify", "verify_quotation", "/v1/verify", quotation)


def drafted(text: str) -> Batched:
    return Batched("verify", "check_draft", "/v1/verify/draft", {"text": text})


class LookedUp(NamedTuple):
    """A command, a tool and a path of HTTP that are asked the same, and the lines that the command prints."""

    terminal: tuple[str, ...]
    tool: str
    path: str
    given: Line
    printed: Any


IN_BATCHES = (
    asked("what did Aldercott say about the car parks?"),
    asked("what did Petronella Fisk say?"),
    asked("waht did Aldercot say abuot the car prks"),
    asked("how long did the ferry strike last?"),
    asked("what did Renwick say about the barrier?"),
    asked("what did Macron say about wine"),
    asked("thanks"),
    asked("who is Agnes Thorley?"),
    asked(f"did Lena Renwick say “{SLUICE}”?"),
    asked("compare Thorley and Tobias Renwick on the strike"),
    checked(quotation=SLUICE, speaker="Lena Renwick"),
    checked(quotation=SLUICE, speaker="Tobias Renwick"),
    checked(quotation="leave the southern sluice open"),
    checked(quotation="nobody ever said these very words"),
    drafted(f"“We {SLUICE},” said Lena Renwick. “We will sleep at last,” said Thorley."),
)
BY_THEMSELVES = (
    LookedUp(("person", "Thorley"), "person", "/v1/person", {"name": "Thorley"}, with_own("person")),
    LookedUp(("person", "Renwick"), "person", "/v1/person", {"name": "Renwick"}, whole),
    LookedUp(
        ("summary", "tidal barrier on the"), "article", "/v1/article", {"article": "tidal barrier on the"},
        with_own("article"),
    ),
    LookedUp(("summary", "ferry"), "article", "/v1/article", {"article": "ferry"}, whole),
    LookedUp(
        ("timeline", "Tobias Renwick", "strike", "-n", "10"), "timeline", "/v1/timeline",
        {"person": "Tobias Renwick", "topic": "strike", "limit": 10}, each("answers"),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def services(newsroom: Path) -> Iterator[Services]:
    """What is answered from; the terminal opens the same folder and index."""
    with Services.open(newsroom) as opened:
        opened.wait_for_vectors()
        assert opened.status(OPERATOR).articles
        yield opened


def in_terminal(run: Run, folder: Path, newsroom: Path) -> list[list[Line]]:
    """What the terminal prints for each request."""
    printed = []
    for command in ("ask", "verify"):
        sent = [one.line for one in IN_BATCHES if one.command == command]
        numbered = [{"id": number, **line} for number, line in enumerate(sent)]
        source = folder / f"{command}.jsonl"
        source.write_text("\n".join(map(json.dumps, numbered)), "utf-8")
        found = lines(run(command, "--batch", source, "-k", newsroom).stdout)
        printed += [[reply | {"id": None}] for reply in found]
    commands = [run(*one.terminal, "--json", "-k", newsroom) for one in BY_THEMSELVES]
    return [*printed, *(lines(done.stdout) for done in commands)]


async def by_mcp(services: Services) -> list[Line]:
    async with Client(server(OwnAsker(services, OPERATOR))) as client:
        found = [await client.call_tool(one.tool, one.given) for one in (*IN_BATCHES, *BY_THEMSELVES)]
    return [result.structured_content or {} for result in found]


async def by_http(opening: Opening, services: Services) -> list[Line]:
    async with opening(services, key_pace=1_000) as program:
        answers = [await program.post(one.path, **one.given) for one in IN_BATCHES]
        answers += [await program.get(one.path, **one.given) for one in BY_THEMSELVES]
    return [{name: value for name, value in each.body.items() if name not in ADDED} for each in answers]


async def test_twenty_requests_get_equal_objects(
    run: Run, opening: Opening, services: Services, tmp_path: Path, newsroom: Path
) -> None:
    terminal = await asyncio.to_thread(in_terminal, run, tmp_path, newsroom)
    mcp, http = await by_mcp(services), await by_http(opening, services)
    assert len(terminal) == len(mcp) == 20
    assert mcp == http
    printed = [*([whole] * len(IN_BATCHES)), *(one.printed for one in BY_THEMSELVES)]
    assert [how(reply) for how, reply in zip(printed, mcp, strict=True)] == terminal
    assert {reply["reply"] for reply in mcp} == {
        "answer", "unknown", "choice", "talk", "person", "verdict", "report", "article", "timeline",
        "comparison",
    }  # fmt: skip
