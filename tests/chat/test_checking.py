"""Somebody else's message checked: by a reply to it, a lens put to it, or the message menu."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import discord
import pytest

from bot.services import OPERATOR_NAME, SettingPlace
from tests.chat.world import World, labels, title, words

WALKOUT = "This walkout is not reckless; it is overdue."
TRUE = f"Agnes Thorley said “{WALKOUT}”"
ALTERED = TRUE.replace("not reckless", "reckless")
FALSE = f"Dorian Pell said “{WALKOUT}”"
PRESS = "Press and hold it"
DRAFT = ("draft.txt", f"The strike.\n\n{ALTERED}\n".encode())


@pytest.fixture
def own_settings() -> dict[str, object]:
    """The bot has the message content intent, and listens to no channel."""
    return {"message_content": True}


async def asked_of(
    world: World, posted: str, question: str, *, files: Sequence[tuple[str, bytes]] = ()
) -> discord.Message:
    """Ben posts something, Ann replies to it with a question to the bot; the bot's answer."""
    written = await world.ben.send(world.channel, posted, attachments=files)
    return await asked_about(world, written, question)


async def asked_about(world: World, written: discord.Message, question: str) -> discord.Message:
    """Ann replies to a message with a question to the bot; the bot's answer."""
    await world.ann.send(world.channel, world.to_bot(question), reply_to=written)
    return world.said()[-1]


def denied(world: World, **rights: bool) -> dict[Any, discord.PermissionOverwrite]:
    """What a channel takes from the bot alone."""
    assert world.bot.user
    return {world.bot.user: discord.PermissionOverwrite(**rights)}


async def test_a_reply_checks_the_message_that_it_replies_to(world: World) -> None:
    written = await world.ben.send(world.channel, ALTERED)
    for question in ("did she really say that?", "is this true?", "check this", "source?", "", "🔎"):
        answer = await asked_about(world, written, question)
        assert "1 quotation checked" in words(answer)
        assert "Altered" in words(answer)


async def test_the_check_is_of_that_message_alone_and_of_whom_the_question_names(world: World) -> None:
    await world.answer("what did Thorley say?")
    assert "Misattributed" in words(await asked_of(world, FALSE, "did he really say that?"))
    assert "Misattributed" in words(await asked_of(world, f"“{WALKOUT}”", "did Dorian Pell say that?"))
    assert "Genuine" in words(await asked_of(world, f"“{WALKOUT}”", "did Agnes Thorley say that?"))


async def test_other_questions_and_replies_to_the_bot_are_no_checks(world: World) -> None:
    other = await asked_of(world, ALTERED, "what did Renwick say?")
    assert "quotation checked" not in words(other)
    assert "Tobias Renwick" in words(other)
    answer = await world.answer("what did Thorley say?")
    assert "quotation" not in words(await asked_about(world, answer, "source?"))
    assert "Hello" in words(await asked_about(world, answer, ""))


async def test_whatever_a_message_carries_is_checked(world: World) -> None:
    elsewhere = world.guild.create_text_channel("elsewhere")
    forwarded = await world.ben.forward(await world.ben.send(elsewhere, FALSE), world.channel)
    link = await world.ben.send(world.channel, "https://courier.example/strike")
    preview: dict[str, Any] = {"type": "article", "title": "On the strike", "description": FALSE}
    world.env.backend.edit_message(world.channel.id, link.id, {"embeds": [preview]})
    quoted = await world.ben.send(world.channel, f"Look at this:\n> {WALKOUT}\n\n– Dorian Pell")
    for written in (forwarded, link, quoted):
        assert "Misattributed" in words(await asked_about(world, written, "is this true?"))
    answer = await asked_of(world, f"{ALTERED}\n{FALSE}\nAgnes Thorley: “{WALKOUT}”", "is any of it true?")
    assert "3 quotations checked" in words(answer)
    assert "Line 3: Genuine" in words(answer)


async def test_files_are_checked_wherever_they_hang_and_named_where_they_cannot_be_read(world: World) -> None:
    photo = ("photo.png", b"\x89PNG\r\n\x1a\n")
    answer = await asked_of(world, "for tonight", "is this right?", files=[DRAFT, photo])
    assert "draft.txt, line 3: Altered" in words(answer)
    assert "too large: photo.png." in words(answer)
    await world.ann.send(world.channel, world.to_bot("did she say this?"), attachments=[DRAFT])
    assert "draft.txt, line 3: Altered" in words(world.said()[-1])


