"""In which form a new message shows its card: as the place's setting says, as plain text where nothing may be
embedded."""

from __future__ import annotations

from typing import Any

import discord

from bot.chat.host import viewer_in, viewer_of
from bot.chat.render.form import Form
from bot.services import PlaceSettings, ServerSettings


class Forms:
    """Looks up the form of new messages, where their place's settings are not at hand."""

    def __init__(self, settings: ServerSettings) -> None:
        self._settings = settings

    async def of(self, interaction: discord.Interaction[Any]) -> Form:
        """The form of what answers a command or button."""
        return form_for(interaction, await self._settings.at(viewer_of(interaction)))

    async def at(self, channel: discord.abc.Snowflake) -> Form:
        """The form of what is written into a channel."""
        guild: discord.Guild | None = getattr(channel, "guild", None)
        viewer = viewer_in(channel, guild.id if guild else None, channel.id)
        return form_in(channel, await self._settings.at(viewer))


def form_for(interaction: discord.Interaction[Any], settings: PlaceSettings) -> Form:
    """The form of what answers a command or button, where its place's settings are known."""
    bare = interaction.guild_id is not None and not interaction.app_permissions.embed_links
    return Form.TEXT if bare else Form(settings.cards)


def form_in(channel: discord.abc.Snowflake, settings: PlaceSettings) -> Form:
    """The form of what is written into a channel; in direct messages everything is allowed."""
    known = channel if isinstance(channel, discord.abc.GuildChannel | discord.Thread) else None
    if known and known.guild and not known.permissions_for(known.guild.me).embed_links:
        return Form.TEXT
    return Form(settings.cards)
