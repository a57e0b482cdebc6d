"""Somebody else's message checked: by a reply to it, a lens put to it, or the message menu."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import discord
import pytest
import simcord

from bot.chat import build_bot
from bot.services import OPERATOR_NAME, Services, SettingPlace
from bot.settings import Settings
from tests.chat.world import World, labels, words

WALKOUT = "This walkout is not reckless; it is overdue."
ALTERED = f"Agnes Thorley said “{WALKOUT.replace('not reckless', 'reckless')}”"
FALSE = f"Dorian Pell said “{WALKOUT}”"
PRESS = "Press and hold it"


@pytest.fixture
async def reading(world: World, settings: Settings, services: Services) -> World:
    """The world with a bot that has the message content intent, and listens to no channel."""
    allowed = settings.model_copy(update={"message_content": True})
    await world.env.restart_bot(build_bot(allowed, services))
    return world


async def asked_of(
    world: World, posted: str, question: str, *, files: Sequence[tuple[str, bytes]] = ()
) -> discord.Message:
    """Ben posts something, Ann replies to it with a question to the bot; the bot's answer."""
    written = await world.ben.send(world.channel, posted, attachments=files)
    await world.ann.send(world.channel, world.to_bot(question), reply_to=written)
    return world.said()[-1]


@pytest.mark.parametrize(
    "question", ["did she really say that?", "is this true?", "check this", "source?", "", "🔎", "did she?"]
)
async def test_a_reply_checks_the_message_that_it_replies_to(reading: World, question: str) -> None:
    answer = await asked_of(reading, ALTERED, question)
    assert "1 quotation checked" in words(answer)
    assert "Altered" in words(answer)


async def test_an_earlier_talk_has_nothing_to_do_with_the_check(reading: World) -> None:
    await reading.answer("what did Thorley say?")
    assert "Misattributed" in words(await asked_of(reading, FALSE, "did he really say that?"))


async def test_whom_the_question_names_is_whose_the_words_are_said_to_be(reading: World) -> None:
    blamed = await asked_of(reading, f"“{WALKOUT}”", "did Dorian Pell say that?")
    assert "Misattributed" in words(blamed)
    assert "Genuine" in words(await asked_of(reading, f"“{WALKOUT}”", "did Agnes Thorley say that?"))


async def test_another_question_in_a_reply_is_answered_as_a_question(reading: World) -> None:
    answer = await asked_of(reading, ALTERED, "what did Renwick say?")
    assert "quotation checked" not in words(answer)
    assert "Tobias Renwick" in words(answer)


async def test_a_reply_to_the_bots_own_answer_goes_on_with_the_conversation(reading: World) -> None:
    answer = await reading.answer("what did Thorley say?")
    await reading.ann.send(reading.channel, reading.to_bot("source?"), reply_to=answer)
    assert "quotation" not in words(reading.said()[-1])
    await reading.ann.send(reading.channel, reading.to_bot(""), reply_to=answer)
    assert "Hello" in words(reading.said()[-1])


async def test_block_quotes_and_lists_of_several_quotations_are_checked(reading: World) -> None:
    quoted = f"Look at this:\n> {WALKOUT}\n\n– Dorian Pell"
    assert "Misattributed" in words(await asked_of(reading, quoted, "is that so?"))
    answer = await asked_of(
        reading, f"{ALTERED}\n{FALSE}\nAgnes Thorley: “{WALKOUT}”", "is any of this true?"
    )
    assert "3 quotations checked" in words(answer)
    assert "Line 3: Genuine" in words(answer)


async def test_a_block_quote_in_the_question_itself_is_checked(world: World) -> None:
    answer = await world.answer(f"did she really say this?\n> {WALKOUT}\n– Agnes Thorley")
    assert "Genuine" in words(answer)


async def test_text_files_are_checked_wherever_they_hang(reading: World) -> None:
    draft = ("draft.txt", f"The strike.\n\n{ALTERED}\n".encode())
    answer = await asked_of(reading, "for tonight", "is this right?", files=[draft])
    assert "draft.txt, line 3: Altered" in words(answer)
    await reading.ann.send(reading.channel, reading.to_bot("did she say this?"), attachments=[draft])
    assert "draft.txt, line 3: Altered" in words(reading.said()[-1])


