"""`/privacy` and `/forgetme`: what is kept of a member, and its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards import Card, CardStyle, Line, LineKind, _, block, line, ngettext
from bot.chat.errors import report_errors
from bot.chat.host import viewer_of
from bot.chat.render import message
from bot.services import Forgotten, Retention

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot


class PrivacyCog(commands.Cog):
    """What is kept, and forgetting it."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="privacy", description="What I keep about you, and for how long")
    async def privacy(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """Say what may be kept where it is asked."""
        kept = await self.bot.privacy.retention(viewer_of(interaction))
        lines = tuple(line(each, LineKind.BULLET) for each in _sentences(kept))
        card = Card(title=_("What I keep"), blocks=(block(*lines),))
        await interaction.response.send_message(**await message.alone(interaction, card), ephemeral=True)

    @app_commands.command(name="forgetme", description="Delete what I keep about you")
    async def forgetme(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """Delete all that is kept under the member's name; what channels follow goes on without it."""
        async with report_errors(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            gone = await self.bot.privacy.forget_member(interaction.user.id, viewer_of(interaction))
            lines = (
                line(ngettext("{count} entry deleted.", "{count} entries deleted.", gone.entries)),
                *_unlinked(gone),
            )
            card = Card(title=_("Forgotten"), style=CardStyle.GOOD, blocks=(block(*lines),))
            await interaction.followup.send(**await message.alone(interaction, card))


def _sentences(kept: Retention) -> Iterator[str]:
    days = kept.question_days
    yield {
        "off": _("Questions and feedback: nothing."),
        "anonymous": ngettext(
            "Questions and feedback: without names, for {count} day.",
            "Questions and feedback: without names, for {count} days.",
            days,
        ),
        "named": ngettext(
            "Questions and feedback: with your Discord id, for {count} day.",
            "Questions and feedback: with your Discord id, for {count} days.",
            days,
        ),
    }[kept.questions]
    yield ngettext(
        "What buttons need (your question, what you had checked, your Discord id, the items "
        "shown): {count} day.",
        "What buttons need (your question, what you had checked, your Discord id, the items "
        "shown): {count} days.",
        kept.view_days,
    )
    if kept.recall_days:
        yield ngettext(
            "Which message showed which quotes, so that a correction reaches it: {count} day.",
            "Which message showed which quotes, so that a correction reaches it: {count} days.",
            kept.recall_days,
        )
    yield ngettext(
        "A conversation, so that you can follow up: {count} minute, in memory only.",
        "A conversation, so that you can follow up: {count} minutes, in memory only.",
        kept.conversation_minutes,
    )
    yield _("What you follow, until you stop it; beside what a channel follows stands who began it.")
    yield _("The server you chose with /settings dm, until you choose otherwise.")
    yield ngettext(
        "When I leave a server, everything kept about it is deleted after {count} day.",
        "When I leave a server, everything kept about it is deleted after {count} days.",
        kept.leave_days,
    )
    yield _("/forgetme deletes what is kept under your name.")


def _unlinked(gone: Forgotten) -> Iterator[Line]:
    if gone.unnamed:
        yield line(
            ngettext(
                "{count} follow of a channel that you began goes on without your name.",
                "{count} follows of channels that you began go on without your name.",
                gone.unnamed,
            )
        )
    if gone.unlinked_stay:
        stays = _(
            "Questions kept without names cannot be linked to anybody, so they stay until their time is up."
        )
        yield line(stays, LineKind.HINT)
