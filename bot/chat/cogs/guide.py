"""`/help`: what the bot can do, from its own commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards import Block, Card, Line, LineKind, Span, TextStyle, _, block, line
from bot.chat.render import message

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot


class HelpCog(commands.Cog):
    """Help."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="help", description="What I can do, and how to ask")
    async def help(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """List the commands to whoever asks."""
        await interaction.response.send_message(**message.drawn(self._card()), ephemeral=True)

    def _card(self) -> Card:
        ways = block(
            line(_("I answer only with the words that editors wrote down, and say where they stand.")),
            line(_("Mention me, reply to me, write to me directly, or use /ask. For example:")),
            line(_("what did Hegseth say about China?"), LineKind.BULLET),
            line(_("who spoke of a new golden age?"), LineKind.BULLET),
            line(_("and what about Russia?"), LineKind.BULLET),
        )
        return Card(title=_("Briefing Bot"), blocks=(ways, Block(lines=tuple(self._commands()))))

    def _commands(self) -> Iterator[Line]:
        for command in self.bot.tree.walk_commands():
            if isinstance(command, app_commands.Command):
                name = Span(text=f"/{command.qualified_name}", style=TextStyle.STRONG)
                yield Line(spans=(name, Span(text=f" — {_(command.description)}")), kind=LineKind.BULLET)
