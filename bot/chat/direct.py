"""The server whose knowledge a member sees in their direct messages: chosen, and said."""

from __future__ import annotations

from typing import Any

import discord

from bot.cards import Card, CardStyle, LineKind, _, block, line
from bot.chat.errors import RefusedError
from bot.chat.host import host_of
from bot.services import DirectChoice
from bot.text import discord_line

SERVER, PUBLIC = "server", "public"
"""What can be chosen."""


async def choose_directly(interaction: discord.Interaction[Any], show: str) -> None:
    """Take up what a member chose; nothing where that is "".

    :raises RefusedError: there is no server, or the bot is not in it.
    """
    host = host_of(interaction)
    if show == PUBLIC:
        await host.direct.take_back(interaction.user.id)
    if show != SERVER:
        return
    if interaction.guild_id is None:
        raise RefusedError(_("There is no server here."), _("Use the command in the server you mean."))
    if interaction.client.get_guild(interaction.guild_id) is None:
        raise RefusedError(
            _("I'm not in this server myself, so I can't tell whether you are."),
            _("Use the command in a server that has me as a member."),
        )
    channel = await interaction.user.create_dm()
    await host.direct.choose(DirectChoice(interaction.user.id, interaction.guild_id, channel.id))


async def direct_card(interaction: discord.Interaction[Any], *, changed: bool) -> Card:
    """What a member sees in direct messages, as it is set now."""
    channel = await interaction.user.create_dm()
    chosen = await host_of(interaction).direct.chosen(channel.id)
    guild = interaction.client.get_guild(chosen) if chosen else None
    if chosen is None:
        lines = [line(_("In direct messages you see what everybody may see."))]
    else:
        name = discord_line(guild.name) if guild else _("a server that I am no longer in")
        lines = [
            line(_("In direct messages you see what members of {server} may see.", server=name)),
            line(_("This works as long as you are a member there."), LineKind.HINT),
        ]
    style = CardStyle.GOOD if changed else CardStyle.NOTICE
    return Card(title=_("Direct messages"), style=style, blocks=(block(*lines),))
