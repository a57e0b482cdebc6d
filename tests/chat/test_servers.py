"""Servers that invite the bot: let in, asked about, or left; and what is kept of one that was left."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest
import simcord

from bot.chat import build_bot
from bot.services import OPERATOR_NAME, ServerStanding, Services, SettingPlace
from bot.settings import Settings
from tests.chat.world import World, labels, words

FISK = "what did Petronella Fisk say?"
OURS = 1456074443980700000


def written(world: World) -> str:
    """All that the bot has sent to channels."""
    return "\n".join(str(each.json) for each in world.env.http_requests if each.path.endswith("/messages"))


@pytest.fixture
def world(simcord_env: simcord.Env) -> World:
    return World(simcord_env, OURS)


class TestAllowList:
    @pytest.fixture
    def own_settings(self) -> dict[str, Any]:
        return {"allowed_servers": (OURS,)}

    async def test_an_unknown_server_is_told_kindly_and_left(
        self, world: World, settings: Settings, services: Services
    ) -> None:
        World(world.env)
        await world.env.advance_time(1)
        assert [each.id for each in world.bot.guilds] == [OURS]
        assert "so I have to leave again" in written(world)
        assert "Petronella Fisk" in words(await world.answer(FISK))
        await world.bot.admission.decide(OURS + 1, discord.utils.utcnow(), allowed=True)
        await world.env.restart_bot(build_bot(settings, services))
        friend = World(world.env, OURS + 1)
        await world.env.advance_time(1)
        assert "Petronella Fisk" in words(await friend.answer(FISK))

    async def test_one_that_is_struck_off_the_list_is_left_at_the_next_start(
        self, world: World, settings: Settings, services: Services
    ) -> None:
        assert "Petronella Fisk" in words(await world.answer(FISK))
        stricter = settings.model_copy(update={"allowed_servers": (1,), "home_guild": 1})
        await world.env.restart_bot(build_bot(stricter, services))
        await world.env.advance_time(1)
        assert not world.bot.guilds


class TestAsking:
    @pytest.fixture
    def own_settings(self) -> dict[str, Any]:
        return {"home_guild": OURS, "unknown_servers": "ask"}

    async def test_nothing_is_answered_until_the_owner_says_yes(
        self, world: World, settings: Settings, services: Services
    ) -> None:
        world.bot.owner_id = world.ann.id
        stranger = World(world.env)
        await world.env.advance_time(1)
        assert "once my operator says yes" in words(stranger.said()[-1])
        await stranger.ann.send(stranger.channel, stranger.to_bot(FISK))
        refused = await stranger.ann.slash(stranger.channel, "ask", question=FISK)
        assert "waiting for my operator's yes" in words(refused.response)
        assert len(stranger.said()) == 1
        await world.env.restart_bot(build_bot(settings, services))
        world.bot.owner_id = world.ann.id
        await world.env.advance_time(1)
        (asked,) = world.ann.user.dm_channel.history()
        assert str(stranger.guild.id) in words(asked)
        assert labels(asked) == ["Yes", "No, leave it"]
        await world.ann.user.click(asked, label="Yes")
        assert "Petronella Fisk" in words(await stranger.answer(FISK))
        (entry,) = [each for each in await world.bot.records.audit.latest() if each.new == "allowed"]
        assert (entry.who, entry.server) == (f"member:{world.ann.id}", stranger.guild.id)

    async def test_an_owners_no_has_it_left(self, world: World) -> None:
        world.bot.owner_id = world.ann.id
        World(world.env)
        await world.env.advance_time(1)
        (asked,) = world.ann.user.dm_channel.history()
        await world.ann.user.click(asked, label="No, leave it")
        assert [each.id for each in world.bot.guilds] == [OURS]
        assert "Petronella Fisk" in words(await world.answer(FISK))

    async def test_without_direct_messages_the_log_says_how_to_let_it_in(
        self, world: World, caplog: pytest.LogCaptureFixture
    ) -> None:
        world.bot.owner_id = world.ann.id
        world.env.inject_error("POST", "/users/@me/channels", status=403)
        stranger = World(world.env)
        await world.env.advance_time(1)
        assert f"briefing-bot servers allow {stranger.guild.id}" in caplog.text


async def test_what_is_kept_of_a_server_goes_after_the_days_of_grace(
    world: World, settings: Settings, services: Services
) -> None:
    left = World(world.env)
    now = discord.utils.utcnow()
    for each in (world, left):
        await each.answer(FISK)
        await each.ann.slash(each.channel, "follow", topic="seals")
        place = SettingPlace(each.guild.id)
        await world.bot.server_settings.put("thread_after", 4, place, OPERATOR_NAME, now)
    told = await left.ann.slash(left.channel, "privacy")
    assert "deleted after 7 days" in words(told.response)
    world.env.backend.remove_guild(left.guild.id)
    await world.env.advance_time(1)
    await world.env.restart_bot(build_bot(settings, services))
    records = world.bot.records
    assert len(await records.follows.all()) == 2
    await world.bot.admission.note_left(left.guild.id, now - timedelta(days=8))
    await world.env.restart_bot(build_bot(settings, services))
    records = world.bot.records
    assert [each.channel for each in await records.follows.all()] == [world.channel.id]
    assert [each.server for each in await records.log.all()] == [OURS]
    assert {each.server for each in await records.settings.all()} == {OURS}
    assert not await records.audit.latest(server=left.guild.id)
    assert len(await records.views.of_kind("answer")) == 1
    assert await world.bot.admission.standing(left.guild.id) is ServerStanding.ADMITTED


async def test_a_server_that_was_left_while_the_bot_was_down_is_noticed(
    world: World, settings: Settings, services: Services
) -> None:
    now = discord.utils.utcnow()
    await world.bot.server_settings.put("thread_after", 4, SettingPlace(77), OPERATOR_NAME, now)
    await world.env.restart_bot(build_bot(settings, services))
    await world.env.advance_time(1)
    (known,) = [each for each in await world.bot.admission.known() if each.server == 77]
    assert known.left is not None
