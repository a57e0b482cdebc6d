"""The colour of each temper of a card."""

from __future__ import annotations

import discord

from bot.cards import CardStyle

COLOURS = {
    CardStyle.ANSWER: discord.Colour(0x2E7D4F),
    CardStyle.UNSURE: discord.Colour(0xC98A1B),
    CardStyle.UNKNOWN: discord.Colour(0x7A7F87),
    CardStyle.NOTICE: discord.Colour(0x3A6EA5),
    CardStyle.GOOD: discord.Colour(0x2E7D4F),
    CardStyle.ERROR: discord.Colour(0xB3372F),
}
