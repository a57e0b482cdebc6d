"""The language of each reader: a member's own for commands and buttons, the server's for messages."""

from __future__ import annotations

from typing import Any

import discord

from bot.cards import catalogue, set_locale


def set_member_locale(interaction: discord.Interaction[Any]) -> None:
    """Say all that follows in this task in the member's language."""
    set_locale(catalogue(interaction.locale.value))


def set_server_locale(guild: discord.Guild | None) -> None:
    """Say all that follows in this task in the server's language; English in direct messages."""
    set_locale(catalogue(guild.preferred_locale.value if guild else ""))
