"""What a server or channel has set for itself is obeyed at once, whichever program has set it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.chat import build_bot
from bot.records import OPERATOR_NAME, Records
from bot.services import ServerSettings, Services, SettingPlace
from bot.settings import Settings
from tests.chat.world import World, words

NOW = datetime(2031, 3, 4, tzinfo=UTC)
ARTICLE = """\
title: Ferries
source: Gull Island Echo
published: {day}
quotes: [{{speaker: Petronella Fisk, text: The ferry of {day} was late again.}}]
"""
FISK = "what did Petronella Fisk say?"

Put = Callable[..., Awaitable[None]]


@pytest_asyncio.fixture
async def put(world: World, settings: Settings) -> AsyncIterator[Put]:
    """Sets something for the world's server, or one of its channels, as `briefing-bot settings` does."""
    records = await Records.open(settings.records)
    known = ServerSettings(records.settings, settings)

    async def put(name: str, value: object, channel: int = 0) -> None:
        await known.put(name, str(value), SettingPlace(world.guild.id, channel), OPERATOR_NAME, NOW)

    yield put
    await records.close()


class TestYesterday:
    """Somebody said something on each of these days."""

    @pytest.fixture
    def services(self, tmp_path: Path) -> Iterator[Services]:
        folder = tmp_path / "knowledge"
        folder.mkdir()
        for away in range(-4, 4):
            day = datetime.now(UTC).date() + timedelta(days=away)
            (folder / f"{day}.yaml").write_text(ARTICLE.format(day=day), encoding="utf-8")
        with Services.open(folder, vectors=False) as services:
            yield services

    async def test_it_is_the_servers(self, world: World, put: Put) -> None:
        """Between the two zones lies more than a day: one of them has another date at every moment."""
        days = []
        for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
            await put("time_zone", zone)
            answer = await world.answer("what did Petronella Fisk say yesterday?")
            days += re.findall(r"The ferry of (\S+) was late", words(answer))
        later, earlier = map(date.fromisoformat, days)
        assert later > earlier


async def test_a_stricter_pace_is_kept_in_its_channel_alone(world: World, put: Put) -> None:
    await put("member_pace", 1, world.channel.id)
    for _ in range(2):
        await world.answer(FISK)
    assert "One at a time" in words(world.said()[-1])
    world.channel = world.guild.create_text_channel("elsewhere")
    for _ in range(2):
        assert "Petronella Fisk" in words(await world.answer(FISK))


async def test_where_the_log_is_off_nothing_is_noted_not_in_its_threads_either(
    world: World, put: Put
) -> None:
    await put("question_log", "off", world.channel.id)
    await put("thread_after", 2)
    answer = await world.answer(FISK)
    await world.ann.click(answer, label="👍 The first")
    await world.answer("what else did she say?")
    (thread,) = world.channel.threads
    await world.ann.send(thread, world.to_bot("and what else did she say?"))
    assert await world.bot.records.log.all() == ()
    world.channel = world.guild.create_text_channel("elsewhere")
    await world.answer(FISK)
    assert len(await world.bot.records.log.all()) == 1


async def test_an_opinion_given_after_the_log_was_switched_off_is_not_noted(world: World, put: Put) -> None:
    answer = await world.answer(FISK)
    await put("question_log", "off")
    await world.ann.click(answer, label="👍 The first")
    (asked,) = await world.bot.records.log.all()
    assert asked.opinions == ()


async def test_a_conversation_moves_to_a_thread_where_the_server_wants_it(world: World, put: Put) -> None:
    for _ in range(2):
        await world.answer(FISK)
    assert not world.channel.threads
    await put("thread_after", 3)
    await world.answer(FISK)
    assert len(world.channel.threads) == 1


async def test_a_conversation_is_remembered_for_the_servers_minutes(world: World, put: Put) -> None:
    await put("remember_minutes", 1)
    await world.answer(FISK)
    assert "Petronella Fisk" in words(await world.answer("what else did she say?"))
    await world.env.advance_time(61)
    assert "Petronella Fisk" not in words(await world.answer("what else did she say?"))


async def test_a_change_of_the_memory_reaches_what_was_said_before(world: World, put: Put) -> None:
    await world.answer(FISK)
    await put("remember_minutes", 0)
    assert "Petronella Fisk" not in words(await world.answer("what else did she say?"))


async def test_privacy_says_what_is_kept_where_it_is_asked(world: World, put: Put) -> None:
    await put("question_log", "off")
    await put("remember_minutes", 3)
    told = await world.ann.slash(world.channel, "privacy")
    assert told.response
    assert "Questions and feedback: nothing." in words(told.response)
    assert "3 minutes" in words(told.response)


class TestListening:
    @pytest.fixture
    def own_settings(self) -> dict[str, object]:
        return {"listen_channels": (1,)}

    async def test_a_server_has_its_own_channel_listened_to(
        self, world: World, put: Put, settings: Settings, services: Services
    ) -> None:
        await world.ann.send(world.channel, FISK)
        assert not world.said()
        await put("listen_channels", world.channel.id)
        await world.ann.send(world.channel, FISK)
        assert "Petronella Fisk" in words(world.said()[-1])
        await world.env.restart_bot(build_bot(settings.model_copy(update={"listen_channels": ()}), services))
        await world.ann.send(world.channel, FISK)
        assert len(world.said()) == 1
