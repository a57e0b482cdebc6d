"""`/verify` and the message menu "Check quotations": did somebody really say that?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.choices import person_choices
from bot.chat.errors import report_errors
from bot.chat.host import viewer_of
from bot.chat.render import message
from bot.chat.sources import CheckedSource, VerdictSource

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

# Characters of a quotation: several paragraphs, and within what a command's option holds.
QUOTATION = 2000
CHECK = "Check quotations"


class VerifyCog(commands.Cog):
    """Quotations, letter by letter."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot
        self._menu = app_commands.ContextMenu(name=CHECK, callback=self.check)

    async def cog_load(self) -> None:
        """Put the menu's entry up; a cog's decorators cannot."""
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the entry down."""
        self.bot.tree.remove_command(CHECK, type=discord.AppCommandType.message)

    async def check(self, interaction: discord.Interaction[BriefingBot], target: discord.Message) -> None:
        """Check every quotation in somebody's message, for whoever asks alone; they may share it."""
        async with report_errors(interaction):
            await message.show_source(interaction, CheckedSource(text=target.content), private=True)

    @app_commands.command(name="verify", description="Check whether somebody really said that, word for word")
    @app_commands.describe(
        quotation="The words", speaker="Who is said to have said them", private="Show it to nobody but you"
    )
    async def verify(
        self,
        interaction: discord.Interaction[BriefingBot],
        quotation: app_commands.Range[str, 1, QUOTATION],
        speaker: str = "",
        private: bool = False,
    ) -> None:
        """Give the verdict with both texts and their differences."""
        async with report_errors(interaction):
            source = VerdictSource(quotation=quotation, speaker=speaker or None)
            await message.show_source(interaction, source, private=private)

    @verify.autocomplete("speaker")
    async def _people(
        self, interaction: discord.Interaction[BriefingBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        return await person_choices(self.bot.services, typed, viewer_of(interaction))
