"""Who somebody is on Discord, for the rules on who may touch the knowledge; where the bot may write."""

from __future__ import annotations

from typing import Any

import discord
from discord.ext import commands

from bot.cards import _
from bot.chat.errors import RefusedError
from bot.chat.host import host_of
from bot.services import Caller, home_of, require_knowledge_rights


async def require_knowledge_access(interaction: discord.Interaction[Any]) -> None:
    """Let through whoever may touch the knowledge.

    :raises DeniedError: for everybody else.
    """
    settings = host_of(interaction).settings
    home = home_of(settings.home_guild, [guild.id for guild in interaction.client.guilds])
    await require_knowledge_rights(_caller(interaction), home, settings.admin_roles)


def place_to_post(interaction: discord.Interaction[Any]) -> int:
    """The channel of an interaction, to post in.

    :raises RefusedError: the bot could not post there later on.
    """
    elsewhere = _("Write to me directly and follow there.")
    if interaction.guild_id is None:
        if isinstance(interaction.channel, discord.GroupChannel):
            raise RefusedError(_("I may not write here."), elsewhere)
        return interaction.channel_id or 0
    allowed = interaction.app_permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    may = allowed.send_messages_in_threads if in_thread else allowed.send_messages
    # A person's own installation brings commands along, but not the bot.
    if interaction.guild is None or interaction.guild.me is None or not may:
        raise RefusedError(_("I may not write here."), elsewhere)
    return interaction.channel_id or 0


def _caller(interaction: discord.Interaction[Any]) -> Caller:
    client, user = interaction.client, interaction.user
    member = user if isinstance(user, discord.Member) else None

    async def is_owner() -> bool:
        return isinstance(client, commands.Bot | commands.AutoShardedBot) and await client.is_owner(user)

    return Caller(
        server=interaction.guild_id if member else None,
        roles=frozenset(role.id for role in member.roles) if member else frozenset(),
        administrator=interaction.permissions.administrator,
        is_owner=is_owner,
    )