async def test_every_quotation_of_a_long_draft_is_on_a_page(reading: World) -> None:
    rows = [f"Agnes Thorley said “the tide came in {number} times on a Sunday”." for number in range(11)]
    answer = await asked_of(
        reading, "draft", "is this right?", files=[("draft.txt", "\n".join(rows).encode())]
    )
    seen = words(answer)
    assert "11 quotations checked" in seen
    assert "Shown: 1 to 5 of 11." in seen
    for _ in range(2):
        await reading.ann.click(answer, label="More")
        answer = reading.said()[-1]
        seen += words(answer)
    assert [f"came in {number} times" in seen for number in range(11)] == [True] * 11
    assert "More" not in labels(answer)


async def test_a_file_that_is_no_text_is_named(reading: World) -> None:
    answer = await asked_of(reading, ALTERED, "is this true?", files=[("photo.png", b"\x89PNG\r\n\x1a\n")])
    assert "1 quotation checked" in words(answer)
    assert "photo.png" in words(answer)


async def test_a_forwarded_message_is_checked(reading: World) -> None:
    source = await reading.ben.send(reading.guild.create_text_channel("elsewhere"), FALSE)
    forwarded = await reading.ben.forward(source, reading.channel)
    await reading.ann.send(reading.channel, reading.to_bot("is this true?"), reply_to=forwarded)
    assert "Misattributed" in words(reading.said()[-1])


async def test_the_preview_of_a_link_is_checked(reading: World) -> None:
    written = await reading.ben.send(reading.channel, "https://courier.example/strike")
    preview: dict[str, Any] = {"type": "article", "title": "On the strike", "description": FALSE}
    reading.env.backend.edit_message(reading.channel.id, written.id, {"embeds": [preview]})
    await reading.ann.send(reading.channel, reading.to_bot("is this true?"), reply_to=written)
    assert "Misattributed" in words(reading.said()[-1])


async def test_another_bots_post_laid_out_in_components_is_checked(reading: World) -> None:
    other = reading.env.create_user("newsbot", bot=True)
    reading.guild.add_member(other)
    box = {"type": 17, "components": [{"type": 10, "content": FALSE}]}
    reading.env.backend.create_message(reading.channel.id, other.id, "", components=[box], flags=1 << 15)
    await reading.ann.react(reading.channel.history()[-1], "🔎")
    assert "Misattributed" in words(reading.said()[-1])


async def test_a_claim_without_marks_is_answered_like_a_question(reading: World) -> None:
    answer = await asked_of(reading, "Thorley said the walkout was overdue", "did she really say that?")
    assert answer.embeds[0].title == "did Thorley say that the walkout was overdue?"
    assert "Agnes Thorley" in words(answer)
    several = "Thorley said the walkout was overdue. Renwick said that the strike was reckless."
    answer = await asked_of(reading, several, "is this true?")
    assert "2 statements looked up" in words(answer)
    assert "Renwick: the strike was reckless" in words(answer)
    assert "**Tobias Renwick**" in words(answer)


async def test_words_without_marks_and_speaker_are_held_against_the_quotes(reading: World) -> None:
    answer = await asked_of(reading, WALKOUT.lower(), "did Thorley say that?")
    assert answer.embeds[0].title == "Genuine"


@pytest.mark.parametrize("chat", ["good morning everybody", "😀"])
async def test_of_what_says_nothing_it_is_told_so(reading: World, chat: str) -> None:
    assert "No quotation was found" in words(await asked_of(reading, chat, "is this true?"))


async def test_a_job_in_a_message_that_is_checked_is_not_done(reading: World) -> None:
    await asked_of(reading, "follow Thorley", "is this true?")
    assert "Nothing is followed here" in words(await reading.answer("what do you follow here?"))


async def test_without_the_intent_the_member_is_shown_what_to_press(world: World) -> None:
    for question in ("did she really say that?", "source?", ""):
        answer = await asked_of(world, ALTERED, question)
        assert PRESS in words(answer)
        assert "Check quotations" in words(answer)
    assert "Agnes Thorley" in words(await asked_of(world, ALTERED, "what did Thorley say?"))


