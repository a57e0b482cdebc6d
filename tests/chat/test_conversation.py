"""Follow-up questions, edited and deleted questions, and how fast one may ask."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import build_bot
from bot.replies import Context
from bot.services import Conversations, Pace, RateLimitedError, RateLimiter, Services
from bot.services.rate_limits import SPAN
from bot.settings import Settings
from tests.chat.world import World, words

NOW = datetime(2031, 3, 4, tzinfo=UTC)


async def test_a_pronoun_is_the_last_person_for_the_same_member_in_the_same_place(world: World) -> None:
    await world.answer("what did Petronella Fisk say?")
    assert "Petronella Fisk" in words(await world.answer("what else did she say?"))


async def test_the_conversation_goes_on_by_command(world: World) -> None:
    await world.answer("what did Petronella Fisk say?")
    asked = await world.ann.slash(world.channel, "ask", question="what else did she say?")
    assert asked.response
    assert "Petronella Fisk" in words(asked.response)


async def test_another_member_and_another_place_have_their_own(world: World) -> None:
    await world.answer("what did Petronella Fisk say?")
    now = datetime.fromisoformat(world.env.backend.now_iso())
    assert world.bot.conversations.last(world.ann.id, world.channel.id, now)
    assert not world.bot.conversations.last(world.ben.id, world.channel.id, now)
    assert not world.bot.conversations.last(world.ann.id, 1, now)


async def test_a_reply_goes_back_to_the_answer_it_replies_to_even_after_a_restart(
    world: World, settings: Settings, services: Services
) -> None:
    first = await world.answer("what did Petronella Fisk say?")
    await world.answer("what did Dorian Pell say?")
    await world.env.restart_bot(build_bot(settings, services))
    await world.ben.send(world.channel, "what else did she say?", reply_to=first)
    assert "Petronella Fisk" in words(world.said()[-1])


def test_a_conversation_is_forgotten_after_its_minutes() -> None:
    conversations = Conversations(timedelta(minutes=10))
    conversations.remember(1, 2, Context(people=("a",)), NOW)
    assert conversations.last(1, 2, NOW + timedelta(minutes=9))
    assert not conversations.last(1, 2, NOW + timedelta(minutes=10))
    assert conversations.remember(1, 2, Context(), NOW + timedelta(minutes=5)) == 2
    assert conversations.forget(1) == 1
    assert not conversations.last(1, 2, NOW)


async def test_an_edit_within_a_minute_edits_the_answer(world: World) -> None:
    answer = await world.answer("what did Petronella Fisk say?")
    question = world.channel.history()[0]
    await world.ann.edit(question, world.to_bot("what did Dorian Pell say?"))
    (edited,) = world.said()
    assert edited.id == answer.id
    assert "Dorian Pell" in words(edited)


async def test_a_later_edit_gets_an_answer_of_its_own_and_none_where_it_asks_the_same(world: World) -> None:
    await world.answer("what did Petronella Fisk say about the school?")
    question = world.channel.history()[0]
    await world.env.advance_time(61)
    await world.ann.edit(question, world.to_bot("what did  Petronella Fisk say about the school?"))
    assert len(world.said()) == 1
    await world.ann.edit(question, world.to_bot("what did Dorian Pell say?"))
    first, second = map(words, world.said())
    assert "Petronella Fisk" in first
    assert "Dorian Pell" in second
    assert "About: school" not in second, "it is asked as the first one was asked"
    await world.env.advance_time(61 * 60)
    await world.ann.edit(question, world.to_bot("what did Tobias Renwick say?"))
    assert len(world.said()) == 2


async def test_a_mention_that_an_edit_adds_is_answered_once(world: World) -> None:
    written = await world.ann.send(world.channel, "what did Petronella Fisk say?")
    await world.ann.edit(written, "what did Dorian Pell say?")
    assert not world.said()
    await world.ann.edit(written, world.to_bot("what did Dorian Pell say?"))
    (answer,) = world.said()
    assert "Dorian Pell" in words(answer)
    await world.ann.edit(written, world.to_bot("what did Petronella Fisk say?"))
    (answer,) = world.said()
    assert "Petronella Fisk" in words(answer)


async def test_an_edit_of_what_asked_nothing_is_not_answered_again(world: World) -> None:
    await world.answer("thnks")
    await world.ann.edit(world.channel.history()[0], world.to_bot("thanks"))
    assert len(world.said()) == 1


@pytest.mark.parametrize("restarted", [False, True])
async def test_deleting_the_question_deletes_the_answer(
    world: World, settings: Settings, services: Services, restarted: bool
) -> None:
    await world.answer("what did Petronella Fisk say?")
    if restarted:
        await world.env.restart_bot(build_bot(settings, services))
    await world.ann.delete(world.channel.history()[0])
    assert not world.channel.history()


async def test_an_answer_deleted_before_its_question_is_no_trouble(world: World) -> None:
    answer = await world.answer("what did Petronella Fisk say?")
    await answer.delete()
    await world.ann.delete(world.channel.history()[0])
    assert not world.channel.history()


class TestThreads:
    @pytest.fixture
    def own_settings(self) -> dict[str, object]:
        return {"thread_after": 2}

    async def test_a_long_exchange_moves_to_a_thread_and_goes_on_there(self, world: World) -> None:
        await world.answer("what did Petronella Fisk say?")
        await world.answer("what else did she say?")
        (thread,) = world.channel.threads
        assert "Petronella Fisk" in words(thread.last_message)
        await world.ann.send(thread, world.to_bot("and what else did she say?"))
        assert "Petronella Fisk" in words(thread.last_message)
        assert sum("Petronella Fisk" in words(each) for each in world.said()) == 1

    async def test_where_threads_are_not_allowed_it_stays(self, world: World) -> None:
        refused = discord.PermissionOverwrite(create_public_threads=False)
        world.channel = world.guild.create_text_channel(
            "flat", overwrites={world.guild.default_role: refused}
        )
        await world.answer("what did Petronella Fisk say?")
        await world.answer("what else did she say?")
        assert not world.channel.threads
        assert len(world.said()) == 2


class TestPace:
    @pytest.fixture
    def own_settings(self) -> dict[str, object]:
        return {"member_pace": 2, "channel_pace": 3}

    async def test_a_member_who_asks_too_fast_is_told_once(self, world: World) -> None:
        for _ in range(5):
            await world.answer("what did Petronella Fisk say?")
        told = [each for each in world.said() if "One at a time" in words(each)]
        assert len(world.said()) == 3
        assert len(told) == 1
        await world.env.advance_time(31)
        await world.answer("what did Petronella Fisk say?")
        assert "Petronella Fisk" in words(world.said()[-1])

    async def test_every_command_gets_its_reply(self, world: World) -> None:
        for _ in range(2):
            await world.ann.slash(world.channel, "ask", question="what did Fisk say?")
        told = await world.ann.slash(world.channel, "ask", question="what did Fisk say?")
        assert told.response
        assert told.response.ephemeral
        assert "One at a time" in words(told.response)

    async def test_a_channel_has_a_pace_of_its_own(self, world: World) -> None:
        for member in (world.ann, world.ben, world.ann, world.ben):
            await member.send(world.channel, world.to_bot("what did Petronella Fisk say?"))
        assert sum("Petronella Fisk" in words(each) for each in world.said()) == 3


@given(st.lists(st.integers(min_value=0, max_value=120), max_size=30), st.integers(1, 4))
def test_no_span_has_more_questions_than_the_pace(steps: list[int], limit: int) -> None:
    limiter, now, allowed = RateLimiter(), NOW, []
    for step in steps:
        now += timedelta(seconds=step)
        try:
            limiter.check(1, 2, now, Pace(limit, 100))
            allowed.append(now)
        except RateLimitedError as error:
            assert 0 < error.seconds <= SPAN.total_seconds()
    for moment in allowed:
        assert sum(moment <= each < moment + SPAN for each in allowed) <= limit


class TestFollowUps:
    """One conversation by mention, pinging reply, command, or in direct messages."""

    PELL = "Eleven hours is a limit that we can keep"

    async def test_every_kind_of_follow_up_is_understood_however_it_is_asked(self, world: World) -> None:
        await world.answer("what did Agnes Thorley say about the shifts?")
        mentioned = await world.answer("and Dorian Pell?")
        assert self.PELL in words(mentioned)
        who = await world.ann.slash(world.channel, "ask", question="who said that?")
        assert who.response
        assert "**Dorian Pell**" in words(who.response)
        await world.ann.send(world.channel, "when?", reply_to=mentioned)
        assert "13 March 2031" in words(world.said()[-1])
        assert "Varrenland Courier" in words(await world.answer("where was that published?"))
        assert "**Agnes Thorley**" in words(await world.answer("and what about Agnes Thorley?"))
        more = words(await world.answer("what else did she say about the strike?"))
        assert self.PELL not in more
        assert "That is everything I have by Agnes Thorley" in words(await world.answer("what else?"))

    async def test_what_a_turn_leaves_out_is_taken_over_and_shown(self, world: World) -> None:
        await world.answer("how much is the tidal barrier to cost?")
        cost = words(await world.answer("and when is it to be finished?"))
        assert "2038" in cost
        assert "About: " in cost
        assert "The Ellery Gazette" in words(await world.answer("in which paper?"))
        assert "Jonas Whitlow" in words(await world.answer("who wrote it?"))
        assert "not a quotation" in words(await world.answer("is that a direct quote?"))

    async def test_a_reply_to_a_commands_answer_without_mention_is_told_how_to_ask(
        self, world: World
    ) -> None:
        """Discord keeps its words from the bot."""
        asked = await world.ann.slash(world.channel, "ask", question="what did Dorian Pell say about shifts?")
        assert asked.response
        await world.ann.send(world.channel, "when?", reply_to=asked.response)
        assert "mention me" in words(world.said()[-1])
        await world.ann.send(world.channel, world.to_bot("when?"), reply_to=asked.response)
        assert "13 March 2031" in words(world.said()[-1])

    async def test_in_direct_messages_no_mention_is_needed(self, world: World) -> None:
        direct = world.ann.user.dm_channel
        await world.ann.send_dm("what did Dorian Pell say about shifts of eleven hours?")
        await world.ann.send_dm("and Agnes Thorley?")
        assert "**Agnes Thorley**" in words(direct.last_message)
        await world.ann.send_dm("what else did she say?")
        assert "**Agnes Thorley**" in words(direct.last_message)

    async def test_only_what_was_shown_is_not_wanted_again(self, world: World) -> None:
        """Of many candidates one answer is shown; the others were never seen."""
        seen: list[str] = []
        for question in ("what did Ines Aldercott say about the barrier?", *["what else did she say?"] * 3):
            answer = await world.answer(question)
            seen += [line for line in words(answer).splitlines() if line.startswith("> ")]
        assert len(seen) == len(set(seen)) == 5
        assert "That is everything I have by Ines Aldercott" in words(answer)

    async def test_nothing_is_asked_about_what_was_not_shown(self, world: World) -> None:
        unknown = words(await world.answer("what did Macron say about wine in Bordeaux?"))
        asked = await world.answer("who said that?")
        assert words(asked).count("> ") == 0, unknown

    async def test_after_its_minutes_it_is_forgotten(self, world: World) -> None:
        await world.answer("what did Dorian Pell say about shifts of eleven hours?")
        await world.env.advance_time(11 * 60)
        assert "Dorian Pell" not in words(await world.answer("what else did he say?"))
