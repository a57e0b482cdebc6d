"""Threads, forum posts, voice channels' chat and a person's own installation."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from simcord import interactions

from tests.chat.world import World, words

QUESTION = "what did Tobias Renwick say?"
ANSWER = "My brother-in-law's firm"


async def test_the_chat_of_a_voice_channel_is_answered(world: World) -> None:
    voice = world.guild.create_voice_channel("on air")
    await world.ann.send(voice, world.to_bot(QUESTION))
    assert ANSWER in words(voice.last_message)


async def test_a_forum_post_is_answered_in_the_post(world: World) -> None:
    forum = world.guild.create_forum_channel("desk")
    place = world.bot.get_channel(forum.id)
    assert isinstance(place, discord.ForumChannel)
    await place.create_thread(name="the strike", content="What do we know?")
    (post,) = forum.threads
    await world.ann.send(post, world.to_bot(QUESTION))
    assert ANSWER in words(post.last_message)
    asked = await world.ann.slash(post, "ask", question=QUESTION)
    assert asked.response
    assert ANSWER in words(asked.response)


async def test_the_commands_are_there_for_people_who_take_the_bot_along(world: World) -> None:
    (told,) = [each for each in world.env.http_requests if each.path.endswith("/commands")]
    assert isinstance(told.json, list)
    for command in told.json:
        assert set(command["integration_types"]) == {0, 1}, command["name"]
        assert set(command["contexts"]) == {0, 1, 2}, command["name"]


async def test_a_person_who_takes_the_bot_along_is_answered_where_the_bot_is_not(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # simcord has no user installation: the payload is changed to what Discord sends of one in a group chat.
    payload = interactions.base_payload

    def taken_along(*args: Any, **kwargs: Any) -> Any:
        record, sent = payload(*args, **kwargs)
        return record, sent | {"context": 2, "authorizing_integration_owners": {"1": str(world.ann.id)}}

    monkeypatch.setattr(interactions, "base_payload", taken_along)
    asked = await world.ann.user.slash("ask", question=QUESTION)
    assert asked.response
    assert ANSWER in words(asked.response)


async def test_a_failure_that_nobody_foresaw_is_told_kindly_and_logged(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("disk on fire")

    monkeypatch.setattr(world.bot.services, "ask", broken)
    answer = await world.answer(QUESTION)
    assert "Something went wrong" in words(answer)
    assert "disk on fire" not in words(answer)
    asked = await world.ann.slash(world.channel, "ask", question=QUESTION)
    assert [each.ephemeral for each in asked.followups] == [True]
    assert caplog.text.count("RuntimeError: disk on fire") == 2


async def test_discord_refusing_an_answer_is_told_to_the_operator(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403)
    await world.ann.send(world.channel, world.to_bot(QUESTION))
    assert not world.said()
    assert "does not let me answer there" in caplog.text
