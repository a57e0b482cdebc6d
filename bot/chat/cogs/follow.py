"""`/follow`, `/following`, `/unfollow`: what is new on a person or topic, posted where it is followed."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Collection
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot.cards import _
from bot.chat.choices import CHOICES, LENGTH, person_choices, person_named
from bot.chat.errors import RefusedError, report_errors
from bot.chat.host import viewer_of
from bot.chat.permissions import place_to_post
from bot.chat.telling import run_errand
from bot.replies import Done, Reload, Rhythm
from bot.services import Follow, RecordsAwayError, Subject

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

log = logging.getLogger(__name__)

# Characters of a topic: some words, as they are searched for.
TOPIC = 100
# Hours between two looks at what is new and at what waits for the daily limit to let it through.
LOOK_HOURS = 3
_WHEN = [
    app_commands.Choice(name="At once", value=Rhythm.AT_ONCE.value),
    app_commands.Choice(name="Once a day", value=Rhythm.DAILY.value),
    app_commands.Choice(name="Once a week", value=Rhythm.WEEKLY.value),
]


class FollowCog(commands.Cog):
    """Follows of channels and direct messages."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot
        self.notifier = bot.notifier
        self._looked = discord.utils.utcnow()

    async def cog_load(self) -> None:
        """Begin to look for what waits."""
        self._look.start()
        self._wait_for_embargoes()

    async def cog_unload(self) -> None:
        """Look no longer."""
        self._look.cancel()
        self._deliver.cancel()
        self._open.cancel()

    @commands.Cog.listener()
    async def on_knowledge_reload(self, done: Reload) -> None:
        """Post what a reload brought on what is followed."""
        self._wait_for_embargoes()
        await self._news({*done.added, *done.changed})

    @tasks.loop(hours=LOOK_HOURS)
    async def _look(self) -> None:
        """Post what came while the bot was down, and what waited for another day."""
        await self.bot.wait_until_ready()
        await self._news()

    @tasks.loop(minutes=1)
    async def _open(self) -> None:
        """Post what an embargo held back until now."""
        await self.bot.wait_until_ready()
        ended, self._looked = self.bot.services.embargo_ended(self._looked)
        if ended:
            await self._news()
        if not self.bot.services.holds_back(self._looked):
            self._open.stop()

    def _wait_for_embargoes(self) -> None:
        """Look each minute whether one is over, as long as there are some to wait for."""
        if self.bot.services.holds_back(self._looked) and not self._open.is_running():
            self._open.start()

    @tasks.loop(minutes=1)
    async def _deliver(self) -> None:
        """Post what waited for the end of quiet hours, or for the hour of a digest."""
        await self.bot.wait_until_ready()
        wakes = self.notifier.wakes
        if wakes and wakes <= discord.utils.utcnow():
            await self._safely(self.notifier.deliver())
        if not self.notifier.wakes:
            self._deliver.stop()

    @commands.Cog.listener()
    async def on_settings_change(self) -> None:
        """Post what may be posted from now on."""
        await self._safely(self.notifier.deliver())
        self._wait_to_deliver()

    async def _news(self, articles: Collection[str] = ()) -> None:
        await self._safely(self.notifier.run(articles))
        self._wait_to_deliver()

    def _wait_to_deliver(self) -> None:
        if self.notifier.wakes and not self._deliver.is_running():
            self._deliver.start()

    @staticmethod
    async def _safely(looking: Awaitable[None]) -> None:
        try:
            await looking
        except RecordsAwayError:
            log.info("What is followed is looked through later: the records are away.")
        except Exception:
            # The loop must outlive what went wrong once.
            log.exception("What is followed could not be looked through; the next look tries again.")

    @app_commands.command(name="follow", description="Post news about a person or topic here")
    @app_commands.describe(
        person="Whose new statements",
        topic="Words that the new statements or facts contain",
        when="When news is posted; leave it out to use this channel's setting",
    )
    @app_commands.choices(when=_WHEN)
    async def follow(
        self,
        interaction: discord.Interaction[BriefingBot],
        person: str = "",
        topic: app_commands.Range[str, 0, TOPIC] = "",
        when: str = "",
    ) -> None:
        """Follow one person or one topic in this channel."""
        async with report_errors(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            topic = " ".join(topic.split())
            if bool(person) == bool(topic):
                raise RefusedError(_("Name one person, or one topic."))
            place_to_post(interaction)
            viewer = viewer_of(interaction)
            subject = topic or await person_named(self.bot.services, person, viewer)
            wanted = Done(what="follow", subject=subject, topic=bool(topic))
            await run_errand(interaction, wanted, Rhythm(when) if when else None)

    @follow.autocomplete("person")
    async def _people(
        self, interaction: discord.Interaction[BriefingBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        return await person_choices(self.bot.services, typed, viewer_of(interaction))

    @app_commands.command(name="following", description="What is followed here, and who began it")
    async def following(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """List what this channel follows."""
        async with report_errors(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await run_errand(interaction, Done(what="following"))

    @app_commands.command(name="unfollow", description="Stop posting news about a person or topic here")
    @app_commands.describe(subject="What is followed here")
    async def unfollow(self, interaction: discord.Interaction[BriefingBot], subject: str) -> None:
        """Stop following in this channel."""
        async with report_errors(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await run_errand(interaction, Done(what="unfollow", subject=subject))

    @unfollow.autocomplete("subject")
    async def _followed(
        self, interaction: discord.Interaction[BriefingBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        near = await self.notifier.followed(interaction.channel_id or 0, typed)
        return [
            app_commands.Choice(name=f"{_kind(each)}: {each.subject}"[:LENGTH], value=each.subject[:LENGTH])
            for each in near[:CHOICES]
        ]


def _kind(follow: Follow) -> str:
    return _("Person") if follow.kind is Subject.PERSON else _("Topic")
