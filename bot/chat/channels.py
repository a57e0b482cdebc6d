"""Channels by their numbers, as far as Discord has shown them: for what the bot sends or amends by itself."""

from __future__ import annotations

import discord

from bot.chat.host import viewer_in
from bot.services import DirectMessages, Viewer

Channel = discord.abc.GuildChannel | discord.Thread


class Channels:
    """The channels that a client knows; `direct` has what is seen in direct messages."""

    def __init__(self, client: discord.Client, direct: DirectMessages) -> None:
        self._client = client
        self._direct = direct

    def known(self, number: int) -> Channel | None:
        """A server's channel; None for direct messages, and for what Discord has not shown."""
        channel = self._client.get_channel(number)
        return channel if isinstance(channel, Channel) else None

    async def viewer_in(self, number: int) -> Viewer:
        """Whoever reads a channel."""
        known = self.known(number)
        return await self._direct.seen(viewer_in(known, known.guild.id if known else None, number))

    def messageable(self, number: int) -> discord.PartialMessageable:
        """What can be written to, whether Discord has shown the channel or not."""
        return self._client.get_partial_messageable(number)
