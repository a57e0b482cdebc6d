"""The command tree: the one place where a command's language is set and its errors become replies."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.chat.errors import StoppingError, report
from bot.chat.host import host_of
from bot.chat.languages import set_member_locale


class BriefingTree(app_commands.CommandTree):
    """Commands whose errors are shown privately, in one friendly sentence."""

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Speak the member's language from here on; nobody is refused, but by a bot that is about to stop."""
        set_member_locale(interaction)
        if not host_of(interaction).in_hand.stopping:
            return True
        if interaction.type is not discord.InteractionType.autocomplete:
            await report(interaction, StoppingError())
        return False

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Turn whatever a command raised into a reply."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await report(interaction, cause)
