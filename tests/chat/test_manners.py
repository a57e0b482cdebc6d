"""Good manners: who is answered and who is not, how soon something is seen, and buttons that never die."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.chat import build_bot
from bot.services import Services
from bot.settings import Settings
from tests.chat.world import PAGED, World, labels, menu, options, words

QUESTION = "what did Renwick say about the strike?"
DEFERRED = {
    discord.InteractionResponseType.deferred_channel_message.value,
    discord.InteractionResponseType.deferred_message_update.value,
}
# What each command that reads or writes something is called with; the others say at once what they know.
COMMANDS: dict[str, dict[str, Any]] = {
    "ask": {"question": QUESTION},
    "verify": {"quotation": "We did not win everything"},
    "timeline": {"person": "Tobias Renwick"},
    "compare": {"first": "Tobias Renwick", "second": "Agnes Thorley"},
    "who-said": {"words": "we will sleep again"},
    "settings show": {},
    "settings audit": {},
    "person": {"name": "Tobias Renwick"},
    "summary": {"article": "school"},
    "articles": {},
    "people": {},
    "quotes": {"person": "Agnes Thorley"},
    "follow": {"topic": "strike"},
    "following": {},
    "unfollow": {"subject": "strike"},
    "search": {"query": "strike"},
    "forgetme": {},
    "settings dm": {"show": "server"},
    "knowledge reload": {},
    "knowledge status": {},
    "knowledge recall": {},
    "knowledge ingest": {"article": ("seals.txt", b"The seals are back on the Osk this week.")},
}
AT_ONCE = {"help", "privacy"}
# Under a list of several pages.
BUTTONS = ("Why the first?", "Cite the first", "👍 First answer", "👎 First answer", "More")


@pytest.fixture
def own_settings() -> dict[str, object]:
    """Embeds with their buttons below, as messages of earlier versions have them, tried all at once."""
    return {"cards": "embeds", "member_pace": 100, "channel_pace": 100}


@pytest.fixture
def services(paged_services: Services) -> Services:
    return paged_services


def first_reply(world: World, since: int) -> int:
    """The type of the first thing that Discord was told about an interaction."""
    told = next(each for each in world.env.http_requests[since:] if each.path.endswith("/callback"))
    assert isinstance(told.json, dict)
    return int(told.json["type"])


async def test_every_command_is_acknowledged_before_it_reads_or_writes_anything(world: World) -> None:
    world.bot.owner_id = world.ann.id
    commands = world.bot.tree.walk_commands()
    known = {each.qualified_name for each in commands if isinstance(each, app_commands.Command)}
    assert known == COMMANDS.keys() | AT_ONCE
    for command, values in COMMANDS.items():
        before = len(world.env.http_requests)
        await world.ann.slash(world.channel, command, **values)
        assert first_reply(world, before) in DEFERRED, command


async def test_every_button_is_acknowledged_before_it_reads_or_writes_anything(world: World) -> None:
    answer = await world.answer(PAGED)
    shown = set(labels(answer))
    assert shown == {*BUTTONS}
    for label in sorted(shown):
        before = len(world.env.http_requests)
        await world.ann.click(answer, label=label)
        assert first_reply(world, before) in DEFERRED, label
        answer = world.said()[-1]


@pytest.mark.parametrize("label", BUTTONS)
async def test_every_button_works_after_a_restart(
    world: World, settings: Settings, services: Services, label: str
) -> None:
    answer = await world.answer(PAGED)
    await world.env.restart_bot(build_bot(settings, services))
    told = await world.ben.click(answer, label=label)
    assert told.ephemeral
    assert told.response
    assert words(told.response)
    assert "too old" not in words(told.response)


async def test_a_private_answer_can_be_shared_after_a_restart(
    world: World, settings: Settings, services: Services
) -> None:
    asked = await world.ann.slash(world.channel, "ask", question=QUESTION, private=True)
    await world.env.restart_bot(build_bot(settings, services))
    assert asked.response
    await world.ann.click(asked.response, label="Share")
    assert "Tobias Renwick" in words(world.said()[-1])


async def test_typing_is_shown_until_the_answer_is_there(world: World) -> None:
    before = len(world.env.http_requests)
    await world.answer(QUESTION)
    sent = [each.path for each in world.env.http_requests[before:] if each.method == "POST"]
    assert sent.index(f"/channels/{world.channel.id}/typing") < sent.index(
        f"/channels/{world.channel.id}/messages"
    )


async def test_it_never_answers_itself(world: World, settings: Settings, services: Services) -> None:
    listening = settings.model_copy(update={"listen_channels": (world.channel.id,)})
    await world.env.restart_bot(build_bot(listening, services))
    place = world.bot.get_channel(world.channel.id)
    assert isinstance(place, discord.TextChannel)
    for question in (QUESTION, world.to_bot(QUESTION)):
        await place.send(question)
    await world.env.settle()
    assert [each.content for each in world.said()] == [QUESTION, world.to_bot(QUESTION)]


async def test_pages_and_reasons_are_plain_text_where_embeds_are_not_allowed(world: World) -> None:
    bare = world.guild.create_text_channel(
        "bare", overwrites={world.guild.default_role: discord.PermissionOverwrite(embed_links=False)}
    )
    await world.ann.send(bare, world.to_bot(PAGED))
    answer: Any = bare.last_message
    first = answer.content
    await world.ann.click(answer, label="More")
    turned: Any = bare.last_message
    assert turned.content
    assert turned.content != first
    assert not turned.embeds
    why = await world.ann.click(turned, label="Why the first?")
    assert why.response
    assert "How the question was read" in why.response.content
    assert not why.response.embeds


async def test_in_a_thread_it_needs_the_right_for_threads_and_tells_the_operator(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    assert world.bot.user
    refused = discord.PermissionOverwrite(send_messages_in_threads=False)
    channel = world.guild.create_text_channel("flat", overwrites={world.bot.user: refused})
    await world.ann.send(channel, "let us talk")
    message = channel.last_message
    assert message
    await message.create_thread(name="the strike")
    (thread,) = channel.threads
    with caplog.at_level(logging.WARNING):
        await world.ann.send(thread, world.to_bot(QUESTION))
    assert thread.last_message
    assert thread.last_message.author.id == world.ann.id
    assert "lack the permission “Send Messages in Threads”" in caplog.text


class TestManyArticles:
    """Lists longer than a page."""

    @pytest.fixture
    def services(self, tmp_path: Path, newsroom: Path) -> Iterator[Services]:
        folder = tmp_path / "knowledge"
        shutil.copytree(newsroom, folder, ignore=shutil.ignore_patterns(".briefing-index"))
        given = "Agnes Boris Carla Dmitri Edith Farid Greta Hiroshi Ingrid Jonas Keiko Laszlo"
        for number, name in enumerate(given.split()):
            quote = f"{{speaker: {name} Tide, text: High at {number}.}}"
            article = f"title: Tide table {number}\nquotes: [{quote}]\n"
            (folder / f"tide-{number}.yaml").write_text(article, encoding="utf-8")
        with Services.open(folder, vectors=False) as services:
            yield services

    @pytest.mark.parametrize(("command", "last"), [("articles", "Tide table"), ("people", " Tide")])
    async def test_every_list_pages_forth_and_back_also_after_a_restart(
        self, world: World, settings: Settings, services: Services, command: str, last: str
    ) -> None:
        shown = await world.ann.slash(world.channel, command)
        assert shown.response
        first = words(shown.response)
        await world.env.restart_bot(build_bot(settings, services))
        await world.ann.click(shown.response, label="More")
        assert words(shown.response) != first
        assert last in words(shown.response)
        await world.ann.click(shown.response, label="Back")
        assert words(shown.response) == first


async def test_a_did_you_mean_asks_which_one_and_opens_it(world: World) -> None:
    asked = await world.answer("who mocked the barrier?")
    assert "I found no sure answer. Did you mean one of these?" in words(asked)
    assert "👍" not in labels(asked)
    offered = options(asked)
    await world.ann.select(asked, [offered[-1]["value"]], custom_id=menu(asked))
    shown = words(world.said()[-1])
    assert offered[-1]["label"].rstrip("…") in shown
    assert not any(each["label"].rstrip("…") in shown for each in offered[:-1])
