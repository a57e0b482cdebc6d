"""`/ask`: a question, answered for all or for whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.asking import AskedQuestion
from bot.chat.discreet import may_be_shown
from bot.chat.errors import privately, report_errors, taking_back
from bot.chat.forms import form_for
from bot.chat.host import viewer_of
from bot.chat.permissions import caller_of, place_to_post
from bot.chat.render import message
from bot.chat.telling import Told, told
from bot.replies import Done

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

# Characters; what is longer is no question any more.
QUESTION = 500


class AskCog(commands.Cog):
    """Questions by command."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="ask", description="Ask who said what, when and where")
    @app_commands.describe(question="What do you want to know?", private="Show the answer only to you")
    async def ask(
        self,
        interaction: discord.Interaction[BriefingBot],
        question: app_commands.Range[str, 1, QUESTION],
        private: bool | None = None,
    ) -> None:
        """Answer in the channel, or to the asker alone."""
        async with report_errors(interaction):
            settings = await self.bot.server_settings.at(viewer_of(interaction))
            hidden = settings.answers_privately if private is None else private
            channel, viewer = interaction.channel_id or 0, viewer_of(interaction, private=hidden)
            asked = await self.bot.asker.question(question, interaction.user.id, channel, viewer)
            await interaction.response.defer(ephemeral=hidden, thinking=True)
            source, reply = await self.bot.asker.ask(asked)
            if isinstance(reply, Told):
                await self._tell(interaction, asked, reply)
                return
            form = form_for(interaction, asked.settings)
            shown = await self.bot.asker.prepare(asked, source, reply, form)
            if not hidden and not may_be_shown(reply, caller_of(interaction), asked.settings):
                async with taking_back(interaction):
                    await message.send_reply(interaction, shown.page, shown.view, form, private=True)
                return
            await message.send_reply(interaction, shown.page, shown.view, form, private=hidden)

    async def _tell(
        self, interaction: discord.Interaction[BriefingBot], asked: AskedQuestion, reply: Told
    ) -> None:
        """Tell whoever asked, and nobody else; a follow is only begun where the bot may post later on."""
        if isinstance(reply, Done):
            place_to_post(interaction)
        await privately(interaction, await told(self.bot, asked, reply, caller_of(interaction)))
