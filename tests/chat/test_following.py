"""Who may follow and end what others follow, who began it, and what is left when they are forgotten."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.chat import build_bot
from bot.services import Services
from bot.settings import Settings
from tests.chat.test_follow import folder, publish, services
from tests.chat.test_settings_screens import read
from tests.chat.world import World, words
from tests.files import records_file

__all__ = ["folder", "services"]

SEALS = "seals"


async def told(world: World, member: Any, command: str, **options: Any) -> str:
    """What a command says, to its user alone."""
    result = await member.slash(world.channel, command, **options)
    shown = result.response or result.followups[-1]
    assert shown.ephemeral
    return words(shown)


@pytest.fixture
def mona(world: World) -> Any:
    """A member who may manage channels, and nothing else."""
    role = world.guild.create_role("moderators", permissions=discord.Permissions(manage_channels=True))
    return world.guild.add_member(world.env.create_user("mona"), roles=[role])


async def test_who_began_it_is_shown_in_the_list_the_post_and_by_the_posts_button(
    world: World, folder: Path, settings: Settings, services: Services
) -> None:
    await told(world, world.ann, "follow", topic=SEALS)
    await told(world, world.ben, "follow", person="Petronella Fisk")
    by_ann, by_ben = f"begun by <@{world.ann.id}>", f"begun by <@{world.ben.id}>"
    listed = await told(world, world.ben, "following")
    assert f"Topic: seals · {by_ann}" in listed
    assert f"Person: Petronella Fisk · {by_ben}" in listed
    assert by_ann in words(await world.answer("what do you follow here?"))
    await publish(world, folder, 7)
    post = world.said()[-1]
    assert f"Followed here: seals ({by_ann}), Petronella Fisk ({by_ben})" in words(post)
    await world.env.restart_bot(build_bot(settings, services))
    pressed = await world.ben.click(post, label="Followed here")
    assert pressed.response and pressed.response.ephemeral
    assert f"Topic: seals · {by_ann}" in words(pressed.response)


async def test_what_somebody_else_began_is_ended_by_who_manages_the_channel(
    world: World, folder: Path, mona: Any
) -> None:
    await told(world, world.ann, "follow", topic=SEALS)
    for refused in (
        await told(world, world.ben, "unfollow", subject=SEALS),
        words((await world.ben.send(world.channel, world.to_bot("unfollow seals"))) and world.said()[-1]),
    ):
        assert "Somebody else began that" in refused
    assert len(await world.bot.notifier.followed(world.channel.id)) == 1
    assert "no longer followed" in await told(world, mona, "unfollow", subject=SEALS)
    await publish(world, folder, 7)
    assert "counted 7 seals" not in "".join(map(words, world.said()))


async def test_who_began_and_who_ended_it_stands_in_the_audit(world: World, mona: Any) -> None:
    await told(world, world.ann, "follow", topic=SEALS)
    await told(world, mona, "unfollow", subject=SEALS)
    await world.ann.user.slash("follow", topic="private matters")
    role = world.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    kim = world.guild.add_member(world.env.create_user("kim"), roles=[role])
    audit = read((await kim.slash(world.channel, "settings audit")).response)
    channel = f"<#{world.channel.id}>"
    assert f"<@{world.ann.id}> · {channel}\nbegan to follow seals" in audit
    assert f"<@{mona.id}> · {channel}\nended the follow of seals" in audit
    assert "private matters" not in audit


async def test_forgetme_takes_the_name_and_leaves_the_channels_follow(
    world: World, folder: Path, settings: Settings, services: Services
) -> None:
    await told(world, world.ann, "follow", topic=SEALS)
    await world.ann.user.slash("follow", topic=SEALS)
    await world.ben.user.slash("follow", topic=SEALS)
    gone = await told(world, world.ann, "forgetme")
    assert "1 follow of a channel that you began goes on without your name." in gone
    with closing(sqlite3.connect(records_file(settings))) as connection:
        assert str(world.ann.id) not in "\n".join(connection.iterdump())
    await world.env.restart_bot(build_bot(settings, services))
    assert (await told(world, world.ben, "following")).splitlines()[-1] == "- Topic: seals"
    before = len(world.ann.user.dm_channel.history())
    await publish(world, folder, 7)
    assert "Followed here: seals*" in words(world.said()[-1])
    assert len(world.ann.user.dm_channel.history()) == before, "her own follow went"
    assert "counted 7 seals" in words(world.ben.user.dm_channel.last_message)
    assert "Somebody else began that" in await told(world, world.ann, "unfollow", subject=SEALS)


@pytest.mark.parametrize("typed", ["zzzyyy", "seals without an end"])
async def test_a_topic_that_nothing_matches_is_told_at_once(world: World, typed: str) -> None:
    hint = "Nothing here matches it so far"
    assert hint in await told(world, world.ann, "follow", topic=typed)
    assert hint not in await told(world, world.ann, "follow", topic="strike")
    assert hint in words(await world.answer(f"follow the topic {typed}x"))


class TestLimits:
    @pytest.fixture
    def own_settings(self) -> dict[str, object]:
        return {"channel_follows": 3, "member_follows": 2}

    async def test_a_member_and_a_channel_follow_so_much_and_no_more(self, world: World) -> None:
        for topic in ("ferry", "school"):
            assert "I will post news" in await told(world, world.ann, "follow", topic=topic)
        assert "2 people and topics" in await told(world, world.ann, "follow", topic="strike")
        assert "is followed here already" in await told(world, world.ann, "follow", topic="ferry")
        assert "I will post news" in await told(world, world.ben, "follow", topic="strike")
        assert "This channel already follows 3" in await told(world, world.ben, "follow", topic="tram")
        assert "This channel already follows 3" in words(await world.answer("follow Agnes Thorley"))
        await told(world, world.ann, "unfollow", subject="ferry")
        assert "I will post news" in await told(world, world.ben, "follow", topic="tram")
        for topic in ("ferry", "school", "strike"):
            direct = await world.ann.user.slash("follow", topic=topic)
            assert "I will post news" in words(direct.response)