async def test_what_is_checked_is_not_learned_from(reading: World) -> None:
    answer = await asked_of(reading, "Thorley said the walkout was overdue", "is this true?")
    assert not {"👍", "👎"} & set(labels(answer))
    assert not await reading.bot.records.log.all()


async def test_without_the_intent_the_askers_own_file_is_checked_all_the_same(world: World) -> None:
    draft = ("draft.txt", ALTERED.encode())
    await world.ann.send(world.channel, world.to_bot("is this right?"), attachments=[draft])
    assert "draft.txt, line 1: Altered" in words(world.said()[-1])


async def test_in_direct_messages_a_reply_a_block_quote_and_a_bare_file_are_checked(world: World) -> None:
    first = await world.ann.send_dm(FALSE)
    backend, channel = world.env.backend, first.channel.id
    reference = {"channel_id": str(channel), "message_id": str(first.id)}
    await world.ann.send_dm("true?", reference=backend.normalize_message_reference(channel, reference))
    await world.ann.send_dm(f"is this true?\n> {WALKOUT}\n– Dorian Pell")
    files = backend.store_attachments(channel, [("draft.txt", FALSE.encode())])
    await world.ann.send_dm("", attachments=files)
    mine = [each for each in world.ann.user.dm_channel.history() if each.author == world.bot.user]
    assert ["Misattributed" in words(each) for each in mine] == [True] * 4
    assert "draft.txt, line 1" in words(mine[-1])


async def test_of_a_message_that_was_deleted_it_is_said(reading: World) -> None:
    written = await reading.ben.send(reading.channel, ALTERED)
    asked = await reading.ann.send(reading.channel, reading.to_bot("is this true?"), reply_to=written)
    await reading.ben.delete(written)
    await reading.ann.edit(asked, reading.to_bot("did she really say that?"))
    assert "Altered" in words(reading.said()[-1])


async def test_an_edited_question_checks_again(reading: World) -> None:
    written = await reading.ben.send(reading.channel, f"“{WALKOUT}”")
    asked = await reading.ann.send(reading.channel, reading.to_bot("did Thorley say that?"), reply_to=written)
    assert "Genuine" in words(reading.said()[-1])
    await reading.ann.edit(asked, reading.to_bot("did Dorian Pell say that?"))
    assert "Misattributed" in words(reading.said()[-1])
    assert len(reading.said()) == 1


async def test_a_lens_has_a_message_checked_once_for_all(reading: World) -> None:
    written = await reading.ben.send(reading.channel, FALSE)
    await reading.ann.react(written, "👍")
    assert not reading.said()
    await reading.ann.react(written, "🔎")
    (checked,) = reading.said()
    assert "Misattributed" in words(checked)
    assert checked.reference
    assert checked.reference.message_id == written.id
    await reading.ben.react(written, "🔍")
    assert len(reading.said()) == 1


async def test_what_was_checked_by_a_lens_is_checked_again_when_edited_and_goes_with_its_message(
    reading: World,
) -> None:
    written = await reading.ben.send(reading.channel, FALSE)
    await reading.ann.react(written, "🔎")
    await reading.ben.edit(written, f"Agnes Thorley said “{WALKOUT}”")
    assert "Genuine" in words(reading.said()[-1])
    await reading.ben.delete(written)
    assert not reading.said()


async def test_a_server_may_switch_the_lens_off(reading: World) -> None:
    written = await reading.ben.send(reading.channel, FALSE)
    place, now = SettingPlace(reading.guild.id), discord.utils.utcnow()
    await reading.bot.server_settings.put("reaction_checks", "off", place, OPERATOR_NAME, now)
    await reading.ann.react(written, "🔎")
    assert not reading.said()


class TestThreads:
    @pytest.fixture
    def own_settings(self) -> dict[str, object]:
        return {"thread_after": 1}

    async def test_a_check_asked_for_without_a_word_may_begin_a_thread(self, reading: World) -> None:
        written = await reading.ben.send(reading.channel, FALSE)
        await reading.ann.send(reading.channel, reading.to_bot(""), reply_to=written)
        server = reading.bot.get_guild(reading.guild.id)
        assert server
        (thread,) = server.threads
        assert thread.name == "1 quotation checked"


