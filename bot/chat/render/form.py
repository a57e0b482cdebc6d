"""The forms in which Discord shows a card."""

from __future__ import annotations

from enum import StrEnum

import discord


class Form(StrEnum):
    """How a message shows its card; the values are those of the setting `cards`.

    TEXT is plain text, EMBED an embed with its buttons below, LAYOUT components with their own buttons.
    """

    TEXT = "text"
    EMBED = "embeds"
    LAYOUT = "layout"


def form_of(message: discord.Message) -> Form:
    """How a message looks that was sent: it keeps its form as long as it is there."""
    if message.flags.components_v2:
        return Form.LAYOUT
    return Form.EMBED if message.embeds else Form.TEXT
