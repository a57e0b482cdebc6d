"""What the buttons, menus and forms of the settings do; whoever presses must manage the server each time."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.chat.errors import ChatError, report_errors
from bot.chat.host import Host, host_of, viewer_of
from bot.chat.pacing import keep_pace
from bot.chat.permissions import caller_of
from bot.chat.render.settings import (
    CHANGES,
    TYPED,
    audit_layout,
    change_text,
    form,
    screen_layout,
    setting_layout,
)
from bot.services import (
    InForce,
    Screen,
    SettingPlace,
    SettingValueError,
    audit_seen,
    member_name,
    require_settings_rights,
    setting_named,
)

_USED = re.compile(r"briefing:setting:(?P<action>[a-z]+):(?P<channel>\d+):(?P<name>[a-z_]+)")


@dataclass(frozen=True)
class SettingsEvent:
    """A part of a settings screen that somebody used: what it does, for which channel, and its name.

    `values` are the entries chosen, or what was typed.
    """

    interaction: discord.Interaction[Any]
    action: str
    channel: int
    name: str
    values: tuple[str, ...]

    @property
    def host(self) -> Host:
        """The bot whose screen it is."""
        return host_of(self.interaction)


def used(interaction: discord.Interaction[Any]) -> SettingsEvent | None:
    """The part of a settings screen that was used with this interaction; None where it is something else."""
    data: dict[str, Any] = dict(interaction.data or {})
    match = _USED.fullmatch(str(data.get("custom_id", "")))
    if match is None:
        return None
    values = data.get("values") or tuple(_typed(data))
    return SettingsEvent(
        interaction, match["action"], int(match["channel"]), match["name"], tuple(map(str, values))
    )


async def handle(event: SettingsEvent) -> None:
    """Do what was pressed, chosen or typed; an error is shown to whoever used it."""
    interaction = event.interaction
    async with report_errors(interaction):
        await keep_pace(interaction)
        place = SettingPlace(require_settings_rights(caller_of(interaction)), event.channel)
        match event.action:
            case "screen":
                await _show(event, await screen_at(interaction, Screen(event.values[0]), place))
            case "place":
                await _show(event, await screen_at(interaction, Screen(event.name), place))
            case "audit":
                await _show(event, await audit_at(interaction, place.server, event.channel))
            case "change":
                await _ask_for_value(event, place)
            case _:
                await _change(event, place)


async def screen_at(
    interaction: discord.Interaction[Any], screen: Screen, place: SettingPlace, note: str = ""
) -> ui.LayoutView:
    """A subject's screen for a server or one of its channels."""
    shown = await host_of(interaction).server_settings.shown(place)
    return screen_layout(screen, shown, place, viewer_of(interaction).channel or 0, note)


async def audit_at(interaction: discord.Interaction[Any], server: int, start: int = 0) -> ui.LayoutView:
    """The server's changes, from number `start` of the newest on."""
    host, viewer = host_of(interaction), viewer_of(interaction, private=True)
    found = await host.records.audit.latest(CHANGES + 1, server=server, start=start)
    entries = await asyncio.to_thread(audit_seen, found, host.services, viewer)
    return audit_layout(entries[:CHANGES], start, more=len(entries) > CHANGES)


async def _ask_for_value(event: SettingsEvent, place: SettingPlace) -> None:
    found = await _in_force(event, place)
    if found.setting.kind in TYPED:
        most = found.setting.most(event.host.settings)
        await event.interaction.response.send_modal(form(found, place, most))
    else:
        await _show(event, setting_layout(found, place))


async def _change(event: SettingsEvent, place: SettingPlace) -> None:
    """Set what was chosen or typed, and show the subject's screen with what changed."""
    settings, interaction = event.host.server_settings, event.interaction
    who, now = member_name(interaction.user.id), discord.utils.utcnow()
    before = await _in_force(event, place)
    typed = ", ".join(event.values)
    try:
        if event.action == "default" or (event.action == "fill" and not typed.strip()):
            after = await settings.take_back(event.name, place, who, now)
        else:
            after = await settings.put(event.name, typed, place, who, now)
    except SettingValueError as error:
        raise ChatError(error.reason[:1].upper() + error.reason[1:]) from None
    await event.host.settings_changed()
    note = change_text(after.setting, before.value, after.value, place.server)
    await _show(event, await screen_at(interaction, after.setting.screen, place, f"✅ {note}"))


async def _in_force(event: SettingsEvent, place: SettingPlace) -> InForce:
    wanted = setting_named(event.name)
    shown = await event.host.server_settings.shown(place)
    return next(each for each in shown if each.setting == wanted)


async def _show(event: SettingsEvent, view: ui.LayoutView) -> None:
    await event.interaction.response.edit_message(view=view, allowed_mentions=discord.AllowedMentions.none())


def _typed(part: Any) -> Iterator[str]:
    """What stands in the fields of a form, which lie under labels or in rows."""
    for each in (*part.get("components", ()), *([part["component"]] if "component" in part else [])):
        yield from _typed(each)
    if "value" in part:
        yield str(part["value"])