async def test_every_quotation_of_a_long_draft_is_on_a_page(world: World) -> None:
    rows = [f"Agnes Thorley said “the tide came in {number} times on a Sunday”." for number in range(11)]
    draft = ("draft.txt", "\n".join(rows).encode())
    answer = await asked_of(world, "for tonight", "is this right?", files=[draft])
    seen = words(answer)
    assert "11 quotations checked" in seen
    assert "Shown: 1 to " in seen
    while "Next page" in labels(answer):
        await world.ann.click(answer, label="Next page")
        answer = world.said()[-1]
        seen += words(answer)
    assert [f"came in {number} times" in seen for number in range(11)] == [True] * 11
    assert "Next page" not in labels(answer)


async def test_a_claim_without_marks_is_answered_like_a_question_and_not_learned_from(world: World) -> None:
    answer = await asked_of(world, "Thorley said the walkout was overdue", "did she really say that?")
    assert title(answer) == "did Thorley say that the walkout was overdue?"
    assert "Agnes Thorley" in words(answer)
    assert not {"👍", "👎"} & set(labels(answer))
    several = "Thorley said the walkout was overdue. Renwick said that the strike was reckless."
    answer = await asked_of(world, several, "is this true?")
    assert "2 statements looked up" in words(answer)
    assert "**Tobias Renwick**" in words(answer)
    assert not await world.bot.records.log.all()


async def test_what_says_nothing_is_told_so_and_no_job_in_it_is_done(world: World) -> None:
    for chat in ("good morning everybody", "😀"):
        assert "No quotation was found" in words(await asked_of(world, chat, "is this true?"))
    await asked_of(world, "follow Thorley", "is this true?")
    assert "Nothing is followed here" in words(await world.answer("what do you follow here?"))


async def test_in_direct_messages_replies_block_quotes_and_bare_files_are_checked(world: World) -> None:
    first = await world.ann.send_dm(FALSE)
    backend, channel = world.env.backend, first.channel.id
    reference = {"channel_id": str(channel), "message_id": str(first.id)}
    await world.ann.send_dm("true?", reference=backend.normalize_message_reference(channel, reference))
    await world.ann.send_dm(f"is this true?\n> {WALKOUT}\n– Dorian Pell")
    await world.ann.send_dm("", attachments=backend.store_attachments(channel, [("a.txt", FALSE.encode())]))
    mine = [each for each in world.ann.user.dm_channel.history() if each.author == world.bot.user]
    assert ["Misattributed" in words(each) for each in mine] == [True] * 4
    assert "a.txt, line 1" in words(mine[-1])


async def test_an_edited_question_is_checked_anew_where_its_message_is_still_there(world: World) -> None:
    written = await world.ben.send(world.channel, f"“{WALKOUT}”")
    asked = await world.ann.send(world.channel, world.to_bot("did Thorley say that?"), reply_to=written)
    assert "Genuine" in words(world.said()[-1])
    await world.ann.edit(asked, world.to_bot("did Dorian Pell say that?"))
    (answer,) = world.said()
    assert "Misattributed" in words(answer)
    await world.ben.delete(written)
    await world.ann.edit(asked, world.to_bot("did Thorley say that?"))
    assert "Misattributed" in words(world.said()[-1])


async def test_a_lens_has_a_message_checked_once_and_again_when_it_is_edited(world: World) -> None:
    written = await world.ben.send(world.channel, FALSE)
    await world.ann.react(written, "👍")
    assert not world.said()
    await world.ann.react(written, "🔎")
    await world.ben.react(written, "🔍")
    (checked,) = world.said()
    assert "Misattributed" in words(checked)
    assert checked.reference
    assert checked.reference.message_id == written.id
    await world.ann.react(checked, "🔎")
    await world.ben.edit(written, TRUE)
    (checked,) = world.said()
    assert "Genuine" in words(checked)
    await world.ben.delete(written)
    assert not world.said()


async def test_a_lens_is_for_other_bots_too_and_a_server_may_switch_it_off(world: World) -> None:
    other = world.env.create_user("newsbot", bot=True)
    world.guild.add_member(other)
    box = {"type": 17, "components": [{"type": 10, "content": FALSE}]}
    world.env.backend.create_message(world.channel.id, other.id, "", components=[box], flags=1 << 15)
    await world.ann.react(world.channel.history()[-1], "🔎")
    assert "Misattributed" in words(world.said()[-1])
    place, now = SettingPlace(world.guild.id), discord.utils.utcnow()
    await world.bot.server_settings.put("reaction_checks", "off", place, OPERATOR_NAME, now)
    await world.ann.react(await world.ben.send(world.channel, FALSE), "🔎")
    assert len(world.said()) == 1


