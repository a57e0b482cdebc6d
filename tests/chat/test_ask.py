"""Asking by mention, reply, direct message and command, through the real client."""

from __future__ import annotations

import discord
import pytest
import simcord

from tests.chat.world import World, labels, options, title, words

QUESTION = "what did Thorley say?"
SLEEP = "We did not win everything, but we will sleep again."


async def test_a_mention_is_answered_with_quotation_speaker_role_source_link_and_date(world: World) -> None:
    answer = await world.answer(QUESTION)
    assert f"> {SLEEP}\n" in words(answer)
    assert "**Agnes Thorley**, chair of the Seafarers' Union" in words(answer)
    assert "13 March 2031" in words(answer)
    assert "https://courier.example/2031/ferry-strike-ends" in words(answer)
    assert answer.reference
    assert answer.reference.message_id == world.channel.history()[0].id


async def test_a_reply_that_pings_the_bot_is_answered(world: World) -> None:
    answer = await world.answer(QUESTION)
    await world.ann.send(world.channel, "what did Petronella Fisk say?", reply_to=answer)
    assert "Petronella Fisk" in words(world.said()[-1])


async def test_a_direct_message_needs_no_mention(world: World) -> None:
    await world.ann.send_dm(QUESTION)
    assert SLEEP in words(world.ann.user.dm_channel.last_message)


async def test_a_question_by_command_is_public_unless_asked_for_in_private(world: World) -> None:
    public = await world.ann.slash(world.channel, "ask", question=QUESTION)
    private = await world.ann.slash(world.channel, "ask", question=QUESTION, private=True)
    assert public.response and private.response
    assert SLEEP in words(public.response)
    assert SLEEP in words(private.response)
    assert not public.response.ephemeral
    assert private.response.ephemeral
    assert "Share" in labels(private.response)
    assert "Share" not in labels(public.response)


async def test_a_command_is_answered_in_direct_messages_too(world: World) -> None:
    asked = await world.ann.user.slash("ask", question=QUESTION)
    assert asked.response
    assert SLEEP in words(asked.response)


async def test_every_command_that_asks_the_engine_is_deferred(world: World) -> None:
    for command, values in (
        ("ask", {"question": QUESTION}), ("summary", {"article": "school"}), ("articles", {}),
        ("people", {}), ("quotes", {"person": "Agnes Thorley"}),
    ):  # fmt: skip
        before = len(world.env.http_requests)
        await world.ann.slash(world.channel, command, **values)
        first = world.env.http_requests[before]
        assert first.path.endswith("/callback")
        assert isinstance(first.json, dict)
        assert first.json["type"] == discord.InteractionResponseType.deferred_channel_message.value


async def test_talk_that_is_not_addressed_to_the_bot_is_left_alone(world: World) -> None:
    await world.ann.send(world.channel, QUESTION)
    await world.ann.send(world.channel, "hello everybody")
    assert not world.said()


@pytest.mark.parametrize(
    ("greeting", "line"),
    [("", "Hello!"), ("hello!", "Hello!"), ("thanks", "You're welcome"), ("bye", "Goodbye!")],
)
async def test_a_greeting_gets_one_friendly_line(world: World, greeting: str, line: str) -> None:
    answer = await world.answer(greeting)
    assert len(world.said()) == 1
    assert line in words(answer)


async def test_a_greeting_by_command_is_answered_in_private(world: World) -> None:
    greeted = await world.ann.slash(world.channel, "ask", question="good morning")
    assert not world.said()
    assert [each.ephemeral for each in greeted.followups] == [True]


async def test_what_is_not_known_is_said(world: World) -> None:
    answer = await world.answer("what is the capital of Peru?")
    assert "I don't know anything about that." in words(answer)
    assert "Why this?" not in labels(answer)


async def test_an_unsure_answer_offers_its_candidates(world: World) -> None:
    answer = await world.answer("what did Renwick say about the penguins?")
    if "no sure answer" in words(answer):
        assert options(answer)


async def test_nobody_is_ever_pinged(world: World, simcord_env: simcord.Env) -> None:
    await world.ann.send(world.channel, world.to_bot(f"what did {world.ben.mention} say? @everyone @here"))
    await world.ann.slash(world.channel, "ask", question=f"@everyone {world.ben.mention}")
    for message in world.said():
        assert not message.mentions
        assert not message.mention_everyone
    sends = [
        each for each in simcord_env.http_requests if each.method == "POST" and "components" in str(each.json)
    ]
    assert sends
    for each in sends:
        assert isinstance(each.json, dict)
        body = each.json.get("data", each.json)
        assert body.get("allowed_mentions", {"parse": []})["parse"] == []


async def test_markdown_in_the_question_stays_in_its_place(world: World) -> None:
    answer = await world.answer("what did **Thorley** say about [this](https://evil.example) || ` ```?")
    assert "](https://evil.example)" not in title(answer).replace("\\]", "")


async def test_other_bots_and_webhooks_are_never_answered(world: World) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    await robot.send(world.channel, world.to_bot(QUESTION))
    await world.guild.create_webhook(world.channel).send(world.to_bot(QUESTION))
    assert not world.said()


async def test_a_thread_is_answered_in_the_thread(world: World) -> None:
    await world.ann.send(world.channel, "let us talk")
    message = world.channel.last_message
    assert message
    await message.create_thread(name="the strike")
    (thread,) = world.channel.threads
    await world.ann.send(thread, world.to_bot(QUESTION))
    assert SLEEP in words(thread.last_message)