async def test_a_lens_on_the_bots_own_answer_does_nothing(reading: World) -> None:
    answer = await reading.answer("what did Thorley say?")
    await reading.ann.react(answer, "🔎")
    assert len(reading.said()) == 1


async def test_a_lens_without_the_intent_tells_each_member_once_what_to_press(world: World) -> None:
    for _ in range(2):
        await world.ann.react(await world.ben.send(world.channel, ALTERED), "🔎")
    (told,) = world.said()
    assert PRESS in words(told)


async def test_a_lens_where_the_history_is_closed_tells_what_to_press(reading: World) -> None:
    assert reading.bot.user
    closed = reading.guild.create_text_channel(
        "closed",
        overwrites={reading.bot.user: discord.PermissionOverwrite(read_message_history=False)},
    )
    await reading.ann.react(await reading.ben.send(closed, ALTERED), "🔎")
    told = closed.last_message
    assert told
    assert PRESS in words(told)
    assert told.reference is None


async def test_where_it_may_not_write_a_lens_and_a_reply_are_met_with_silence(
    reading: World, caplog: pytest.LogCaptureFixture
) -> None:
    assert reading.bot.user
    muted = reading.guild.create_text_channel(
        "muted", overwrites={reading.bot.user: discord.PermissionOverwrite(send_messages=False)}
    )
    written = await reading.ben.send(muted, ALTERED)
    with caplog.at_level(logging.WARNING):
        await reading.ann.react(written, "🔎")
        await reading.ann.send(muted, reading.to_bot("is this true?"), reply_to=written)
    assert {each.author.id for each in muted.history()} == {reading.ann.id, reading.ben.id}
    assert caplog.text.count("lack the permission “Send Messages”") == 1


async def test_without_the_right_to_embed_a_check_is_plain_text(reading: World) -> None:
    bare = reading.guild.create_text_channel(
        "bare", overwrites={reading.guild.default_role: discord.PermissionOverwrite(embed_links=False)}
    )
    written = await reading.ben.send(bare, FALSE)
    await reading.ann.react(written, "🔎")
    answer = bare.last_message
    assert answer
    assert not answer.embeds
    assert "Misattributed" in answer.content


@pytest.mark.parametrize(
    ("posted", "found"),
    [
        (f"> {WALKOUT}", "Line 1: Genuine"),
        ("Thorley said the walkout was overdue", "Agnes Thorley"),
        (f"**Dorian Pell**: “{WALKOUT}”", "Misattributed"),
    ],
)
async def test_the_menu_checks_what_people_quote_in_their_ways(world: World, posted: str, found: str) -> None:
    written = await world.ben.send(world.channel, posted)
    checked = await world.ann.context_menu(world.channel, "Check quotations", written)
    assert checked.response
    assert checked.ephemeral
    assert found in words(checked.response)


async def test_the_menu_reads_files_and_forwards_without_any_intent(world: World) -> None:
    draft = ("draft.txt", ALTERED.encode())
    sent = await world.ben.send(world.channel, "tonight", attachments=[draft])
    forwarded = await world.ben.forward(
        await world.ben.send(world.guild.create_text_channel("elsewhere"), FALSE), world.channel
    )
    for target, found in ((sent, "draft.txt, line 1: Altered"), (forwarded, "Misattributed")):
        checked = await world.ann.context_menu(world.channel, "Check quotations", target)
        assert checked.response
        assert found in words(checked.response)


async def test_a_menu_that_found_nothing_offers_nothing_to_share(world: World) -> None:
    written = await world.ben.send(world.channel, "good morning everybody")
    checked = await world.ann.context_menu(world.channel, "Check quotations", written)
    assert checked.response
    assert "No quotation was found" in words(checked.response)
    assert labels(checked.response) == []


async def test_help_names_the_menu_the_lens_and_the_reply(world: World) -> None:
    shown = await world.ann.slash(world.channel, "help")
    assert shown.response
    for way in ("**Check quotations**", "🔎", "did she really say that?"):
        assert way in words(shown.response)


@pytest.mark.simcord(approved_intents=discord.Intents.none())
async def test_reactions_need_no_approved_intent(world: World, simcord_env: simcord.Env) -> None:
    await world.ann.react(await world.ben.send(world.channel, ALTERED), "🔎")
    assert PRESS in words(world.said()[-1])
