"""What is seen where on Discord: two servers, a role, direct messages; by question, button, follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat import build_bot
from bot.chat.cogs.follow import FollowCog
from bot.services import Services
from bot.settings import Settings
from tests.chat.world import World, button, options, words

SECRETS = ("quillfeather", "zeppelin", "marmalade")
QUESTION = "what did Zora Quillfeather say?"
PUBLIC = """\
title: The harbour report
source: Courier
published: 2031-05-30
quotes: [{speaker: Ada Lind, text: The harbour is deep enough for everybody.}]
"""
SECRET = """\
title: Zeppelin auction
source: Desk notes
published: 2031-05-28
people: [{name: Zora Quillfeather, role: marmalade maker}]
quotes:
"""
STATEMENTS = "".join(
    f"  - {{speaker: Zora Quillfeather, text: The zeppelin leaked {number} times.}}\n" for number in range(9)
)
MORNING = datetime(2031, 6, 1, 8, tzinfo=UTC)


class Clock:
    """The moment by which embargoes end."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    (folder / "desk").mkdir(parents=True)
    (folder / "harbour.yaml").write_text(PUBLIC, encoding="utf-8")
    (folder / "desk/zeppelin.yaml").write_text(SECRET + STATEMENTS, encoding="utf-8")
    (folder / "desk/collection.yaml").write_text("visible_to: []\n", encoding="utf-8")
    return folder


@pytest.fixture
def services(folder: Path, clock: Clock) -> Iterator[Services]:
    with Services.open(folder, vectors=False, reader=False, clock=clock) as services:
        yield services


class Elsewhere:
    """Another server with the bot in it, and Ann."""

    def __init__(self, world: World) -> None:
        self.guild = world.env.create_guild()
        self.channel = self.guild.create_text_channel("lobby")
        self.ann = self.guild.add_member(world.ann.user)


def allow(services: Services, folder: Path, *who: str, embargo: str = "") -> None:
    rule = f"visible_to: [{', '.join(who)}]\n" + (f"embargo: {embargo}\n" if embargo else "")
    (folder / "desk/collection.yaml").write_text(rule, encoding="utf-8")
    services.reload()


def hidden(shown: object) -> bool:
    """Whether nothing of the collection is told; `shown` is a message, or suggestions."""
    text = (words(shown) if hasattr(shown, "embeds") else str(shown)).casefold()
    return not any(secret in text for secret in SECRETS)


async def test_a_collection_is_seen_in_its_server_alone(
    world: World, services: Services, folder: Path
) -> None:
    other = Elsewhere(world)
    allow(services, folder, f"server:{world.guild.id}")
    assert "The zeppelin leaked" in words(await world.answer(QUESTION))
    await other.ann.send(other.channel, world.to_bot("what leaked?"))
    assert hidden(other.channel.last_message)
    await world.ann.send_dm("what leaked?")
    assert hidden(world.ann.user.dm_channel.last_message)
    for command, option in (("quotes", "person"), ("summary", "article"), ("verify", "speaker")):
        assert not hidden(await world.ann.autocomplete(world.channel, command, option, "z"))
        assert hidden(await other.ann.autocomplete(other.channel, command, option, "z"))
    listed = await other.ann.slash(other.channel, "people")
    assert listed.response and hidden(listed.response) and "Ada Lind" in words(listed.response)


async def test_a_threads_messages_are_its_channels(world: World, services: Services, folder: Path) -> None:
    allow(services, folder, f"channel:{world.channel.id}")
    asked = await world.ann.send(world.channel, "the auction?")
    await asked.create_thread(name="the auction")
    (thread,) = world.channel.threads
    await world.ann.send(thread, world.to_bot(QUESTION))
    assert "The zeppelin leaked" in words(thread.last_message)


async def test_a_kept_button_and_a_conversation_obey_the_rule_of_the_moment(
    world: World, services: Services, folder: Path
) -> None:
    allow(services, folder, f"server:{world.guild.id}")
    listed = await world.ann.slash(world.channel, "quotes", person="Zora Quillfeather")
    answered = await world.answer(QUESTION)
    assert listed.response
    allow(services, folder)
    assert hidden((await world.ann.click(listed.response, label="Next page")).followups[-1])
    for label in ("Cite", "More"):
        pressed = await world.ann.click(answered, custom_id=button(answered, label))
        assert hidden((*pressed.followups, pressed.response)[0])
    assert hidden(await world.answer("what else did she say?"))
    allow(services, folder, f"server:{world.guild.id}")
    assert not hidden(await world.answer(QUESTION))


async def test_a_role_counts_where_nobody_else_reads_along(
    world: World, services: Services, folder: Path
) -> None:
    role = world.guild.create_role("desk")
    cleo = world.guild.add_member(world.env.create_user("cleo"), roles=[role])
    allow(services, folder, f"role:{role.id}")
    private = await cleo.slash(world.channel, "ask", question=QUESTION, private=True)
    assert private.response and not hidden(private.response)
    shared = await cleo.click(private.response, label="Share")
    assert not any("leaked" in words(each) for each in world.said()), shared
    public = await cleo.slash(world.channel, "ask", question="what leaked?")
    assert public.response and hidden(public.response)
    stranger = await world.ann.slash(world.channel, "ask", question="what leaked?", private=True)
    assert stranger.response and hidden(stranger.response)
    assert not options(public.response)


