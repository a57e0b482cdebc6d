"""Jobs of the bot asked in words, by mention, in direct messages and by `/ask`: done as by their commands."""

from __future__ import annotations

import pytest

from bot.chat import build_bot
from bot.services import Services
from bot.settings import Settings
from tests.chat.world import World, button, words

QUESTION = "what did Thorley say about the strike?"


async def opinions(world: World) -> list[tuple[str, bool]]:
    """The questions of the log with what was thought of their answers."""
    log = await world.bot.records.log.all()
    return [(asked.question, each.useful) for asked in log for each in asked.opinions]


async def test_help_in_words_names_examples_and_every_command(world: World) -> None:
    shown = words(await world.answer("what can you do?"))
    assert "I make nothing up" in shown
    assert "/timeline" in shown
    assert "that's wrong" in shown
    private = await world.ann.slash(world.channel, "ask", question="help")
    assert private.followups[-1].ephemeral
    assert "/timeline" in words(private.followups[-1].message)


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("who is Agnes Thorley?", "chair of the Seafarers' Union"),
        ("list the articles", "Ferry strike ends after nine days"),
        ("what's new?", "Ferry strike ends after nine days"),
        ("list the people", "Agnes Thorley"),
        ("timeline of Thorley", "4 March 2031"),
        ("compare Thorley and Pell", "Agnes Thorley and Dorian Pell"),
        ("who said “we will sleep again”?", "Who said “we will sleep again”?"),
        ("is this a real quote: We did not win everything, but we will sleep again.", "Genuine"),
        ("reload the knowledge", "/knowledge"),
    ],
)
async def test_a_job_is_done_as_by_its_command(world: World, message: str, line: str) -> None:
    assert line in words(await world.answer(message))
    await world.ann.send_dm(message)
    direct = world.ann.user.dm_channel
    assert line in words(direct.last_message)


async def test_a_list_asked_for_in_words_turns_its_pages(world: World) -> None:
    first = await world.answer("compare Aldercott and Tobias Renwick")
    before = words(first)
    await world.ann.click(first, label="Next page")
    second = world.said()[-1]
    assert words(second) != before
    await world.ann.click(second, label="Previous page")
    assert words(world.said()[-1]) == before


async def test_a_name_of_several_is_asked_back_with_a_button_each(world: World) -> None:
    asked = await world.answer("timeline of Renwick on the strike")
    assert "Which one did you mean?" in words(asked)
    place = words(asked).index("**Tobias Renwick**") > words(asked).index("**Lena Renwick**")
    await world.ann.click(asked, custom_id=button(asked, "This one", int(place)))
    assert "Tobias Renwick on “the strike”" in words(world.said()[-1])


async def test_follows_begin_and_end_in_words(world: World) -> None:
    assert "I will post news" in words(await world.answer("follow Agnes Thorley"))
    assert "followed here already" in words(await world.answer("follow Thorley"))
    assert "Agnes Thorley" in words(await world.answer("what do you follow here?"))
    listed = await world.ben.slash(world.channel, "following")
    assert listed.response
    assert "Agnes Thorley" in words(listed.response)
    assert "no longer followed" in words(await world.answer("stop following Thorley"))
    assert "is not followed here" in words(await world.answer("unfollow Thorley"))
    assert "Nothing is followed here" in words(await world.answer("what do you follow here?"))


async def test_thats_wrong_counts_as_a_thumb_down_and_asks_what_was_meant(world: World) -> None:
    answer = await world.answer(QUESTION)
    told = words(await world.answer("that's wrong"))
    assert "I noted that it is wrong" in told
    assert "What did you mean?" in told
    (noted,) = await opinions(world)
    assert noted == (QUESTION, False)
    assert "Agnes Thorley" in words(answer)
    # The conversation goes on from the answer that was wrong.
    assert "Agnes Thorley" in words(await world.answer("what else did she say?"))


async def test_thats_wrong_as_a_reply_is_about_that_answer(world: World) -> None:
    first = await world.answer(QUESTION)
    await world.answer("what did Pell say about the shifts?")
    await world.ann.send(world.channel, world.to_bot("that's wrong"), reply_to=first)
    (noted,) = await opinions(world)
    assert noted == (QUESTION, False)


async def test_thats_wrong_without_an_answer_before_it_only_asks(world: World) -> None:
    told = words(await world.answer("that's wrong"))
    assert "I'm sorry" in told
    assert "What did you mean?" in told
    assert not await opinions(world)


@pytest.mark.parametrize(
    "talk", ["that's wrong", "what's new?", "help", "follow Agnes Thorley", "list the articles"]
)
async def test_what_is_said_to_colleagues_is_no_job(
    world: World, settings: Settings, services: Services, talk: str
) -> None:
    listening = settings.model_copy(update={"listen_channels": (world.channel.id,)})
    await world.env.restart_bot(build_bot(listening, services))
    await world.ann.send(world.channel, talk)
    assert not world.said()
    assert not await world.bot.notifier.followed(world.channel.id)


async def test_a_long_question_is_a_question(world: World) -> None:
    long = f"{QUESTION} " + "please tell me because it matters a lot to our desk " * 8
    assert "Agnes Thorley" in words(await world.answer(long))


async def test_a_list_in_words_is_gone_on_with(world: World) -> None:
    await world.answer("list the articles about ferry")
    article = words(await world.answer("the second one"))
    assert "Ferry crews" in article
    assert "cutting off Gull Island" in article
    assert "Mirela Stroud" in words(await world.answer("who wrote it?"))
    await world.answer("what did Pell say about eleven hours? <:fish:123456789012345678>")
    assert "After nine days the crews went back to work" in words(
        await world.answer("what is the article about?")
    )
    compared = words(await world.answer("compare him and Thorley"))
    assert "Dorian Pell and Agnes Thorley" in compared
