"""`/timeline`, `/compare`, `/who-said`, `/person`: who said what about what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.choices import PRIVATE, person_choices
from bot.chat.errors import report_errors
from bot.chat.host import is_private, viewer_of
from bot.chat.render import message
from bot.chat.sources import ComparedSource, PersonSource, TimelineSource, WhoSaidSource

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

# Characters of a passage that somebody remembers; a whole paragraph, and within Discord's own limit.
PASSAGE = 1000


class SaidCog(commands.Cog):
    """People, their subjects and their words."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="timeline", description="What somebody said about a subject over time")
    @app_commands.describe(person="Who said it", topic="What it is about", private=PRIVATE)
    async def timeline(
        self,
        interaction: discord.Interaction[BriefingBot],
        person: str,
        topic: str = "",
        private: bool | None = None,
    ) -> None:
        """List what a person said, the oldest first, under the day of each."""
        async with report_errors(interaction):
            await message.show_source(
                interaction, TimelineSource(person=person, topic=topic), private=private
            )

    @app_commands.command(name="compare", description="What two people said about the same subject")
    @app_commands.describe(first="Who said it", second="Who else", topic="What it is about", private=PRIVATE)
    async def compare(
        self,
        interaction: discord.Interaction[BriefingBot],
        first: str,
        second: str,
        topic: str = "",
        private: bool | None = None,
    ) -> None:
        """Set two people's words beside each other."""
        async with report_errors(interaction):
            await message.show_source(
                interaction, ComparedSource(first=first, second=second, topic=topic), private=private
            )

    @app_commands.command(name="who-said", description="Find out whose words these are, as you remember them")
    @app_commands.describe(words="The words, exactly or nearly", private=PRIVATE)
    async def who_said(
        self,
        interaction: discord.Interaction[BriefingBot],
        words: app_commands.Range[str, 1, PASSAGE],
        private: bool | None = None,
    ) -> None:
        """Find the quotes that have these words, the closest first."""
        async with report_errors(interaction):
            await message.show_source(interaction, WhoSaidSource(words=words), private=private)

    @app_commands.command(name="person", description="Who somebody is: role, statements, subjects")
    @app_commands.describe(name="Their name", private=PRIVATE)
    async def person(
        self, interaction: discord.Interaction[BriefingBot], name: str, private: bool | None = None
    ) -> None:
        """Show a person's roles, number of statements, main subjects, first and latest."""
        async with report_errors(interaction):
            await message.show_source(interaction, PersonSource(person=name), private=private)

    @timeline.autocomplete("person")
    @compare.autocomplete("first")
    @compare.autocomplete("second")
    @person.autocomplete("name")
    async def _people(
        self, interaction: discord.Interaction[BriefingBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        viewer = viewer_of(interaction, private=is_private(interaction))
        return await person_choices(self.bot.services, typed, viewer)
