"""`briefing-bot mcp` as an assistant starts it: another process, on pipes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from bot.services import Services

DOCS = Path(__file__).parents[2] / "docs" / "mcp.md"
PARKS = {"question": "what did Aldercott say about the car parks?"}
SAID = "Ask me what I regret: the *two* car parks on the quay, and not *one* bench."
WAIT = 120
"""Seconds after which a process that should have answered or ended is given up."""


def configured() -> dict[str, Any]:
    """The server of the configuration in the docs."""
    found = re.search(r"```json\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert found
    (server,) = json.loads(found[1])["mcpServers"].values()
    return dict(server)


async def test_the_configuration_of_the_docs_works(services: Services, tmp_path: Path) -> None:
    server = configured()
    assert Path(server["command"]).name == "briefing-bot"
    assert server["args"][:2] == ["mcp", "--knowledge"]
    started = StdioServerParameters(
        command=sys.executable,
        args=["-m", "bot", "mcp", "--knowledge", str(services.knowledge)],
        env={**os.environ, **server["env"]},
        cwd=tmp_path,
    )
    async with Client(stdio_client(started)) as client:
        assert client.server_info
        assert client.server_info.name == "briefing-bot"
        found = await client.call_tool("ask", PARKS)
        refused = await client.call_tool("ask", {"question": ["who?"]})
    assert found.structured_content
    assert found.structured_content["answers"][0]["text"] == SAID
    assert refused.is_error
    assert not any(os.scandir(tmp_path))  # nothing is written where it was started


def request(number: int, method: str, **params: object) -> bytes:
    """A line of the protocol."""
    line = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
    return json.dumps(line).encode() + b"\n"


INITIALIZE = request(
    1, "initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "raw", "version": "1"}
)


@contextmanager
def started(knowledge: Path, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program, logging all there is to log; killed if it is still there at the end."""
    command = [sys.executable, "-m", "bot", "mcp", "-k", str(knowledge)]
    environment = os.environ | {"BRIEFING_LOG_LEVEL": "DEBUG"}
    with (folder / "log").open("wb") as log, subprocess.Popen(
        command, cwd=folder, env=environment, bufsize=0,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def test_only_the_protocol_is_written_and_who_goes_away_leaves_nothing(
    services: Services, tmp_path: Path
) -> None:
    with started(services.knowledge, tmp_path) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"no protocol\n\xff\xfe\n[1,\n{}\n" + INITIALIZE)
        process.stdin.write(request(2, "tools/call", name="ask", arguments=PARKS))
        process.stdin.write(request(3, "tools/call", name="ask", arguments=[1]))
        lines = [json.loads(process.stdout.readline()) for _ in range(3)]
        answers = {line["id"]: line for line in lines}
        assert answers[1]["result"]["serverInfo"]["name"] == "briefing-bot"
        assert answers[2]["result"]["structuredContent"]["answers"][0]["text"] == SAID
        assert answers[3]["error"]["code"] == -32602
        # Somebody who asks, and is gone before the answer comes.
        process.stdout.close()
        process.stdin.write(request(4, "tools/call", name="ask", arguments=PARKS))
        process.stdin.close()
        assert process.wait(WAIT) == 0
    log = (tmp_path / "log").read_text("utf-8")
    assert "Replied (answer, sure)" in log
    assert "Traceback" not in log
