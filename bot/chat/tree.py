"""The command tree: the one place where a command's language is set and its errors become replies."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.chat.errors import StoppingError, report
from bot.chat.host import host_of, look_directly, viewer_of
from bot.chat.languages import speak_to_member
from bot.chat.pacing import keep_pace
from bot.services import Denial, DeniedError, RateLimitedError, ServerStanding

# Commands that are answered wherever somebody is, and to them alone.
EVERYWHERE = frozenset(("help", "privacy", "forgetme", "settings", "knowledge"))


class BriefingTree(app_commands.CommandTree):
    """Commands whose errors are shown privately, in one friendly sentence."""

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Speak the member's language from here on, and refuse where it may not be used now."""
        settings = await speak_to_member(interaction)
        error: Exception | None = None
        if host_of(interaction).in_hand.stopping:
            error = StoppingError()
        elif _root(interaction) not in EVERYWHERE and not settings.answers(viewer_of(interaction)):
            error = DeniedError(await _why_silent(interaction))
        elif interaction.type is not discord.InteractionType.autocomplete:
            error = await _too_soon(interaction)
        if error is None:
            await look_directly(interaction)
            return True
        if interaction.type is not discord.InteractionType.autocomplete:
            await report(interaction, error)
        return False

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Turn whatever a command raised into a reply."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await report(interaction, cause)


async def _too_soon(interaction: discord.Interaction) -> RateLimitedError | None:
    try:
        await keep_pace(interaction)
    except RateLimitedError as error:
        return error
    return None


def _root(interaction: discord.Interaction) -> str:
    """The first word of the command that is used."""
    data: dict[str, Any] = dict(interaction.data or {})
    return str(data.get("name", ""))


async def _why_silent(interaction: discord.Interaction) -> Denial:
    server = interaction.guild_id
    waits = (
        server and await host_of(interaction).server_settings.standing(server) is not ServerStanding.ADMITTED
    )
    return Denial.WAITING if waits else Denial.SILENT
