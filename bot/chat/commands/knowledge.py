"""`/knowledge`: reload and status, for those who keep the knowledge."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.keeping import reload_card, status_card
from bot.cards.language import say
from bot.chat import message
from bot.chat.errors import RefusedError, telling
from bot.chat.permissions import require_keeper

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot


class Knowledge(commands.GroupCog, group_name="knowledge", group_description="Keep the knowledge"):
    """The knowledge as its keepers see it; every reply is private."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot
        self._reloading = asyncio.Lock()

    @app_commands.command(name="reload", description="Read the knowledge files anew")
    async def reload(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """Take up what the editors changed; questions are answered meanwhile."""
        async with telling(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await require_keeper(interaction)
            if self._reloading.locked():
                raise RefusedError(say("A reload is under way."), say("Its report comes when it is done."))
            async with self._reloading:
                done = await asyncio.to_thread(self.bot.engine.reload)
            await interaction.followup.send(**message.drawn(reload_card(done)))
            self.bot.dispatch("knowledge_reload", done)

    @app_commands.command(name="status", description="What is known, and how the index stands")
    async def status(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """Show the figures and the problems."""
        async with telling(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await require_keeper(interaction)
            status = await asyncio.to_thread(self.bot.engine.status)
            await interaction.followup.send(**message.drawn(status_card(status)))
