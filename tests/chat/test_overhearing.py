"""Channels that are listened to: what is overheard there, a sign in place of an answer, and who gets that."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

import discord
import pytest
import simcord

from bot.chat import build_bot
from bot.services import OPERATOR_NAME, Services, SettingPlace, Viewer
from bot.settings import Settings
from tests.chat.world import World, labels, words

QUESTION = "what did Thorley say?"
NOW = datetime(2031, 3, 14, tzinfo=UTC)
DIRECT = "/channels/{}/messages"


@pytest.fixture
def own_settings() -> dict[str, object]:
    """The operator lets servers have channels listened to."""
    return {"listen_channels": (1,)}


@pytest.fixture
async def heard(world: World) -> World:
    """The world with its channel listened to."""
    await put(world, str(world.channel.id), name="listen_channels")
    return world


async def put(world: World, value: str, channel: int = 0, name: str = "listening") -> None:
    """Set something for the server, or for a channel of it: how it is listened to."""
    place = SettingPlace(world.guild.id, channel)
    await world.bot.server_settings.put(name, value, place, OPERATOR_NAME, NOW)


@pytest.fixture
async def reacting(heard: World) -> World:
    """The same where only a sign is given."""
    await put(heard, "reaction", heard.channel.id)
    return heard


def signs(message: discord.Message) -> list[str]:
    """The reactions that a message has."""
    return [str(each.emoji) for each in message.reactions]


async def without(world: World, *rights: str) -> simcord.ChannelHandle:
    """A channel that is listened to in the same way, where the bot lacks these rights."""
    assert world.bot.user
    mode = (await world.bot.server_settings.at(Viewer(world.guild.id, world.channel.id))).listening
    withheld = discord.PermissionOverwrite(**dict.fromkeys(rights, False))
    channel = world.guild.create_text_channel("bare", overwrites={world.bot.user: withheld})
    await put(world, mode, channel.id)
    await put(world, str(channel.id), name="listen_channels")
    return channel


async def asked(
    world: World, question: str = QUESTION, place: simcord.ChannelHandle | None = None
) -> discord.Message:
    """Ben asks nobody in particular; his message as it stands then."""
    channel = place or world.channel
    sent = await world.ben.send(channel, question)
    return next(each for each in channel.history() if each.id == sent.id)


def direct(world: World, member: Any) -> list[discord.Message]:
    """What the bot wrote to a member directly."""
    return [each for each in member.user.dm_channel.history() if each.author == world.bot.user]


async def close_direct_messages(world: World, member: Any) -> None:
    """Let a member take no direct messages any more."""
    path = DIRECT.format(member.user.dm_channel.id)
    world.env.inject_error("POST", path, status=403, code=50007, message="Cannot send messages", times=None)


async def test_a_sure_answer_is_given_to_a_question_to_nobody(heard: World) -> None:
    await asked(heard)
    assert "Agnes Thorley" in words(heard.said()[-1])


NO_BUSINESS = """
good morning all
thanks, Ben!
Thorley said that the walkout is overdue
can someone cover the late shift at Old Pier?
who won the match last night?
Renwick resigned, wow
hey Ann, what did Thorley say?
!play what did Thorley say
what did he say?
what did Zebediah Crumm say about the strike?
what did Thorley say after:lunch?
""".strip().splitlines()


async def test_what_is_none_of_its_business_is_met_with_silence(heard: World) -> None:
    for message in NO_BUSINESS:
        assert not signs(await asked(heard, message))
    assert not heard.said()


async def test_what_is_written_to_somebody_else_is_left_alone(heard: World) -> None:
    robot = heard.guild.add_member(heard.env.create_user("robot", bot=True))
    for somebody in (heard.ann, robot):
        await asked(heard, f"<@{somebody.id}> {QUESTION}")
    await asked(heard, f"does <@{robot.id}> know what Agnes Thorley said?")
    written = await asked(heard, "the strike again")
    await heard.ann.send(heard.channel, QUESTION, reply_to=written)
    assert not heard.said()


async def test_somebody_may_be_told_of_in_a_question_to_all(heard: World) -> None:
    await asked(
        heard, f"<@{heard.ann.id}> is on the ferry story. what did Petronella Fisk say about the ferry?"
    )
    assert "Petronella Fisk" in words(heard.said()[-1])


async def test_an_earlier_talk_has_nothing_to_do_with_what_is_overheard(heard: World) -> None:
    await heard.answer("what did Petronella Fisk say about the timetable?")
    await heard.ann.send(heard.channel, "what else did she say?")
    assert len(heard.said()) == 1


async def test_a_question_that_is_edited_away_takes_its_answer_along(heard: World) -> None:
    for rewritten in ("never mind, all of you", "what did Zebediah Crumm say about the strike?"):
        sent = await heard.ben.send(heard.channel, QUESTION)
        await heard.ben.edit(sent, "what did Petronella Fisk say?")
        assert "Fisk" in words(heard.said()[-1])
        await heard.ben.edit(sent, rewritten)
        assert not heard.said()


async def test_without_the_right_to_write_nothing_is_said(
    heard: World, caplog: pytest.LogCaptureFixture
) -> None:
    muted = await without(heard, "send_messages")
    with caplog.at_level(logging.WARNING):
        await asked(heard, place=muted)
    assert len(muted.history()) == 1
    assert caplog.text.count("lack the permission “Send Messages”") == 1


async def test_switched_off_in_a_channel_it_answers_those_alone_who_ask_it(heard: World) -> None:
    await put(heard, "off", heard.channel.id)
    await asked(heard)
    assert not heard.said()
    assert "Agnes Thorley" in words(await heard.answer(QUESTION))


async def test_a_channel_does_otherwise_than_its_server(heard: World) -> None:
    await put(heard, "off")
    await put(heard, "answer", heard.channel.id)
    await asked(heard)
    assert len(heard.said()) == 1


class TestReaction:
    async def test_a_sure_answer_is_only_offered(self, reacting: World) -> None:
        assert signs(await asked(reacting)) == ["💬"]
        assert not reacting.said()

    async def test_nothing_is_offered_where_there_is_nothing_to_give(self, reacting: World) -> None:
        assert not any([signs(await asked(reacting, message)) for message in NO_BUSINESS])

    async def test_whoever_adds_theirs_gets_it_by_direct_message(self, reacting: World) -> None:
        message = await asked(reacting)
        await reacting.ann.react(message, "💬")
        given = direct(reacting, reacting.ann)
        assert "Agnes Thorley" in words(given[-1])
        assert message.jump_url in words(given[-1])
        assert not reacting.said()
        await reacting.ben.react(message, "💬")
        assert len(direct(reacting, reacting.ben)) == 1
        assert len(direct(reacting, reacting.ann)) == 1

    async def test_the_talk_goes_on_there(self, reacting: World) -> None:
        await reacting.ann.react(await asked(reacting, "what did Petronella Fisk say?"), "💬")
        await reacting.ann.send_dm("what else did she say?")
        assert "Fisk" in words(direct(reacting, reacting.ann)[-1])

    async def test_another_message_or_sign_brings_nothing(self, reacting: World) -> None:
        await reacting.ann.react(await asked(reacting, "Renwick resigned, wow"), "💬")
        await reacting.ann.react(await asked(reacting), "👍")
        assert not direct(reacting, reacting.ann)

    async def test_a_restart_forgets_no_offer(
        self, reacting: World, settings: Settings, services: Services
    ) -> None:
        message = await asked(reacting)
        await reacting.env.restart_bot(build_bot(settings, services))
        await reacting.ann.react(message, "💬")
        assert len(direct(reacting, reacting.ann)) == 1

    async def test_what_is_edited_since_is_answered_as_it_stands(self, reacting: World) -> None:
        sent = await reacting.ben.send(reacting.channel, QUESTION)
        await reacting.ben.edit(sent, "never mind, all of you")
        await reacting.ann.react(sent, "💬")
        assert not direct(reacting, reacting.ann)

    async def test_closed_direct_messages_get_one_line_with_a_button(self, reacting: World) -> None:
        message = await asked(reacting)
        for member in (reacting.ann, reacting.ben):
            await close_direct_messages(reacting, member)
            await reacting.ann.unreact(message, "💬") if member is reacting.ben else None
            await member.react(message, "💬")
        line: Any = reacting.said()[-1]
        assert len(reacting.said()) == 1
        assert "can't send you direct messages" in words(line)
        assert "Thorley" not in words(line)
        assert labels(line) == ["Show me the answer"]
        for member in (reacting.ann, reacting.ben):
            pressed = await member.click(line, label="Show me the answer")
            assert pressed.ephemeral
            assert "Agnes Thorley" in words(pressed.response)
        await reacting.ben.edit(message, "what did Petronella Fisk say?")
        assert "Fisk" not in words(reacting.said()[-1])
        await reacting.ben.delete(message)
        assert not reacting.said()

    @pytest.mark.parametrize(
        ("right", "name"),
        [("add_reactions", "Add Reactions"), ("read_message_history", "Read Message History")],
    )
    async def test_without_the_right_to_react_it_stays_quiet_and_tells_the_operator_once(
        self, reacting: World, caplog: pytest.LogCaptureFixture, right: str, name: str
    ) -> None:
        bare = await without(reacting, right)
        with caplog.at_level(logging.WARNING):
            for _ in range(2):
                assert not signs(await asked(reacting, place=bare))
        assert len(bare.history()) == 2
        assert caplog.text.count(f"lack the permission “{name}”") == 1

    async def test_without_the_right_to_write_it_offers_all_the_same(self, reacting: World) -> None:
        muted = await without(reacting, "send_messages")
        message = await asked(reacting, place=muted)
        assert signs(message) == ["💬"]
        await close_direct_messages(reacting, reacting.ann)
        await reacting.ann.react(message, "💬")
        assert len(muted.history()) == 1

    async def test_who_has_blocked_the_bot_gets_no_sign(
        self, reacting: World, caplog: pytest.LogCaptureFixture
    ) -> None:
        reacting.env.inject_error(
            "PUT",
            "/channels/*/messages/*/reactions/*/@me",
            status=403,
            code=90001,
            message="Reaction blocked",
        )
        with caplog.at_level(logging.WARNING):
            assert not signs(await asked(reacting))
        assert "Reaction blocked" in caplog.text
