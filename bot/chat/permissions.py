"""Who may touch the knowledge: it is the operator's, not each server's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.cards.language import _
from bot.chat.errors import RefusedError

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot


def home_of(bot: BriefingBot) -> int | None:
    """The home server: the one in the settings, else the only one that the bot is in."""
    if bot.settings.home_guild is not None:
        return bot.settings.home_guild
    return bot.guilds[0].id if len(bot.guilds) == 1 else None


async def require_keeper(interaction: discord.Interaction[BriefingBot]) -> None:
    """Let through the application's owner or team, and the home server's administrators and named roles.

    Raises RefusedError for everybody else, and for everybody outside the home server.
    """
    bot, member = interaction.client, interaction.user
    home = home_of(bot)
    if home is None:
        raise RefusedError(
            _("I am in several servers, and none is named as my home."),
            _("The operator can name it in BRIEFING_HOME_GUILD."),
        )
    if interaction.guild_id != home or not isinstance(member, discord.Member):
        raise RefusedError(_("The knowledge is kept in another place: use this in my home server."))
    roles = {role.id for role in member.roles}
    if interaction.permissions.administrator or roles & set(bot.settings.admin_roles):
        return
    if not await bot.is_owner(member):
        raise RefusedError(_("Only those who keep the knowledge may do that."))
