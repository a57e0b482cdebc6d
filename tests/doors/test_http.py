"""Twenty requests get equal objects by HTTP and from the terminal's `--json`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.services import OPERATOR, Services
from tests.cli.conftest import Run, run
from tests.doors.asked import BY_THEMSELVES, FOLLOWING, IN_BATCHES, TODAY, Asked, Line, lines
from tests.web.conftest import Opening, Program, opening, operator

__all__ = ["opening", "operator", "run"]
# What HTTP adds to the reply: how the conversation and the list go on.
ADDED = {"context", "next"}


@pytest.fixture(scope="module")
def services(newsroom: Path) -> Iterator[Services]:
    """What HTTP answers from; the terminal opens the same folder and index."""
    with Services.open(newsroom) as opened:
        opened.wait_for_vectors()
        assert opened.status(OPERATOR).articles
        yield opened


def in_a_batch(run: Run, command: str, sent: list[Line], folder: Path, newsroom: Path) -> list[Line]:
    """What a batch of the terminal writes."""
    source = folder / f"{command}.jsonl"
    source.write_text("\n".join(map(json.dumps, sent)), "utf-8")
    return lines(run(command, "--batch", source, "-k", newsroom).stdout)


async def by_http(program: Program, asked: tuple[str, Line]) -> Any:
    """The reply, without what HTTP adds to it."""
    (method, path), given = asked[0].split(), asked[1]
    answer = await (program.post(path, **given) if method == "POST" else program.get(path, **given))
    assert answer.status == 200, answer.text
    return {name: value for name, value in answer.body.items() if name not in ADDED}


async def test_questions_and_checks_get_equal_objects(
    run: Run, opening: Opening, services: Services, tmp_path: Path, newsroom: Path
) -> None:
    printed = []
    for command in ("ask", "verify"):
        sent = [
            {"id": number, **each.line} for number, each in enumerate(IN_BATCHES) if each.command == command
        ]
        printed += await asyncio.to_thread(in_a_batch, run, command, sent, tmp_path, newsroom)
    async with opening(services) as program:
        for number, (each, line) in enumerate(zip(IN_BATCHES, printed, strict=True)):
            assert await by_http(program, each.http) | {"id": number} == line, each.line


@pytest.mark.parametrize("asked", BY_THEMSELVES, ids=lambda asked: asked.name)
async def test_look_ups_get_equal_objects(
    run: Run, opening: Opening, services: Services, newsroom: Path, asked: Asked
) -> None:
    done = await asyncio.to_thread(run, *asked.terminal, "--json", "-k", newsroom)
    async with opening(services) as program:
        assert asked.printed(await by_http(program, asked.http)) == lines(done.stdout)


async def test_a_conversation_goes_on_alike(
    run: Run, opening: Opening, services: Services, tmp_path: Path, newsroom: Path
) -> None:
    sent = [
        {"id": number, "dialogue": 1, "text": text, "date": TODAY} for number, text in enumerate(FOLLOWING)
    ]
    printed = await asyncio.to_thread(in_a_batch, run, "ask", sent, tmp_path, newsroom)
    async with opening(services) as program:
        context = None
        for text, line in zip(FOLLOWING, printed, strict=True):
            answer = await program.post("/v1/ask", question=text, today=TODAY, context=context)
            context = answer.body.pop("context")
            assert answer.body | {"id": line["id"]} == line


def test_there_are_twenty() -> None:
    assert len(IN_BATCHES) + len(BY_THEMSELVES) >= 20
