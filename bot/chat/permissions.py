"""Who somebody is on Discord, for the rules on who may touch the knowledge; where the bot may write."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import discord
from discord.ext import commands

from bot.cards import _
from bot.chat.errors import RefusedError
from bot.chat.host import Host, host_of, viewer_of
from bot.services import Caller, DeniedError, PlaceSettings, Viewer, require_knowledge_rights

Roles = Callable[[PlaceSettings], Collection[int]]


def publishers(settings: PlaceSettings) -> Collection[int]:
    """The roles of the home server that may draft and publish."""
    return settings.publish_roles


def reloaders(settings: PlaceSettings) -> Collection[int]:
    """The roles of the home server that may reload."""
    return settings.reload_roles


async def require_knowledge_access(interaction: discord.Interaction[Any], roles: Roles | None = None) -> None:
    """Let through whoever may touch the knowledge.

    :param roles: those of the home server that may do this, besides those who may do everything.
    :raises DeniedError: for everybody else.
    """
    host = host_of(interaction)
    home = await host.admission.home([guild.id for guild in interaction.client.guilds])
    allowed = {*host.settings.admin_roles}
    if roles:
        allowed |= {*roles(await host.server_settings.at(viewer_of(interaction)))}
    await require_knowledge_rights(caller_of(interaction), home, allowed)


async def keeps_knowledge(host: Host, caller: Caller) -> bool:
    """Whether somebody may use some of the commands that are for those who keep the knowledge."""
    home = await host.admission.home([guild.id for guild in host.tree.client.guilds])
    here = await host.server_settings.at(Viewer(caller.server))
    keepers = {*host.settings.admin_roles, *publishers(here), *reloaders(here)}
    try:
        await require_knowledge_rights(caller, home, keepers)
    except DeniedError:
        return False
    return True


async def owners_of(client: commands.AutoShardedBot) -> frozenset[int]:
    """Whoever the bot's application belongs to: one person, or a team."""
    if not client.owner_id and not client.owner_ids:
        team = client.application.team if client.application else None
        owner = client.application.owner.id if client.application else 0
        return frozenset(each.id for each in team.members) if team else frozenset((owner,))
    return frozenset(client.owner_ids or (client.owner_id or 0,))


def place_to_post(interaction: discord.Interaction[Any]) -> int:
    """The channel of an interaction, to post in.

    :raises RefusedError: the bot could not post there later on.
    """
    elsewhere = _("Send me a direct message and follow there.")
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


def caller_of(interaction: discord.Interaction[Any]) -> Caller:
    """Whoever used a command or button."""
    return _caller(interaction.client, interaction.user, interaction.permissions)


def author_of(client: discord.Client, member: discord.User | discord.Member | None) -> Caller:
    """Whoever wrote a message, or put a reaction."""
    permissions = member.guild_permissions if isinstance(member, discord.Member) else None
    return _caller(client, member, permissions or discord.Permissions.none())


def _caller(
    client: discord.Client, user: discord.User | discord.Member | None, permissions: discord.Permissions
) -> Caller:
    member = user if isinstance(user, discord.Member) else None

    async def is_owner() -> bool:
        if user is None or not isinstance(client, commands.Bot | commands.AutoShardedBot):
            return False
        return await client.is_owner(user)

    return Caller(
        server=member.guild.id if member else None,
        roles=frozenset(role.id for role in member.roles) if member else frozenset(),
        administrator=permissions.administrator,
        manager=permissions.administrator or permissions.manage_guild,
        is_owner=is_owner,
        moderator=permissions.manage_channels,
    )
