"""`/help`: what the bot can do, from its own commands."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.errors import report_errors
from bot.chat.host import viewer_of
from bot.chat.permissions import caller_of
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
        """List examples and commands to whoever asks, those that are for them."""
        async with report_errors(interaction):
            viewer = viewer_of(interaction, private=True)
            examples = await asyncio.to_thread(self.bot.services.guide, viewer)
            card = await guide_card(self.bot, examples, caller_of(interaction))
            await interaction.response.send_message(**await message.alone(interaction, card), ephemeral=True)
