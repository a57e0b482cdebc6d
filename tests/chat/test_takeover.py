"""Several processes of one token and one database: one holds the gateway, another takes over when it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from aiohttp import web

from bot.chat.gateway import BusyError, IfHeld, holding_gateway
from bot.services import holding
from bot.services.running import RunningError, is_running, none_running
from bot.text import ServerAddress
from tests.chat.standin import PLACE, StandIn
from tests.postgres import PASSWORD, Databases

TOKEN = "MTIz.pretended.token"
QUESTION = "what did Renwick say about the strike?"
MESSAGES = f"/channels/{PLACE}/messages"
# Seconds of a lease, between two renewals, and without one, in the place of 15, 3 and 10.
HELD, RENEWED, GIVEN_UP = 5.0, 1.0, 4.5
PROGRAM = f"""
import sys
import discord
discord.http.Route.BASE = sys.argv.pop(1)
from bot.services import holding
holding.HELD, holding.RENEWED, holding.GIVEN_UP = {HELD}, {RENEWED}, {GIVEN_UP}
from bot.cli.app import main
main()
"""


@pytest.fixture
async def discords() -> AsyncIterator[StandIn]:
    standin = StandIn()
    async with standin.serving():
        yield standin


@pytest.fixture
def server(databases: Databases) -> ServerAddress:
    return databases.new()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leases that are renewed every moment."""
    monkeypatch.setattr(holding, "RENEWED", 0.1)


async def started(folder: Path, discords: StandIn, *options: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, discords.base, "run", *options,
        cwd=folder, stderr=asyncio.subprocess.PIPE, env={**os.environ, "ORT_DISABLE_TELEMETRY": "1"},
    )  # fmt: skip


async def asked(discords: StandIn, socket: web.WebSocketResponse) -> None:
    """Have the process at a socket answer a question."""
    await discords.say(socket, QUESTION)
    assert "Tobias Renwick" in str(await discords.asked("POST", MESSAGES))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
async def test_a_process_that_waits_takes_over_from_one_that_was_killed_and_ends_when_another_has_the_gateway(
    tmp_path: Path, newsroom: Path, server: ServerAddress, databases: Databases, discords: StandIn
) -> None:
    lines = (
        f"DISCORD_TOKEN={TOKEN}", f"BRIEFING_KNOWLEDGE={newsroom}", f"BRIEFING_INDEX={tmp_path / 'index'}",
        f"BRIEFING_RECORDS='{server.whole}'", "BRIEFING_MEMBER_PACE=20",
        "BRIEFING_WORKERS=0",
    )  # fmt: skip
    (tmp_path / ".env").write_text("\n".join(lines), "utf-8")
    first = await started(tmp_path, discords)
    await asked(discords, await discords.ready.get())
    second = await started(tmp_path, discords, "--wait")
    assert second.stderr
    while (
        f"Waiting until Process {first.pid} has ended"
        not in (line := await second.stderr.readline()).decode()
    ):
        assert line, "it has ended"
    first.send_signal(signal.SIGKILL)
    await asked(discords, await discords.ready.get())
    schema = server.whole.rpartition("=")[2]
    databases.cluster.sql(f"UPDATE {schema}.leases SET holder = 'another', until = now() + interval '1 hour'")
    log = (await second.stderr.read()).decode()
    assert await second.wait() == 1
    assert "Another process has taken over, so this one stops." in log
    _, of_first = await first.communicate()
    assert not any(word in log + of_first.decode() for word in (TOKEN, PASSWORD, *server.passwords))


def until(server: ServerAddress, databases: Databases) -> datetime:
    """When the last of the leases that are held now ends."""
    schema = server.whole.rpartition("=")[2]
    ((end,),) = databases.cluster.sql(f"SELECT max(until) FROM {schema}.leases")
    assert isinstance(end, datetime)
    return end


def test_who_holds_the_gateway_is_named_and_waited_for(
    server: ServerAddress, databases: Databases, quick: None
) -> None:
    with holding_gateway(server, TOKEN, IfHeld.REFUSE) as hold:
        assert asyncio.run(is_running(server))
        with (
            pytest.raises(BusyError, match=f"Process {os.getpid()} is running this bot already"),
            holding_gateway(server, TOKEN, IfHeld.REFUSE),
        ):
            pass
        with holding_gateway(server, "another token", IfHeld.REFUSE):
            pass
        with pytest.raises(RunningError, match=f"Process {os.getpid()} runs the bot"), none_running(server):
            pass
        taken = threading.Event()

        def wait() -> None:
            with holding_gateway(server, TOKEN, IfHeld.WAIT):
                taken.set()

        waiting = threading.Thread(target=wait)
        waiting.start()
        first = until(server, databases)
        while until(server, databases) <= first:
            assert not hold.lost
        assert not taken.is_set()
    assert taken.wait(30.0)
    waiting.join()
    assert not asyncio.run(is_running(server))


def test_nobody_starts_while_records_are_restored(server: ServerAddress, quick: None) -> None:
    with (
        none_running(server),
        pytest.raises(BusyError, match="Another process"),
        holding_gateway(server, TOKEN, IfHeld.REFUSE),
    ):
        pass


def test_a_process_that_cannot_ask_the_server_lets_go_before_another_may_take_over(
    server: ServerAddress, databases: Databases, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "GIVEN_UP", 0.5)
    monkeypatch.setattr(holding, "HELD", 1.5)
    lost = threading.Event()
    with holding_gateway(server, TOKEN, IfHeld.REFUSE) as hold:
        hold.when_lost(lost.set)
        databases.cluster.stop()
        try:
            assert lost.wait(30.0)
        finally:
            databases.cluster.start()
        assert "another process may have taken over" in hold.lost
    with holding_gateway(server, TOKEN, IfHeld.WAIT):
        pass
