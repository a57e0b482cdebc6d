"""The commands' descriptions in every language that there is a catalogue for."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.cards import catalogue

# Names stay as they are, so that help, documentation and a colleague's advice fit everybody's screen.
_DESCRIBES = {
    app_commands.TranslationContextLocation.command_description,
    app_commands.TranslationContextLocation.group_description,
    app_commands.TranslationContextLocation.parameter_description,
    app_commands.TranslationContextLocation.choice_name,
}


class Catalogues(app_commands.Translator):
    """discord.py's door to the catalogues."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContext[Any, Any],
    ) -> str | None:
        """The description in the locale's language; None where it has no words of its own."""
        in_menu = isinstance(context.data, app_commands.ContextMenu)
        if not in_menu and context.location not in _DESCRIBES:
            return None
        translated = catalogue(locale.value).gettext(string.message)
        return translated if translated != string.message else None
