"""Who somebody is on Discord, for the rules on who may touch the knowledge."""

from __future__ import annotations

from typing import Any

import discord
from discord.ext import commands

from bot.chat.host import host_of
from bot.services import Caller, home_of, require_knowledge_rights


async def require_knowledge_access(interaction: discord.Interaction[Any]) -> None:
    """Let through whoever may touch the knowledge.

    :raises DeniedError: for everybody else.
    """
    settings = host_of(interaction).settings
    home = home_of(settings.home_guild, [guild.id for guild in interaction.client.guilds])
    await require_knowledge_rights(_caller(interaction), home, settings.admin_roles)


def _caller(interaction: discord.Interaction[Any]) -> Caller:
    client, user = interaction.client, interaction.user
    member = user if isinstance(user, discord.Member) else None

    async def is_owner() -> bool:
        return isinstance(client, commands.Bot) and await client.is_owner(user)

    return Caller(
        server=interaction.guild_id if member else None,
        roles=frozenset(role.id for role in member.roles) if member else frozenset(),
        administrator=interaction.permissions.administrator,
        is_owner=is_owner,
    )
