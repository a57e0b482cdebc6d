"""`/knowledge`: reload, status, recall and ingest, for those who keep the knowledge."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards import recalls_card, reload_card, status_card
from bot.chat.components.drafts import drafted
from bot.chat.errors import report_errors
from bot.chat.host import viewer_of
from bot.chat.permissions import publishers, reloaders, require_knowledge_access
from bot.chat.render import message
from bot.services import Deed, note_deed, recalled_seen

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot


# Discord offers it to those who may manage the server; who else keeps the knowledge is let in there, in the
# server's settings for integrations. Whoever uses it is asked for their right all the same.
@app_commands.default_permissions(manage_guild=True)
class KnowledgeCog(commands.GroupCog, group_name="knowledge", group_description="Manage the knowledge"):
    """The knowledge for those who may change it; every reply is private."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="reload", description="Read the knowledge files again")
    @app_commands.describe(confirm="Say that files which have all vanished are meant to be gone")
    async def reload(self, interaction: discord.Interaction[BriefingBot], confirm: bool = False) -> None:
        """Take up what the editors changed; questions are answered meanwhile."""
        async with report_errors(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await require_knowledge_access(interaction, reloaders)
            done = await self.bot.reloader.now(confirmed=confirm)
            viewer = viewer_of(interaction, private=True)
            await note_deed(self.bot.records, Deed.RELOAD, viewer, discord.utils.utcnow())
            done = await asyncio.to_thread(self.bot.services.reload_seen, done, viewer)
            await interaction.followup.send(**await message.alone(interaction, reload_card(done)))

    @app_commands.command(name="status", description="What I know, and the state of the index")
    async def status(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """Show the figures and the problems."""
        async with report_errors(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await require_knowledge_access(interaction, reloaders)
            status = await asyncio.to_thread(self.bot.services.status, viewer_of(interaction, private=True))
            await interaction.followup.send(**await message.alone(interaction, status_card(status)))

    @app_commands.command(name="recall", description="Answers that showed something corrected since then")
    async def recall(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """List the answers of the last days that were amended, and those that cannot be."""
        async with report_errors(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await require_knowledge_access(interaction)
            viewer = await self.bot.server_settings.zoned(viewer_of(interaction, private=True))
            found = await recalled_seen(self.bot.records, self.bot.services, viewer, self.bot.settings.zone())
            await interaction.followup.send(**await message.alone(interaction, recalls_card(found)))

    @app_commands.command(name="ingest", description="Draft a knowledge file from an article")
    @app_commands.describe(
        article="Text, HTML, .docx, .pdf, mail or a feed", source="The newspaper, agency or site"
    )
    async def ingest(
        self, interaction: discord.Interaction[BriefingBot], article: discord.Attachment, source: str = ""
    ) -> None:
        """Show what was read out of an article, with buttons to correct, publish or discard it."""
        async with report_errors(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await require_knowledge_access(interaction, publishers)
            draft = await drafted(article, source, self.bot.services.knowledge)
            await message.show_source(interaction, draft, private=True)
