"""`/search`: words, "exact phrases", -without, speaker:, source:, after: and before:."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.choices import PRIVATE, search_choices
from bot.chat.errors import report_errors
from bot.chat.host import is_private, viewer_of
from bot.chat.render import message
from bot.chat.sources import SearchSource

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

# Characters; what is longer is no search any more.
SEARCH = 300


class SearchCog(commands.Cog):
    """Searching for words."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="search", description="Find every quote and fact that matches your search")
    @app_commands.describe(
        query='Words, "an exact phrase", -without, speaker:, source:, after: or before:',
        private=PRIVATE,
    )
    async def search(
        self,
        interaction: discord.Interaction[BriefingBot],
        query: app_commands.Range[str, 1, SEARCH],
        private: bool | None = None,
    ) -> None:
        """List what has all of it, the best first, a page at a time."""
        async with report_errors(interaction):
            day = await asyncio.to_thread(self.bot.services.today, viewer_of(interaction))
            await message.show_source(interaction, SearchSource(query=query, today=day), private=private)

    @search.autocomplete("query")
    async def _names(
        self, interaction: discord.Interaction[BriefingBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        viewer = viewer_of(interaction, private=is_private(interaction))
        return await search_choices(self.bot.services, typed, viewer)
