"""`/summary`, `/articles`, `/quotes`, `/people`: what there is, with suggestions while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.choices import PRIVATE, article_choices, person_choices
from bot.chat.errors import report_errors
from bot.chat.host import is_private, viewer_of
from bot.chat.render import message
from bot.chat.sources import ArticleSource, ArticlesSource, PeopleSource, QuotesSource

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot


class ListsCog(commands.Cog):
    """The knowledge by article and by person."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="summary", description="An article in short")
    @app_commands.describe(article="Its title, or some words of it", private=PRIVATE)
    async def summary(
        self, interaction: discord.Interaction[BriefingBot], article: str, private: bool | None = None
    ) -> None:
        """Show the editor's summary, or the first facts where none is written."""
        async with report_errors(interaction):
            await message.show_source(interaction, ArticleSource(article=article), private=private)

    @summary.autocomplete("article")
    async def _articles(
        self, interaction: discord.Interaction[BriefingBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        viewer = viewer_of(interaction, private=is_private(interaction))
        return await article_choices(self.bot.services, typed, viewer)

    @app_commands.command(name="articles", description="All articles, the newest first")
    @app_commands.describe(words="Only articles with these words in their titles", private=PRIVATE)
    async def articles(
        self, interaction: discord.Interaction[BriefingBot], words: str = "", private: bool | None = None
    ) -> None:
        """List the articles, a page at a time."""
        async with report_errors(interaction):
            await message.show_source(interaction, ArticlesSource(words=words), private=private)

    @app_commands.command(name="people", description="The people who are quoted, the most quoted first")
    @app_commands.describe(name="Only people with this name", private=PRIVATE)
    async def people(
        self, interaction: discord.Interaction[BriefingBot], name: str = "", private: bool | None = None
    ) -> None:
        """List the people, a page at a time."""
        async with report_errors(interaction):
            await message.show_source(interaction, PeopleSource(words=name), private=private)

    @app_commands.command(name="quotes", description="What somebody said, the newest first")
    @app_commands.describe(person="Who said it", topic="Only what they said about this", private=PRIVATE)
    async def quotes(
        self,
        interaction: discord.Interaction[BriefingBot],
        person: str,
        topic: str = "",
        private: bool | None = None,
    ) -> None:
        """List what a person said, a page at a time."""
        async with report_errors(interaction):
            await message.show_source(interaction, QuotesSource(person=person, topic=topic), private=private)

    @quotes.autocomplete("person")
    async def _people(
        self, interaction: discord.Interaction[BriefingBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        viewer = viewer_of(interaction, private=is_private(interaction))
        return await person_choices(self.bot.services, typed, viewer)