async def test_it_does_what_it_may_in_a_channel(world: World, caplog: pytest.LogCaptureFixture) -> None:
    closed = world.guild.create_text_channel("closed", overwrites=denied(world, read_message_history=False))
    await world.ann.react(await world.ben.send(closed, ALTERED), "🔎")
    told = closed.last_message
    assert told
    assert PRESS in words(told)
    assert told.reference is None
    bare = world.guild.create_text_channel("bare", overwrites=denied(world, embed_links=False))
    await world.ann.react(await world.ben.send(bare, FALSE), "🔎")
    answer = bare.last_message
    assert answer
    assert not answer.embeds
    assert "Misattributed" in answer.content
    muted = world.guild.create_text_channel("muted", overwrites=denied(world, send_messages=False))
    written = await world.ben.send(muted, ALTERED)
    with caplog.at_level(logging.WARNING):
        await world.ann.react(written, "🔎")
        await world.ann.send(muted, world.to_bot("is this true?"), reply_to=written)
    assert {each.author.id for each in muted.history()} == {world.ann.id, world.ben.id}
    assert caplog.text.count("lack the permission “Send Messages”") == 1


class TestThreads:
    @pytest.fixture
    def own_settings(self) -> dict[str, object]:
        return {"message_content": True, "thread_after": 1}

    async def test_a_check_asked_for_without_a_word_may_begin_a_thread(self, world: World) -> None:
        written = await world.ben.send(world.channel, FALSE)
        await world.ann.send(world.channel, world.to_bot(""), reply_to=written)
        server = world.bot.get_guild(world.guild.id)
        assert server
        (thread,) = server.threads
        assert thread.name == "1 quotation checked"


@pytest.mark.simcord(approved_intents=discord.Intents.none())
class TestWithoutTheIntent:
    @pytest.fixture
    def own_settings(self) -> dict[str, object]:
        return {}

    async def test_the_member_is_shown_what_to_press(self, world: World) -> None:
        written = await world.ben.send(world.channel, ALTERED)
        for question in ("did she really say that?", "source?", ""):
            answer = await asked_about(world, written, question)
            assert PRESS in words(answer)
            assert "Check quotations" in words(answer)
        assert "Agnes Thorley" in words(await asked_about(world, written, "what did Thorley say?"))

    async def test_a_lens_tells_each_member_once(self, world: World) -> None:
        for who in (world.ann, world.ann, world.ben):
            await who.react(await world.ben.send(world.channel, ALTERED), "🔎")
        assert [PRESS in words(told) for told in world.said()] == [True] * 2

    async def test_what_the_asker_sends_along_is_checked_all_the_same(self, world: World) -> None:
        await world.ann.send(world.channel, world.to_bot("is this right?"), attachments=[DRAFT])
        assert "draft.txt, line 3: Altered" in words(world.said()[-1])
        answer = await world.answer(f"did she really say this?\n> {WALKOUT}\n– Agnes Thorley")
        assert "Genuine" in words(answer)

    async def test_the_menu_reads_everything_and_help_names_it(self, world: World) -> None:
        elsewhere = world.guild.create_text_channel("elsewhere")
        posts = (
            (await world.ben.send(world.channel, f"> {WALKOUT}"), "Line 1: Genuine"),
            (await world.ben.send(world.channel, "Thorley said the walkout was overdue"), "Agnes Thorley"),
            (await world.ben.send(world.channel, f"**Dorian Pell**: “{WALKOUT}”"), "Misattributed"),
            (await world.ben.send(world.channel, "tonight", attachments=[DRAFT]), "line 3: Altered"),
            (await world.ben.forward(await world.ben.send(elsewhere, FALSE), world.channel), "Misattributed"),
            (await world.ben.send(world.channel, "good morning everybody"), "No quotation was found"),
        )
        for written, found in posts:
            checked = await world.ann.context_menu(world.channel, "Check quotations", written)
            assert checked.response
            assert checked.ephemeral
            assert found in words(checked.response)
            assert ("Share" in labels(checked.response)) is ("No quotation" not in found)
        shown = await world.ann.slash(world.channel, "help")
        assert shown.response
        for way in ("**Check quotations**", "🔎", "did she really say that?"):
            assert way in words(shown.response)
