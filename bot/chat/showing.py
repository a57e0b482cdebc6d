"""What a message that was sent shows, as it is noted for the day when some of it is corrected."""

from __future__ import annotations

from typing import Any

import discord

from bot.cards import Card
from bot.chat.host import host_of
from bot.services import EntryShown, Showing


def entries_of(card: Card) -> tuple[EntryShown, ...]:
    """The entries that a card shows, then those that its menu offers besides."""
    offered = {key: imprint for key, imprint in card.offered.items() if key not in card.imprints}
    return (
        *(EntryShown(key, imprint) for key, imprint in card.imprints.items()),
        *(EntryShown(key, imprint, offered=True) for key, imprint in offered.items()),
    )


async def note_shown(
    interaction: discord.Interaction[Any], sent: discord.Message, card: Card, view: str
) -> None:
    """Note what an answer to a command or button shows; `view` is the id of what its buttons need."""
    server = interaction.guild_id or 0
    showing = Showing(sent.id, sent.channel.id, server, view, private=sent.flags.ephemeral)
    await host_of(interaction).shown.note(showing, entries_of(card))
