"""`/follow`, `/following`, `/unfollow`: what is new on a person or topic, posted where it is followed."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Collection
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot.cards import Card, CardStyle, LineKind, _, block, line, notice_card
from bot.chat.choices import CHOICES, LENGTH, person_choices, person_named
from bot.chat.errors import RefusedError, report_errors
from bot.chat.host import viewer_of
from bot.chat.permissions import caller_of, place_to_post
from bot.chat.render import message
from bot.replies import Reload
from bot.services import Follow, RecordsAwayError, Subject, may_follow, require_follow_rights

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

log = logging.getLogger(__name__)

# Characters of a topic: some words, as they are searched for.
TOPIC = 100
# Hours between two looks at what is new and at what waits for the daily limit to let it through.
LOOK_HOURS = 3
# Minutes between two looks at what waited for the end of quiet hours.
WAIT_MINUTES = 10


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

    @tasks.loop(minutes=WAIT_MINUTES)
    async def _deliver(self) -> None:
        """Post what waited for the end of quiet hours."""
        await self.bot.wait_until_ready()
        await self._safely(self.notifier.deliver())
        if not self.notifier.held_back:
            self._deliver.stop()

    async def _news(self, articles: Collection[str] = ()) -> None:
        await self._safely(self.notifier.run(articles))
        if self.notifier.held_back and not self._deliver.is_running():
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

    @app_commands.command(name="follow", description="Post here what is new on a person or a topic")
    @app_commands.describe(person="Whose new statements", topic="Words that new statements or facts have")
    async def follow(
        self,
        interaction: discord.Interaction[BriefingBot],
        person: str = "",
        topic: app_commands.Range[str, 0, TOPIC] = "",
    ) -> None:
        """Follow one person or one topic in this channel."""
        async with report_errors(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            settings = await self.bot.server_settings.at(viewer_of(interaction))
            require_follow_rights(caller_of(interaction), settings)
            kind, subject = await self._subject(interaction, person, " ".join(topic.split()))
            channel = place_to_post(interaction)
            if not await self.notifier.follow(channel, interaction.user.id, (kind, subject)):
                raise RefusedError(_("{subject} is followed here already.", subject=subject))
            sentence = _("What is new on {subject} will be posted here.", subject=subject)
            await interaction.followup.send(**await message.alone(interaction, notice_card(sentence)))

    @follow.autocomplete("person")
    async def _people(
        self, interaction: discord.Interaction[BriefingBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        return await person_choices(self.bot.services, typed, viewer_of(interaction))

    @app_commands.command(name="following", description="What is followed here")
    async def following(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """List what this channel follows."""
        async with report_errors(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            follows = await self.notifier.followed(interaction.channel_id or 0)
            lines = [line(f"{_kind(each)}: {each.subject}", LineKind.BULLET) for each in follows]
            shown = lines or [line(_("Nothing is followed here. /follow begins it."))]
            card = Card(title=_("Followed here"), blocks=(block(*shown),))
            await interaction.followup.send(**await message.alone(interaction, card))

    @app_commands.command(name="unfollow", description="Post no more here on a person or topic")
    @app_commands.describe(subject="What is followed here")
    async def unfollow(self, interaction: discord.Interaction[BriefingBot], subject: str) -> None:
        """Stop following in this channel."""
        async with report_errors(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            settings = await self.bot.server_settings.at(viewer_of(interaction))
            only = None if may_follow(caller_of(interaction), settings) else interaction.user.id
            ended = await self.notifier.unfollow(interaction.channel_id or 0, subject, only)
            if not ended:
                raise RefusedError(_("{subject} is not followed here.", subject=subject))
            sentence = _("{subject} is no longer followed here.", subject=ended[0].subject)
            card = notice_card(sentence).model_copy(update={"style": CardStyle.GOOD})
            await interaction.followup.send(**await message.alone(interaction, card))

    @unfollow.autocomplete("subject")
    async def _followed(
        self, interaction: discord.Interaction[BriefingBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        near = await self.notifier.followed(interaction.channel_id or 0, typed)
        return [
            app_commands.Choice(name=f"{_kind(each)}: {each.subject}"[:LENGTH], value=each.subject[:LENGTH])
            for each in near[:CHOICES]
        ]

    async def _subject(
        self, interaction: discord.Interaction[BriefingBot], person: str, topic: str
    ) -> tuple[Subject, str]:
        """What is to be followed. Raises RefusedError where it is not one thing, UnknownError for nobody."""
        if bool(person) == bool(topic):
            raise RefusedError(_("Name one person, or one topic."))
        if topic:
            return Subject.TOPIC, topic
        return Subject.PERSON, await person_named(self.bot.services, person, viewer_of(interaction))


def _kind(follow: Follow) -> str:
    return _("Person") if follow.kind is Subject.PERSON else _("Topic")
