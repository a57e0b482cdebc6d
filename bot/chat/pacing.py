"""How fast somebody may go on: messages, commands, buttons, menus and forms count together."""

from __future__ import annotations

from typing import Any

import discord

from bot.chat.host import Host, host_of, viewer_of
from bot.chat.permissions import caller_of
from bot.services import Caller, PlaceSettings, has_own_pace


async def is_editor(host: Host, caller: Caller, settings: PlaceSettings) -> bool:
    """Whether somebody goes at the pace of editors."""
    at_home = caller.server is not None and await host.server_settings.is_home(caller.server)
    return has_own_pace(caller, settings, host.settings.admin_roles, at_home=at_home)


async def keep_pace(interaction: discord.Interaction[Any]) -> None:
    """Count a command, or the use of a button, menu or form.

    :raises RateLimitedError: the member or channel must wait.
    """
    host = host_of(interaction)
    settings = await host.server_settings.at(viewer_of(interaction))
    editor = await is_editor(host, caller_of(interaction), settings)
    now, channel = discord.utils.utcnow(), interaction.channel_id or 0
    host.asker.limiter.check(interaction.user.id, channel, now, settings.pace, editor=editor)
