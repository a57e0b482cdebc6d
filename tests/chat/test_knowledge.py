"""`/knowledge`: who may, what it tells, and that the bot goes on answering meanwhile."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.chat import build_bot
from bot.services import Services, Viewer
from bot.settings import Settings
from tests.chat.conftest import DATA
from tests.chat.world import World, words

NEW = """\
title: Harbour seals return to the Osk
source: Gull Island Echo
published: 2031-12-01
people: [{name: Petronella Fisk, role: head teacher on Gull Island}]
quotes: [{speaker: Petronella Fisk, text: The seals came back before the tourists did.}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "knowledge"))


@pytest.fixture
def services(folder: Path) -> Iterator[Services]:
    with Services.open(folder, vectors=False) as services:
        yield services


def empty(folder: Path) -> None:
    """As a share that is not mounted leaves it, the index in it included."""
    shutil.rmtree(folder)
    folder.mkdir()


def keeper(world: World, **permissions: bool) -> Any:
    """A member whose role has these permissions."""
    role = world.guild.create_role("keepers", permissions=discord.Permissions(**permissions))
    return world.guild.add_member(world.env.create_user("kim"), roles=[role])


async def test_an_administrator_sees_what_a_reload_changed(world: World, folder: Path) -> None:
    admin = keeper(world, administrator=True)
    (folder / "seals.yaml").write_text(NEW, encoding="utf-8")
    (folder / "lighthouse-history.yaml").unlink()
    told = await admin.slash(world.channel, "knowledge reload")
    assert told.response
    assert told.ephemeral
    assert "seals" in words(told.response)
    assert "lighthouse-history" in words(told.response)
    assert "seals came back" in words(await world.answer("what did Fisk say about the seals?"))


async def test_a_broken_file_is_told_with_its_line_and_its_last_good_version_answers(
    world: World, folder: Path
) -> None:
    admin = keeper(world, administrator=True)
    broken = folder / "gull-island-school.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("speaker:", "speeker:", 1), encoding="utf-8")
    told = await admin.slash(world.channel, "knowledge reload")
    assert told.response
    assert "gull-island-school.yaml:" in words(told.response)
    assert "did you mean" in words(told.response).lower()
    assert "Petronella Fisk" in words(await world.answer("what did Petronella Fisk say?"))


async def test_status_tells_the_figures(world: World) -> None:
    told = await keeper(world, administrator=True).slash(world.channel, "knowledge status")
    assert told.response
    assert told.ephemeral
    for name in ("Articles", "Quotes", "Facts", "People"):
        assert f"**{name}:** " in words(told.response)


async def test_members_without_the_right_are_refused(world: World) -> None:
    for command in ("knowledge reload", "knowledge status"):
        told = await keeper(world, manage_guild=True).slash(world.channel, command)
        assert told.response
        assert told.ephemeral
        assert "Only the people who manage the knowledge" in words(told.response)


async def test_a_named_role_of_the_home_server_may(world: World) -> None:
    member = keeper(world)
    role = world.guild.roles["keepers"]
    world.bot.settings = world.bot.settings.model_copy(update={"admin_roles": (role.id,)})
    told = await member.slash(world.channel, "knowledge status")
    assert told.response
    assert "Articles" in words(told.response)


async def test_the_applications_owner_may(world: World) -> None:
    world.bot.owner_id = world.ben.id
    told = await world.ben.slash(world.channel, "knowledge status")
    assert told.response
    assert "Articles" in words(told.response)


async def test_the_owner_may_by_direct_message_and_nobody_else(world: World) -> None:
    world.bot.owner_id = world.ben.id
    told = await world.ben.user.slash("knowledge status")
    assert told.response
    assert "Articles" in words(told.response)
    told = await keeper(world, administrator=True).user.slash("knowledge status")
    assert told.response
    assert "home server" in words(told.response)


