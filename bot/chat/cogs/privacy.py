"""`/privacy` and `/forgetme`: what is kept of a member, and its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.card import Card, Kind, Line, Tone, block, line
from bot.cards.language import say, say_many
from bot.chat.errors import telling
from bot.chat.render import message

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot


class Privacy(commands.Cog):
    """What is kept, and forgetting it."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="privacy", description="What I keep of you, and for how long")
    async def privacy(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """Tell what the operator's settings let be kept."""
        lines = tuple(line(each, Kind.BULLET) for each in self._kept())
        card = Card(title=say("What I keep"), blocks=(block(*lines),))
        await interaction.response.send_message(**message.drawn(card), ephemeral=True)

    @app_commands.command(name="forgetme", description="Delete what I keep of you")
    async def forgetme(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """Delete all that is kept under the member's name, follows included."""
        async with telling(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            member = interaction.user.id
            gone = await self.bot.records.forget_member(member) + self.bot.conversations.forget(member)
            lines = (
                line(say_many("{count} entry deleted.", "{count} entries deleted.", gone)),
                *self._rest(),
            )
            card = Card(title=say("Forgotten"), tone=Tone.GOOD, blocks=(block(*lines),))
            await interaction.followup.send(**message.drawn(card))

    def _kept(self) -> Iterator[str]:
        settings = self.bot.settings
        days = settings.log_days
        yield {
            "off": say("Questions and feedback: nothing."),
            "anonymous": say_many(
                "Questions and feedback: without names, for {count} day.",
                "Questions and feedback: without names, for {count} days.",
                days,
            ),
            "named": say_many(
                "Questions and feedback: with your Discord number, for {count} day.",
                "Questions and feedback: with your Discord number, for {count} days.",
                days,
            ),
        }[settings.question_log]
        yield say_many(
            "What buttons need (your question, your Discord number, the items shown): {count} day.",
            "What buttons need (your question, your Discord number, the items shown): {count} days.",
            settings.button_days,
        )
        yield say_many(
            "A conversation, so that you can follow up: {count} minute, in memory only.",
            "A conversation, so that you can follow up: {count} minutes, in memory only.",
            settings.remember_minutes,
        )
        yield say("What you follow, until you stop it.")
        yield say("/forgetme deletes what is kept under your name.")

    def _rest(self) -> Iterator[Line]:
        if self.bot.settings.question_log == "anonymous":
            stays = say("Questions kept without names cannot be linked to anybody: they stay for their time.")
            yield line(stays, Kind.HINT)
