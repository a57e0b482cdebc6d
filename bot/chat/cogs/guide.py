"""`/help`: what the bot can do, from its own commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.render import message
from bot.chat.telling import guide_card

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot


class HelpCog(commands.Cog):
    """Help."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="help", description="What I can do, and how to ask")
    async def help(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """List the commands to whoever asks."""
        await interaction.response.send_message(
            **await message.alone(interaction, guide_card(self.bot)), ephemeral=True
        )
