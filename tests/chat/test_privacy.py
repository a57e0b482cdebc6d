"""What is kept of a member, as the operator sets it, and its end."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.records import Records
from bot.settings import Settings
from tests.chat.world import World, labels, words
from tests.files import records_file

QUESTION = "what did Tobias Renwick say?"


async def log_of(settings: Settings) -> list[tuple[str, int | None]]:
    """Question and asker of every line of the log."""
    log = await (await Records.open(settings.records)).log.all()
    return [(asked.question, asked.asker) for asked in log]


@pytest.mark.parametrize("kept", ["off", "anonymous", "named"])
class TestLog:
    @pytest.fixture
    def own_settings(self, kept: str) -> dict[str, object]:
        return {"question_log": kept, "cards": "embeds"}

    async def test_questions_are_kept_as_the_operator_set_it(
        self, world: World, settings: Settings, kept: str
    ) -> None:
        answer = await world.answer(QUESTION)
        await world.ann.click(answer, label="👍 First answer")
        expected = {"off": [], "anonymous": [(QUESTION, None)], "named": [(QUESTION, world.ann.id)]}
        assert await log_of(settings) == expected[kept]
        assert "Why the first?" in labels(answer)
        why = await world.ann.click(answer, label="Why the first?")
        assert why.response
        assert "How the question was read" in words(why.response)

    async def test_forgetme_leaves_nothing_under_the_members_name(
        self, world: World, settings: Settings, kept: str
    ) -> None:
        await world.answer(QUESTION)
        await world.ann.slash(world.channel, "follow", topic="seals")
        told = await world.ann.slash(world.channel, "forgetme")
        assert told.response
        assert told.ephemeral
        assert ("cannot be linked" in words(told.response)) == (kept == "anonymous")
        with sqlite3.connect(records_file(settings)) as connection:
            dump = "\n".join(connection.iterdump())
        connection.close()
        assert str(world.ann.id) not in dump
        assert (QUESTION in dump) == (kept == "anonymous")
        forgotten = await world.ann.click(world.said()[-1], label="Why the first?")
        assert forgotten.response
        assert "too old" in words(forgotten.response)

    async def test_privacy_says_what_is_kept(self, world: World, kept: str) -> None:
        told = await world.ann.slash(world.channel, "privacy")
        assert told.response
        assert told.ephemeral
        said = {
            "off": "nothing",
            "anonymous": "without names, for 30 days",
            "named": "Discord id, for 30",
        }
        assert said[kept] in words(told.response)


class TestShortMemory:
    @pytest.fixture
    def own_settings(self) -> dict[str, object]:
        return {"log_days": 1}

    async def test_the_log_is_forgotten_after_its_days(self, world: World, settings: Settings) -> None:
        await world.answer(QUESTION)
        assert await log_of(settings)
        await world.env.advance_time(31 * 3600)
        assert not await log_of(settings)


async def test_confirmed_questions_are_exported_as_questions_with_gold(
    world: World, settings: Settings, newsroom: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer = await world.answer(QUESTION)
    await world.ann.click(answer, label="👍 First answer")
    unloved = await world.answer("what did Petronella Fisk say?")
    await world.ann.click(unloved, label="👎 First answer")
    monkeypatch.setenv("BRIEFING_RECORDS", str(settings.records))
    out = tmp_path / "feedback.jsonl"
    command = ["feedback", "export", "--knowledge", str(newsroom), "--out", str(out)]
    # As in a terminal of its own, beside the running bot.
    done = await asyncio.to_thread(CliRunner().invoke, app, command, catch_exceptions=False)
    assert done.exit_code == 0
    (line,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert line == {
        "id": "feedback-1",
        "kind": "feedback",
        "question": QUESTION,
        "date": "2026-01-01",
        "gold": [{"article": "renwick-resigns", "items": ["quotes[0]"]}],
        "votes": [1, 0],
    }
