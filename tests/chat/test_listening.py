"""Channels that the operator has the bot listen to, and what it may do there."""

from __future__ import annotations

import logging

import discord
import pytest
import simcord

from bot.chat import build_bot
from bot.services import Services
from bot.settings import Settings
from tests.chat.world import World, words

QUESTION = "what did Thorley say?"


async def listen(world: World, settings: Settings, services: Services) -> World:
    """The world with a bot that listens to its channel."""
    listening = settings.model_copy(update={"listen_channels": (world.channel.id,)})
    await world.env.restart_bot(build_bot(listening, services))
    return world


async def test_every_question_in_a_listened_channel_is_answered(
    world: World, settings: Settings, services: Services
) -> None:
    await listen(world, settings, services)
    await world.ann.send(world.channel, QUESTION)
    assert "Agnes Thorley" in words(world.said()[-1])


@pytest.mark.parametrize("talk", ["good morning all", "thanks, Ben!", "lol", "see you at lunch"])
async def test_small_talk_in_a_listened_channel_is_met_with_silence(
    world: World, settings: Settings, services: Services, talk: str
) -> None:
    await listen(world, settings, services)
    await world.ann.send(world.channel, talk)
    assert not world.said()


async def test_another_channel_is_not_listened_to(
    world: World, settings: Settings, services: Services
) -> None:
    await listen(world, settings, services)
    other = world.guild.create_text_channel("elsewhere")
    await world.ann.send(other, QUESTION)
    assert [each.author for each in other.history()] != [world.bot.user]
    assert len(other.history()) == 1


def test_no_privileged_intent_is_asked_for_unless_channels_are_listened_to(
    settings: Settings, services: Services
) -> None:
    plain = build_bot(settings, services).intents
    assert not (plain.message_content or plain.members or plain.presences)
    listening = settings.model_copy(update={"listen_channels": (1,)})
    assert build_bot(listening, services).intents.message_content


@pytest.mark.simcord(approved_intents=discord.Intents.none())
async def test_the_default_bot_starts_without_any_approved_intent(world: World) -> None:
    assert "Agnes Thorley" in words(await world.answer(QUESTION))


async def test_without_the_right_to_embed_it_answers_in_plain_text(
    world: World, simcord_env: simcord.Env
) -> None:
    bare = world.guild.create_text_channel(
        "bare", overwrites={world.guild.default_role: discord.PermissionOverwrite(embed_links=False)}
    )
    await world.ann.send(bare, world.to_bot(QUESTION))
    answer = bare.last_message
    assert answer
    assert not answer.embeds
    assert "> We did not win everything" in answer.content
    assert len(answer.content) <= 2000
    asked = await world.ann.slash(bare, "ask", question=QUESTION)
    assert asked.response
    assert not asked.response.embeds
    assert "Agnes Thorley" in asked.response.content


async def test_without_the_right_to_write_it_stays_quiet_and_tells_the_operator_once(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    bot_user = world.bot.user
    assert bot_user
    muted = world.guild.create_text_channel(
        "muted", overwrites={bot_user: discord.PermissionOverwrite(send_messages=False)}
    )
    with caplog.at_level(logging.WARNING):
        await world.ann.send(muted, world.to_bot(QUESTION))
        await world.ann.send(muted, world.to_bot(QUESTION))
    assert [each.author.id for each in muted.history()] == [world.ann.id] * 2
    assert caplog.text.count("lack the permission “Send Messages”") == 1