async def test_the_end_of_an_embargo_is_news_for_those_who_may_see_it(
    world: World, services: Services, folder: Path, clock: Clock
) -> None:
    other = Elsewhere(world)
    allow(services, folder, f"server:{world.guild.id}", embargo="2031-06-01T12:00Z")
    for member, channel in ((world.ann, world.channel), (other.ann, other.channel)):
        await member.slash(channel, "follow", topic="leaked")
    cog = world.bot.get_cog("FollowCog")
    assert isinstance(cog, FollowCog)
    cog._looked = clock.now
    clock.now += timedelta(hours=1)
    await cog._open()
    assert not world.said()
    clock.now += timedelta(hours=4)
    await cog._open()
    assert "The zeppelin leaked" in words(world.said()[-1])
    assert not [each for each in other.channel.history() if each.author == world.bot.user and each.embeds]
    await cog._open()
    assert len(world.said()) == 1


async def test_those_who_keep_the_knowledge_are_told_what_may_be_seen_there(
    world: World, services: Services, folder: Path
) -> None:
    world.bot.owner_id = world.ben.id
    (folder / "desk/marmalade.yaml").write_text("title: [marmalade\n", encoding="utf-8")
    for command in ("knowledge reload", "knowledge status"):
        told = await world.ben.slash(world.channel, command)
        assert told.response and hidden(told.response), command
    assert "Articles" in words(told.response)
    allow(services, folder, f"server:{world.guild.id}")
    told = await world.ben.slash(world.channel, "knowledge status")
    assert "desk/marmalade.yaml" in words(told.response)


async def test_a_person_who_may_not_be_seen_any_more_is_not_listed_as_followed(
    world: World, services: Services, folder: Path
) -> None:
    allow(services, folder, f"server:{world.guild.id}")
    await world.ann.slash(world.channel, "follow", person="Zora Quillfeather")
    assert not hidden((await world.ann.slash(world.channel, "following")).response)
    allow(services, folder)
    assert hidden((await world.ann.slash(world.channel, "following")).response)
    assert hidden(await world.ann.autocomplete(world.channel, "unfollow", "subject", ""))


async def test_a_member_sees_in_direct_messages_what_a_server_of_their_choice_may_see(
    world: World, services: Services, folder: Path, settings: Settings
) -> None:
    allow(services, folder, f"server:{world.guild.id}")
    await world.ann.send_dm("hello")
    direct = world.ann.user.dm_channel
    set_here = await world.ann.slash(world.channel, "settings dm", show="server")
    assert set_here.ephemeral
    assert set_here.response and world.guild.name in words(set_here.response)
    await world.ann.send_dm(QUESTION)
    answered = direct.last_message
    assert answered and "The zeppelin leaked" in words(answered)
    await world.env.restart_bot(build_bot(settings, services))
    assert not hidden((await world.ann.user.click(answered, custom_id=button(answered, "Cite"))).response)
    assert not hidden(await world.ann.user.autocomplete("quotes", "person", "z"))
    assert "leaked" in words((await world.ann.user.slash("ask", question="what leaked?")).response)
    await world.ben.send_dm("what leaked?")
    assert hidden(world.ben.user.dm_channel.last_message)
    allow(services, folder)
    assert hidden((await world.ann.user.slash("ask", question="what leaked?")).response)
    allow(services, folder, f"server:{world.guild.id}")
    told = await world.ann.user.slash("settings dm", show="public")
    assert told.response and "everybody may see" in words(told.response)
    assert hidden((await world.ann.user.slash("ask", question="what leaked?")).response)


async def test_whoever_left_the_server_sees_in_direct_messages_what_is_public(
    world: World, services: Services, folder: Path, settings: Settings
) -> None:
    role = world.guild.create_role("desk")
    cleo = world.guild.add_member(world.env.create_user("cleo"), roles=[role])
    allow(services, folder, f"role:{role.id}")
    await cleo.slash(world.channel, "settings dm", show="server")
    await cleo.send_dm(QUESTION)
    direct = cleo.user.dm_channel
    assert not hidden(direct.last_message)
    world.guild.remove_member(cleo)
    await world.env.restart_bot(build_bot(settings, services))
    await cleo.user.send_dm("what leaked?")
    assert hidden(direct.last_message)


async def test_what_is_followed_in_direct_messages_is_what_is_seen_there(
    world: World, services: Services, folder: Path
) -> None:
    allow(services, folder, f"server:{world.guild.id}")
    for member in (world.ann, world.ben):
        await member.send_dm("hello")
        await member.user.slash("follow", topic="leaked")
    await world.ann.slash(world.channel, "settings dm", show="server")
    (folder / "desk/sold.yaml").write_text(SECRET + STATEMENTS.replace("leaked", "was sold, and leaked,"))
    services.reload()
    await world.bot.notifier.run(["sold"])
    assert not hidden(world.ann.user.dm_channel.last_message)
    assert hidden(world.ben.user.dm_channel.last_message)


async def test_forgetme_takes_the_choice_of_a_server_back(
    world: World, services: Services, folder: Path
) -> None:
    allow(services, folder, f"server:{world.guild.id}")
    await world.ann.slash(world.channel, "settings dm", show="server")
    await world.ann.slash(world.channel, "forgetme")
    await world.ann.send_dm("what leaked?")
    assert hidden(world.ann.user.dm_channel.last_message)
