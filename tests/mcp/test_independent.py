"""A client that is not of the server's own library: the TypeScript SDK's, run by Node.

`npm install --prefix DIR @modelcontextprotocol/client@2.4.0`, then `MCP_CLIENT=DIR pytest -n 0` on this file.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.services import Services

FOLDER = Path(os.environ.get("MCP_CLIENT", "")).absolute()
SCRIPT = Path(__file__).parent / "independent.mjs"
WAIT = 300


def lacking() -> str:
    """What is lacking here; empty for nothing."""
    if shutil.which("node") is None:
        return "Node is not here"
    package = FOLDER / "node_modules" / "@modelcontextprotocol" / "client"
    return "" if package.is_dir() else "MCP_CLIENT names no folder that has @modelcontextprotocol/client"


@pytest.mark.skipif(bool(lacking()), reason=f"not run: {lacking()}")
def test_an_independent_client_is_answered(services: Services) -> None:
    command = ["node", SCRIPT, FOLDER, sys.executable, "-m", "bot", "mcp", "-k", services.knowledge]
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, timeout=WAIT, check=False
    )
    assert done.returncode == 0, done.stderr
    asked = json.loads(done.stdout)
    assert asked["server"] == "briefing-bot"
    assert "letter for letter" in asked["instructions"]
    assert asked["tools"]
    assert all(reading for _, reading in asked["tools"])
    assert asked["ask"]["answers"][0]["speaker"] == "Ines Aldercott"
    assert (asked["verify"]["verdict"], asked["verify"]["attribution"]) == ("genuine", "agrees")
    assert [each["verdict"] for each in asked["draft"]["quotations"]] == ["genuine"]
    assert asked["person"]["person"]["name"] == "Agnes Thorley"
    assert "There is no argument 'qestion'." in asked["refused"]["error"]
    assert "briefing://people/Agnes%20Thorley" in asked["resources"]
    assert "We did not win everything, but we will sleep again." in [
        entry["text"] for entry in asked["article"]["answers"]
    ]
