"""What a server or channel has set for itself is obeyed at once, whichever program has set it."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import discord
import pytest
import pytest_asyncio
import simcord

from bot.chat import build_bot
from bot.records import OPERATOR_NAME, Records
from bot.services import ServerSettings, Services, SettingPlace
from bot.settings import Settings
from tests.chat.world import World, labels, words

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
    await world.ann.click(answer, label="👍 First answer")
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
    await world.ann.click(answer, label="👍 First answer")
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


async def with_role(world: World, put: Put, name: str) -> simcord.MemberActor:
    """A member whose role alone may do what this setting is about."""
    role = world.guild.create_role("desk")
    await put(name, role.id)
    return world.guild.add_member(world.env.create_user("dan"), roles=[role])


class TestPrivateAnswers:
    async def test_commands_are_answered_to_whoever_asks_unless_they_want_it_otherwise(
        self, world: World, put: Put
    ) -> None:
        await put("private_answers", "on", world.channel.id)
        for command, options in (
            ("ask", {"question": FISK}),
            ("verify", {"quotation": "Eleven pupils"}),
            ("quotes", {"person": "Petronella Fisk"}),
        ):
            assert (await world.ann.slash(world.channel, command, **options)).ephemeral
        assert not (await world.ann.slash(world.channel, "ask", question=FISK, private=False)).ephemeral
        elsewhere = world.guild.create_text_channel("elsewhere")
        assert not (await world.ann.slash(elsewhere, "ask", question=FISK)).ephemeral

    async def test_a_mention_gets_a_button_that_shows_each_reader_their_own_copy(
        self, world: World, put: Put, settings: Settings, services: Services
    ) -> None:
        await put("private_answers", "on")
        answer = await world.answer(FISK)
        assert "Petronella" not in words(answer)
        await world.env.restart_bot(build_bot(settings, services))
        shown = await world.ben.click(answer, label="Show me the answer")
        assert shown.ephemeral
        assert "Eleven pupils" in words(shown.followups[-1] if shown.followups else shown.response)
        asked = next(each for each in world.channel.history() if each.author.id == world.ann.id)
        await world.ann.edit(asked, world.to_bot("what did Tobias Renwick say?"))
        assert "Renwick" not in words(world.said()[-1])
        await world.ann.delete(asked)
        assert not world.said()

    async def test_direct_messages_are_private_as_they_are(self, world: World, put: Put) -> None:
        await put("private_answers", "on")
        await world.ann.send_dm(FISK)
        assert "Eleven pupils" in words(world.ann.user.dm_channel.last_message)


class TestChecksInPublic:
    QUOTATION = "Eleven pupils is a school"

    @pytest.fixture
    def own_settings(self) -> dict[str, object]:
        return {"message_content": True}

    async def test_others_see_their_checks_alone(self, world: World, put: Put) -> None:
        dan = await with_role(world, put, "verify_roles")
        told = await world.ann.slash(world.channel, "verify", quotation=self.QUOTATION, private=False)
        assert told.response
        assert told.ephemeral
        refused = await world.ann.click(told.response, label="Share")
        assert "only some roles may have quotations checked" in words(refused.followups[-1])
        asked = await world.ann.slash(
            world.channel, "ask", question=f'did Petronella Fisk say "{self.QUOTATION}"?'
        )
        assert not world.said()
        assert any(each.ephemeral for each in asked.followups)
        assert not (await dan.slash(world.channel, "verify", quotation=self.QUOTATION)).ephemeral
        assert not (await world.ann.slash(world.channel, "ask", question=FISK)).ephemeral

    async def test_a_lens_and_a_reply_are_for_those_roles(self, world: World, put: Put) -> None:
        dan = await with_role(world, put, "verify_roles")
        claim = await world.ben.send(world.channel, f'Petronella Fisk said: "{self.QUOTATION}"')
        await world.ann.react(claim, "🔎")
        assert not world.said()
        answer = await world.answer(f'did Petronella Fisk say "{self.QUOTATION}"?')
        assert "Press the button" in words(answer)
        await dan.react(claim, "🔎")
        assert self.QUOTATION in words(world.said()[-1])


async def test_who_may_follow_may_end_what_others_follow_and_everybody_their_own(
    world: World, put: Put
) -> None:
    await world.ann.slash(world.channel, "follow", topic="seals")
    await world.ben.slash(world.channel, "follow", topic="school")
    dan = await with_role(world, put, "follow_roles")
    assert "only some roles may follow" in words(await world.answer("follow Tobias Renwick"))
    refused = await world.ann.slash(world.channel, "unfollow", subject="school")
    assert "Somebody else began that" in words(refused.response)
    assert len(await world.bot.notifier.followed(world.channel.id)) == 2
    await world.ann.slash(world.channel, "unfollow", subject="seals")
    await dan.slash(world.channel, "unfollow", subject="school")
    assert not await world.bot.notifier.followed(world.channel.id)
    await dan.slash(world.channel, "follow", topic="seals")
    assert len(await world.bot.notifier.followed(world.channel.id)) == 1
    told = await world.ann.user.slash("follow", topic="seals")
    assert "I will post news" in words(told.response)


async def test_the_servers_language_and_style_of_days(world: World, put: Put) -> None:
    question = "what did Tobias Renwick say?"
    await put("date_style", "iso")
    assert "2031-09-02" in words(await world.answer(question))
    asked = await world.ann.slash(world.channel, "ask", question=question)
    assert "2031-09-02" in words(asked.response)
    await put("date_style", "month-day")
    assert "September 2, 2031" in words(await world.answer(question))
    await put("language", "ja")
    asked = await world.ann.slash(world.channel, "ask", question=question)
    assert "もっと見る" in labels(asked.response)
    assert "もっと見る" in labels(await world.answer(question))
    await world.ann.send_dm(question)
    assert "2 September 2031" in words(world.ann.user.dm_channel.last_message)


async def test_moments_are_of_the_servers_time_zone(world: World, put: Put) -> None:
    world.bot.owner_id = world.ann.id
    told = await world.ann.slash(world.channel, "knowledge status")
    assert " UTC" in words(told.response)
    await put("time_zone", "Asia/Tokyo")
    told = await world.ann.slash(world.channel, "knowledge status")
    assert " UTC" not in words(told.response)


async def test_questions_are_kept_for_the_servers_days(
    world: World, put: Put, settings: Settings, services: Services
) -> None:
    elsewhere = World(world.env)
    await elsewhere.answer(FISK)
    (asked,) = await world.bot.records.log.all()
    for place in (world, elsewhere):
        made = discord.utils.utcnow() - timedelta(days=2)
        await world.bot.records.log.add(replace(asked, made=made, server=place.guild.id))
    await put("log_days", 1)
    assert "for 1 day." in words((await world.ann.slash(world.channel, "privacy")).response)
    await world.env.restart_bot(build_bot(settings, services))
    kept = await world.bot.records.log.all()
    assert [each.server for each in kept] == [elsewhere.guild.id] * 2


class TestQuietHours:
    """The tests' clock begins at midnight, UTC."""

    @pytest.fixture
    def folder(self, tmp_path: Path, newsroom: Path) -> Path:
        ignored = shutil.ignore_patterns(".briefing-index")
        return Path(shutil.copytree(newsroom, tmp_path / "knowledge", ignore=ignored))

    @pytest.fixture
    def services(self, folder: Path) -> Iterator[Services]:
        with Services.open(folder, vectors=False) as services:
            yield services

    @pytest.fixture
    def own_settings(self) -> dict[str, object]:
        return {"listen_channels": (1,), "time_zone": "UTC"}

    async def test_news_wait_and_nobody_is_spoken_to_unasked(
        self, world: World, put: Put, folder: Path
    ) -> None:
        await put("quiet_hours", "23-1")
        await put("listen_channels", world.channel.id)
        await world.ann.slash(world.channel, "follow", person="Petronella Fisk")
        (folder / "new.yaml").write_text(ARTICLE.format(day="2031-05-04"), encoding="utf-8")
        world.bot.owner_id = world.ben.id
        await world.ben.slash(world.channel, "knowledge reload")
        await world.ann.send(world.channel, FISK)
        assert not world.said()
        assert "Eleven pupils" in words(await world.answer(FISK))
        await world.env.advance_time(3700)
        assert "The ferry of 2031-05-04" in words(world.said()[-1])
        await world.ann.send(world.channel, FISK)
        assert len(world.said()) == 3
