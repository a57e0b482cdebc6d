"""The bot as a process: signals, one holder of the gateway, and how Discord may end it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from socket import create_server
from typing import Any

import aiohttp
import discord
import pytest
from pydantic import SecretStr

from bot.chat import run
from bot.chat.gateway import BusyError
from bot.chat.in_hand import InHand
from bot.chat.serve import GatewayError
from bot.settings import Settings
from tests.chat.standin import PLACE, StandIn

TOKEN = "MTIz.pretended.token"
TYPING, MESSAGES = f"/channels/{PLACE}/typing", f"/channels/{PLACE}/messages"
QUESTION = "what did Renwick say about the strike?"
# Seconds after which a process hangs, on a machine that has much else to do.
HANGS = 120.0
PROGRAM = """
import sys
import discord
discord.http.Route.BASE = sys.argv.pop(1)
from bot.cli.app import main
main()
"""


@pytest.fixture
async def discords() -> AsyncIterator[StandIn]:
    standin = StandIn()
    async with standin.serving():
        yield standin


@pytest.fixture
def folder(tmp_path: Path, newsroom: Path) -> Path:
    """A folder with the settings of a bot that answers from the newsroom."""
    lines = (
        f"DISCORD_TOKEN={TOKEN}", f"BRIEFING_KNOWLEDGE={newsroom}", f"BRIEFING_INDEX={tmp_path / 'index'}",
        f"BRIEFING_RECORDS={tmp_path / 'records.sqlite'}", "BRIEFING_MEMBER_PACE=20",
        "BRIEFING_WORKERS=0",
    )  # fmt: skip
    (tmp_path / ".env").write_text("\n".join(lines), "utf-8")
    return tmp_path


async def started(folder: Path, discords: StandIn, *options: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, discords.base, "run", *options,
        cwd=folder, stderr=asyncio.subprocess.PIPE, env={**os.environ, "ORT_DISABLE_TELEMETRY": "1"},
    )  # fmt: skip


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str]:
    """The exit status of a process that was told to stop, and its log."""
    _, log = await asyncio.wait_for(process.communicate(), HANGS)
    return process.returncode, log.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
async def test_a_process_finishes_its_answer_when_another_takes_its_place_and_reads_anew_at_a_sighup(
    folder: Path, discords: StandIn, settings: Settings
) -> None:
    first = await started(folder, discords)
    socket = await discords.ready.get()
    taken = settings.model_copy(update={"token": SecretStr(TOKEN), "records": folder / "records.sqlite"})
    with pytest.raises(BusyError, match=f"Process {first.pid} is running this bot already"):
        await asyncio.to_thread(run, taken)
    await discords.say(socket, QUESTION)
    await discords.asked("POST", TYPING)
    second = await started(folder, discords, "--replace")
    answer = await discords.asked("POST", MESSAGES)
    assert "Tobias Renwick" in str(answer)
    status, _ = await ended(first)
    assert status == 0
    assert await discords.left.get() == 1000
    socket = await discords.ready.get()
    env = folder / ".env"
    env.write_text(env.read_text("utf-8").replace("PACE=20", "PACE=1") + "\nBRIEFING_WATCH=true", "utf-8")
    second.send_signal(signal.SIGHUP)
    for _ in range(2):
        await discords.say(socket, QUESTION)
        told = await discords.asked("POST", MESSAGES)
    assert "One at a time" in str(told)
    second.send_signal(signal.SIGTERM)
    status, log = await ended(second)
    assert status == 0
    assert "Takes effect after a restart: BRIEFING_WATCH." in log
    assert TOKEN not in log
    assert not (folder / "records.sqlite-wal").exists()


async def _once_ready(session: aiohttp.ClientSession) -> object:
    """What the process says of itself once it is ready, or after ten seconds: servers are told of later."""
    for _ in range(100):
        async with session.get("/readyz") as answer:
            told = await answer.json()
        if told["ready"]:
            break
        await asyncio.sleep(0.1)
    return told


async def test_a_process_is_watched_by_http_and_writes_json_lines_without_the_words_of_members(
    folder: Path, discords: StandIn
) -> None:
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = folder / ".env"
    lines = (f"BRIEFING_WEB_PORT={port}", "BRIEFING_LOG_FORMAT=json", "BRIEFING_WORKERS=1")
    env.write_text("\n".join((env.read_text("utf-8"), *lines)), "utf-8")
    process = await started(folder, discords, "--web")
    socket = await discords.ready.get()
    await discords.say(socket, QUESTION)
    assert "Tobias Renwick" in str(await discords.asked("POST", MESSAGES))
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        assert await _once_ready(session) == {"ready": True, "problems": []}
        async with session.get("/metrics") as metrics:
            told = await metrics.text()
        assert 'briefing_replies_total{answered="true",kind="answer"} 1.0' in told
        assert 'briefing_worker_memory_bytes{worker="1"}' in told
    process.send_signal(signal.SIGTERM)
    status, log = await ended(process)
    assert status == 0
    lines_told = [json.loads(line) for line in log.splitlines()]
    (replied,) = [line for line in lines_told if line["message"].startswith("Replied (answer, sure) in ")]
    assert len(replied["question"]) == 8
    (worker,) = [line["message"].split()[1] for line in lines_told if "is ready, with" in line["message"]]
    with pytest.raises(ProcessLookupError):
        os.kill(int(worker), 0)
    assert {line["level"] for line in lines_told} <= {"info", "warning"}
    assert "Renwick" not in log
    assert TOKEN not in log


async def test_a_demand_for_more_shards_is_told_in_a_sentence(
    settings: Settings, folder: Path, newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standin = StandIn(refuse=4011)
    async with standin.serving():
        monkeypatch.setattr(discord.http.Route, "BASE", standin.base)
        own: dict[str, Any] = {"token": SecretStr(TOKEN), "knowledge": newsroom, "index": folder / "index"}
        own["workers"] = 0
        with pytest.raises(GatewayError, match=r"more servers than .* \(shards\)"):
            await asyncio.to_thread(run, settings.model_copy(update=own))


async def test_what_takes_too_long_is_said_to_be_unfinished() -> None:
    told: list[str] = []
    in_hand = InHand()

    async def note(word: str) -> None:
        told.append(word)

    async def work(name: str, seconds: float) -> None:
        async with in_hand.doing(lambda: note(name)):
            await asyncio.sleep(seconds)

    tasks = [asyncio.create_task(work("quick", 0.01)), asyncio.create_task(work("endless", 3600))]
    await asyncio.sleep(0)
    await in_hand.finish(within=0.1)
    assert told == ["endless"]
    assert [each.cancelled() for each in tasks] == [False, True]
    assert in_hand.stopping
