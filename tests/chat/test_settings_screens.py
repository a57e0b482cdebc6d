"""`/settings`: screens drawn from the register, whose changes are in force at once and stand in the audit."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.chat import build_bot
from bot.services import REGISTER, Screen, Services, SettingKind
from bot.settings import Settings
from tests.chat.world import World, words

FISK = "what did Petronella Fisk say?"
ID = "briefing:setting:{}:{}:{}"


def parts(message: Any) -> list[dict[str, Any]]:
    """All components of a layout, whatever they lie in."""

    def walk(each: dict[str, Any]) -> list[dict[str, Any]]:
        inner = [*each.get("components", ()), *([each["accessory"]] if "accessory" in each else [])]
        return [each, *(found for one in inner for found in walk(one))]

    raw = [each if isinstance(each, dict) else each.to_dict() for each in message.components]
    return [found for each in raw for found in walk(each)]


def read(message: Any) -> str:
    """What a layout says."""
    return "\n".join(each["content"] for each in parts(message) if "content" in each)


def ids(message: Any) -> list[str]:
    """The custom ids of a layout."""
    return [each["custom_id"] for each in parts(message) if "custom_id" in each]


@pytest.fixture
def own_settings() -> dict[str, object]:
    return {"listen_channels": (1,)}


@pytest.fixture
def kim(world: World) -> Any:
    """A member who may manage the server, and is no administrator of it."""
    role = world.guild.create_role("moderators", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("kim"), roles=[role])


async def opened(world: World, kim: Any, about: Screen = Screen.ANSWERS, **options: Any) -> Any:
    """A screen."""
    told = await kim.slash(world.channel, "settings show", about=about.value, **options)
    assert told.response
    assert told.ephemeral
    return told.response


async def chosen(world: World, kim: Any, name: str, *values: Any, channel: int = 0) -> str:
    """What the screen says after one setting was changed by its menu."""
    screen = next(each.screen for each in REGISTER if each.name == name)
    shown = await opened(world, kim, screen)
    await kim.click(shown, custom_id=ID.format("change", channel, name))
    await kim.select(shown, values, custom_id=ID.format("pick", channel, name))
    return read(shown)


async def typed(world: World, kim: Any, name: str, value: str) -> Any:
    """What comes of a value that is typed into the form of a setting."""
    screen = next(each.screen for each in REGISTER if each.name == name)
    shown = await opened(world, kim, screen)
    form = await kim.click(shown, custom_id=ID.format("change", 0, name))
    (field,) = [each["component"] for each in form.modal["components"]]
    told = await kim.submit_modal(form, {field["custom_id"]: value})
    return told, shown


async def test_every_setting_stands_on_its_screen_and_can_be_changed(world: World, kim: Any) -> None:
    await world.env.advance_time(1)
    shown = await opened(world, kim)
    for screen in Screen:
        (menu,) = [each for each in ids(shown) if ":screen:" in each]
        await kim.select(shown, [screen.value], custom_id=menu)
        said = read(shown)
        for setting in (each for each in REGISTER if each.screen is screen):
            assert f"**{setting.title}**" in said
            assert setting.sentence in said
            assert ID.format("change", 0, setting.name) in ids(shown)


@pytest.mark.parametrize(
    "setting", [each for each in REGISTER if not each.home_only], ids=lambda setting: setting.name
)
async def test_every_setting_opens_what_it_is_set_with(world: World, kim: Any, setting: Any) -> None:
    shown = await opened(world, kim, setting.screen)
    told = await kim.click(shown, custom_id=ID.format("change", 0, setting.name))
    if setting.kind in (SettingKind.CHOICE, SettingKind.CHANNELS, SettingKind.ROLES):
        assert setting.sentence in read(shown)
        assert ID.format("pick", 0, setting.name) in ids(shown)
    else:
        assert told.modal


async def test_a_change_is_in_force_at_once_and_in_the_audit_and_can_be_taken_back(
    world: World, kim: Any, settings: Settings, services: Services
) -> None:
    said = await chosen(world, kim, "answering", "off")
    assert "Answers: on → off" in said
    assert "**Answers**: off · set for this server" in said
    await world.ann.send(world.channel, world.to_bot(FISK))
    assert not world.said()
    shown = await opened(world, kim)
    await world.env.restart_bot(build_bot(settings, services))
    await kim.click(shown, custom_id=ID.format("change", 0, "answering"))
    await kim.click(shown, label="Use the default")
    assert "**Answers**: on · by default" in read(shown)
    assert "Petronella Fisk" in words(await world.answer(FISK))
    audit = await kim.slash(world.channel, "settings audit")
    assert audit.ephemeral
    first, second = read(audit.response).splitlines()[2::2]
    assert (first, second) == ("Answers: off → default", "Answers: default → off")
    assert f"1 January 2026, 00:00 UTC · <@{kim.id}>" in read(audit.response)


async def test_a_channel_has_its_own(world: World, kim: Any) -> None:
    elsewhere = world.guild.create_text_channel("elsewhere")
    shown = await opened(world, kim)
    await kim.click(shown, label="This channel only")
    assert f"For <#{world.channel.id}> only" in read(shown)
    assert "Only in these channels" not in read(shown)
    await kim.click(shown, custom_id=ID.format("change", world.channel.id, "answering"))
    await kim.select(shown, ["off"], custom_id=ID.format("pick", world.channel.id, "answering"))
    assert "off · set for this channel" in read(shown)
    await world.ann.send(world.channel, world.to_bot(FISK))
    assert not world.said()
    world.channel = elsewhere
    assert "Petronella Fisk" in words(await world.answer(FISK))
    other = await opened(world, kim, channel=elsewhere)
    assert "on · by default" in read(other)


async def test_channels_and_roles_are_chosen_from_menus(world: World, kim: Any) -> None:
    desk = world.guild.create_text_channel("desk")
    said = await chosen(world, kim, "answer_channels", desk)
    assert f"Only in these channels: in all of them → <#{desk.id}>" in said
    await world.ann.send(world.channel, world.to_bot(FISK))
    refused = await world.ann.slash(world.channel, "ask", question=FISK)
    assert refused.ephemeral
    assert "told not to answer in this channel" in words(refused.response)
    assert not world.said()
    said = await chosen(world, kim, "answer_channels")
    assert f"<#{desk.id}> → in all of them" in said
    said = await chosen(world, kim, "follow_roles", world.guild.roles["moderators"])
    assert f"everybody → <@&{world.guild.roles['moderators'].id}>" in said
    refused = await world.ann.slash(world.channel, "follow", person="Petronella Fisk")
    assert "only some roles may follow" in words(refused.response)


async def test_what_is_typed_is_read_and_refused_with_the_reason(world: World, kim: Any) -> None:
    _, shown = await typed(world, kim, "quiet_hours", "22 - 7")
    assert "Quiet hours: none → 22:00-07:00" in read(shown)
    _, shown = await typed(world, kim, "quiet_hours", "")
    assert "**Quiet hours**: none · by default" in read(shown)
    for name, value, why in (
        ("quiet_hours", "at night", "write them like 22-7"),
        ("time_zone", "Europe/Berln", "did you mean Europe/Berlin?"),
        ("member_pace", "900", "The operator allows 20 at most, not 900."),
    ):
        told, shown = await typed(world, kim, name, value)
        assert why in words(told.response)
        assert told.ephemeral
        assert "by default" in read(shown)


async def test_only_managers_of_the_server_and_in_a_server(world: World, kim: Any) -> None:
    shown = await opened(world, kim)
    for command in ("settings show", "settings audit"):
        refused = await world.ann.slash(world.channel, command)
        assert "Only people who may manage this server" in words(refused.response)
        refused = await kim.user.slash(command)
        assert "Settings belong to a server" in words(refused.response)
    world.env.backend.get_guild(world.guild.id).members[kim.id].role_ids.clear()
    refused = await kim.click(shown, custom_id=ID.format("change", 0, "answering"))
    assert "Only people who may manage this server" in words(refused.response)


async def test_who_keeps_the_knowledge_is_the_home_servers_to_set(world: World, kim: Any) -> None:
    await world.env.advance_time(1)
    elsewhere = World(world.env)
    role = elsewhere.guild.create_role("moderators", permissions=discord.Permissions(manage_guild=True))
    other = elsewhere.guild.add_member(world.env.create_user("lou"), roles=[role])
    assert "Who may publish" not in read(await opened(elsewhere, other, Screen.RIGHTS))
    editors = world.guild.create_role("editors")
    eve = world.guild.add_member(world.env.create_user("eve"), roles=[editors])
    refused = await eve.slash(world.channel, "knowledge status")
    assert "Only the people who manage the knowledge" in words(refused.response)
    await chosen(world, kim, "reload_roles", editors)
    told = await eve.slash(world.channel, "knowledge reload")
    assert "Nothing had changed" in words(told.response)
    refused = await eve.slash(world.channel, "knowledge ingest", article=("a.txt", b"Nothing."))
    assert "Only the people who manage the knowledge" in words(refused.response)
    await chosen(world, kim, "publish_roles", editors)
    told = await eve.slash(world.channel, "knowledge ingest", article=("a.txt", b"Nothing."))
    assert "Only the people who manage the knowledge" not in words(told.response)
    audit = await kim.slash(world.channel, "settings audit")
    assert f"<@{eve.id}>\nreloaded the knowledge" in read(audit.response)


async def test_a_long_audit_is_paged_and_nobody_elses_stands_in_it(world: World, kim: Any) -> None:
    elsewhere = World(world.env)
    role = elsewhere.guild.create_role("moderators", permissions=discord.Permissions(manage_guild=True))
    other = elsewhere.guild.add_member(world.env.create_user("lou"), roles=[role])
    await typed(elsewhere, other, "thread_after", "77")
    for number in range(12):
        await typed(world, kim, "thread_after", str(number + 1))
    audit = (await kim.slash(world.channel, "settings audit")).response
    assert "11 → 12" in read(audit)
    assert "1 → 2" not in read(audit).splitlines()
    await kim.click(audit, label="More")
    assert "Questions until a thread: default → 1" in read(audit)
    assert "77" not in read(audit)
    await kim.click(audit, label="Back")
    assert "11 → 12" in read(audit)
