"""Health, readiness and metrics, asked by HTTP of a server on a socket of this machine."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.services import OPERATOR, Connection, Meter, Request, Services
from bot.web import WebError
from tests.web.conftest import HERE, Opening, Program

QUESTION = "what did Renwick say about the strike?"

TIDE = """\
title: The tide
facts: [The ferry waits for the tide in spring., The tide of spring is the highest for the ferry.]
"""


class Door:
    """How the bot stands with Discord, as a test wants it."""

    def __init__(self) -> None:
        self.connection = Connection(connected=True, latency=0.25, servers=3, in_hand=2, stopping=False)

    def __call__(self) -> Connection:
        return self.connection


@pytest.fixture
def services(newsroom: Path) -> Iterator[Services]:
    meter = Meter()
    with meter.watching_log(), Services.open(newsroom, vectors=False, meter=meter) as opened:
        yield opened


async def got(program: Program, path: str) -> tuple[int, str]:
    """The status and the text that a path is answered with."""
    answer = await program.get(path)
    return answer.status, answer.text


def values(text: str) -> dict[tuple[str, ...], float]:
    """Each sample by its name and the values of its labels, in the order of their names."""
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_a_bot_that_answers_is_healthy_and_ready(opening: Opening, services: Services) -> None:
    async with opening(services) as program:
        assert await got(program, "/healthz") == (200, '{"status":"ok"}')
        assert await got(program, "/readyz") == (200, '{"ready":true,"problems":[]}')


async def test_who_is_not_ready_says_why(opening: Opening, services: Services, tmp_path: Path) -> None:
    door = Door()
    door.connection = Connection(connected=False, latency=None, servers=0, in_hand=0, stopping=True)
    async with opening(services, door) as program:
        status, told = await got(program, "/readyz")
        assert status == 503
        assert "stopping" in told
        assert "not connected" in told
        assert ("briefing_discord_latency_seconds",) not in values((await got(program, "/metrics"))[1])
    (tmp_path / "empty").mkdir()
    with Services.open(tmp_path / "empty", vectors=False) as empty:
        async with opening(empty) as program:
            status, told = await got(program, "/readyz")
            assert status == 503
            assert "No article" in told


async def test_what_is_asked_is_counted_by_kind_and_step_and_no_word_of_it_is_told(
    opening: Opening, services: Services
) -> None:
    async with opening(services) as program:
        before = values((await got(program, "/metrics"))[1])
        assert before["briefing_questions_total",] == 0
        for question in (QUESTION, QUESTION, "thanks!"):
            await asyncio.to_thread(services.ask, Request(question, OPERATOR))
        services.reload()
        status, text = await got(program, "/metrics")
    found = values(text)
    assert status == 200
    assert found["briefing_questions_total",] == 3
    assert found["briefing_replies_total", "true", "answer"] == 2
    assert sum(value for name, value in found.items() if name[0] == "briefing_replies_total") == 3
    assert found["briefing_question_seconds_count", "whole"] == 3
    for step in ("understand", "search", "rank"):
        assert found["briefing_question_seconds_count", step] >= 2, step
        assert found["briefing_question_seconds_bucket", "+Inf", step] >= 2
        assert found["briefing_question_seconds_sum", step] <= found["briefing_question_seconds_sum", "whole"]
    assert found["briefing_reloads_total", "done"] == 1
    assert found["briefing_articles",] > 1
    assert found["briefing_in_hand",] == 2
    assert found["briefing_servers",] == 3
    assert found["briefing_discord_latency_seconds",] == 0.25
    assert 0 <= found["briefing_knowledge_age_seconds",] < 3600
    assert found["briefing_index_age_seconds",] >= 0
    assert found["briefing_memory_peak_bytes",] > 10_000_000
    assert found["briefing_index_bytes",] > 0
    assert "Renwick" not in text


async def test_candidates_that_were_read_are_counted(opening: Opening, tmp_path: Path) -> None:
    (tmp_path / "tide.yaml").write_text(TIDE, encoding="utf-8")
    with Services.open(tmp_path) as services:
        services.wait_for_vectors()
        services.ask(Request("when does the ferry wait for the tide?", OPERATOR))
        async with opening(services) as program:
            found = values((await got(program, "/metrics"))[1])
    assert found["briefing_candidates_read_total",] == 2
    assert found["briefing_question_seconds_count", "read"] == 1


async def test_errors_are_counted(opening: Opening, services: Services) -> None:
    broken = Request("what did Renwick say yesterday?", OPERATOR, today="no day")  # type: ignore[arg-type]
    with pytest.raises(Exception, match=r"day|str"):
        services.ask(broken)
    logging.getLogger("somewhere").error("Something went wrong.")
    async with opening(services) as program:
        found = values((await got(program, "/metrics"))[1])
    assert found["briefing_questions_failed_total",] == 1
    assert found["briefing_questions_total",] == 1
    assert found["briefing_log_lines_total", "error"] == 1


async def test_an_address_that_is_taken_is_told_with_its_settings(
    opening: Opening, services: Services
) -> None:
    with socket.create_server((HERE, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(WebError, match=f"{HERE}:{port} cannot be used.*BRIEFING_WEB_PORT"):
            async with opening(services, web_port=port):
                pass


async def test_whoever_keeps_a_connection_open_does_not_keep_the_bot_from_stopping(
    opening: Opening, services: Services
) -> None:
    async with aiohttp.ClientSession() as session:
        async with opening(services) as program:
            here = f"http://{HERE}:{program.port}/healthz"
            async with session.get(here) as answer:
                assert answer.status == 200
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.get(here)
