"""`serve` as a process: it answers, takes up what is new at a SIGHUP, and stops in order at SIGTERM."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.web.conftest import HERE, Program

# Seconds after which a process hangs, on a machine that has much else to do.
HANGS = 120.0
PAGE = "title: The tide\nfacts: [The ferry waits for the tide.]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "tide.yaml").write_text(PAGE, "utf-8")
    return tmp_path


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def free_port() -> int:
    with socket.create_server((HERE, 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[tuple[asyncio.subprocess.Process, Program]]:
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", "--port", str(port),
        cwd=folder, env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "BRIEFING_WORKERS": "1"},
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(HANGS), aiohttp.ClientSession() as session:
            assert process.stderr is not None
            while b"Programs ask at" not in (line := await process.stderr.readline()):
                assert line, "it ended"
            yield process, Program(session, port)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_it_answers_takes_up_what_is_new_and_stops(folder: Path) -> None:
    async with serving(folder) as (process, program):
        assert (await program.get("/readyz")).body == {"ready": True, "problems": []}
        assert "briefing_discord_connected" not in (await program.get("/metrics")).text
        (folder / "knowledge" / "moon.yaml").write_text(PAGE.replace("tide", "moon"), "utf-8")
        process.send_signal(signal.SIGHUP)
        while (await program.get("/v1/status")).body["articles"] == 1:  # noqa: ASYNC110 -- another process's
            await asyncio.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    assert names_in(folder) == {"knowledge", "records"}
