"""The language and the style of days of each reader: a member's own for commands and buttons, the server's
for messages, unless the place has set another one.
"""

from __future__ import annotations

from typing import Any

import discord

from bot.cards import DateStyle, catalogue, set_date_style, set_locale
from bot.chat.host import host_of, viewer_of
from bot.services import PlaceSettings


async def speak_to_member(interaction: discord.Interaction[Any]) -> PlaceSettings:
    """Say all that follows in this task in the member's language; what is in force where they are."""
    settings = await host_of(interaction).server_settings.at(viewer_of(interaction))
    _speak(settings, interaction.locale.value)
    return settings


def speak_to_server(guild: discord.Guild | None, settings: PlaceSettings) -> None:
    """Say all that follows in this task in the server's language; English in direct messages.

    :param settings: what is in force in the channel.
    """
    _speak(settings, guild.preferred_locale.value if guild else "")


def _speak(settings: PlaceSettings, locale: str) -> None:
    set_locale(catalogue(settings.locale(locale)))
    set_date_style(DateStyle(settings.date_style, settings.zone))