async def test_an_administrator_of_another_server_is_refused(world: World) -> None:
    await keeper(world, administrator=True).slash(world.channel, "knowledge status")
    elsewhere = World(world.env)
    told = await keeper(elsewhere, administrator=True).slash(elsewhere.channel, "knowledge status")
    assert told.response
    assert told.ephemeral
    assert "home server" in words(told.response)


async def test_the_first_home_stays_home_wherever_the_bot_is_invited(
    world: World, settings: Settings, services: Services
) -> None:
    admin = keeper(world, administrator=True)
    await admin.slash(world.channel, "knowledge status")
    elsewhere = World(world.env)
    stranger = keeper(elsewhere, administrator=True)
    for _ in range(2):
        told = await admin.slash(world.channel, "knowledge status")
        assert told.response
        assert "Articles" in words(told.response)
        told = await stranger.slash(elsewhere.channel, "knowledge status")
        assert told.response
        assert "home server" in words(told.response)
        world.bot.owner_id = elsewhere.ben.id
        told = await elsewhere.ben.slash(elsewhere.channel, "knowledge status")
        assert told.response
        assert "Articles" in words(told.response)
        await world.env.restart_bot(build_bot(settings, services))


async def test_questions_are_answered_during_a_reload(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reload, held open, waits for the question: were the two not side by side, both would hang."""
    answered = asyncio.Event()
    loop = asyncio.get_running_loop()
    reload = world.bot.services.reload

    def held(*, confirmed: bool) -> object:
        done = reload(confirmed=confirmed)
        asyncio.run_coroutine_threadsafe(ask(), loop).result(timeout=10)
        return done

    async def ask() -> None:
        asker, member, place = world.bot.asker, world.ann.id, world.channel.id
        viewer = Viewer(world.guild.id, place, member)
        question = await asker.question("what did Thorley say?", member, place, viewer)
        _, reply = await asker.ask(question)
        assert reply.answers
        answered.set()

    monkeypatch.setattr(world.bot.services, "reload", held)
    told = await keeper(world, administrator=True).slash(world.channel, "knowledge reload")
    assert told.response
    assert answered.is_set()


async def test_vanished_files_are_answered_from_until_an_administrator_confirms_it(
    world: World, folder: Path
) -> None:
    admin = keeper(world, administrator=True)
    question = "what did Renwick say about the strike?"
    await world.answer(question)
    empty(folder)
    for command in ("knowledge reload", "knowledge status"):
        told = await admin.slash(world.channel, command)
        assert told.response
        assert "has had nothing to answer from since" in words(told.response)
        assert "confirm:True" in words(told.response)
    assert "Tobias Renwick" in words(await world.answer(question))
    told = await admin.slash(world.channel, "knowledge reload", confirm=True)
    assert told.response
    assert "Removed" in words(told.response)
    assert "is empty" in words(told.response)
    for answer in world.said():
        assert "What was here is no longer in the knowledge base" in words(answer)
    assert "Tobias Renwick" not in words(await world.answer(question))


async def test_discord_offers_the_commands_to_those_who_may_manage_the_server(world: World) -> None:
    guild = world.env.create_guild()
    channel, member = guild.create_text_channel("desk"), guild.add_member(world.env.create_user("dora"))
    managing = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    manager = guild.add_member(world.env.create_user("emil"), roles=[managing])
    assert not [each for each in member.available_commands(channel) if each.startswith("knowledge")]
    assert "knowledge reload" in manager.available_commands(channel)


async def test_help_names_only_the_commands_that_are_for_whoever_asks(world: World) -> None:
    managing = world.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    manager = world.guild.add_member(world.env.create_user("emil"), roles=[managing])
    world.bot.owner_id = world.ben.id
    for member, knowledge, settings in (
        (world.ann, False, False), (world.ben, True, False), (manager, False, True),
    ):  # fmt: skip
        for shown in (
            words((await member.slash(world.channel, "help")).response),
            words((await member.slash(world.channel, "ask", question="help")).followups[-1]),
        ):
            assert "/settings dm" in shown
            assert ("/knowledge" in shown) is knowledge
            assert ("/settings show" in shown) is settings
