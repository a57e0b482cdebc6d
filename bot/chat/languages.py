"""The language of each reader: a member's own for commands and buttons, the server's for messages."""

from __future__ import annotations

from typing import Any

import discord

from bot.cards.catalogues import catalogue
from bot.cards.language import speak


def speak_to(interaction: discord.Interaction[Any]) -> None:
    """Say all that follows in this task in the member's language."""
    speak(catalogue(interaction.locale.value))


def speak_in(guild: discord.Guild | None) -> None:
    """Say all that follows in this task in the server's language; English in direct messages."""
    speak(catalogue(guild.preferred_locale.value if guild else ""))
