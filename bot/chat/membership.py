"""Who is in which server, asked of Discord: the bot may not be told of members who come and go."""

from __future__ import annotations

import asyncio

import discord

from bot.chat.errors import DISCORDS
from bot.services import UnknownMembershipError

PATIENCE = 5.0
"""Seconds for Discord's answer: what is said without it is of use soon."""


class DiscordMemberships:
    """Asks through a client of Discord."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def __call__(self, server: int, member: int) -> frozenset[int] | None:
        """A member's roles in a server; None for who is not in it.

        :raises UnknownMembershipError: the bot is not in the server, or Discord does not answer in time.
        """
        guild = self._client.get_guild(server)
        if guild is None:
            raise UnknownMembershipError
        try:
            found = await asyncio.wait_for(guild.fetch_member(member), PATIENCE)
        except discord.NotFound:
            return None
        except DISCORDS as error:
            raise UnknownMembershipError from error
        return frozenset(role.id for role in found.roles)
