"""What commands, buttons and forms find behind an interaction: its client, by what they use of it."""

from __future__ import annotations

from typing import Any, Protocol, cast

import discord
from discord import app_commands

from bot.chat.asking import Asker
from bot.chat.in_hand import InHand
from bot.services import QuestionJournal, Records, Reloader, ServerSettings, Services, ShownMessages, Viewer
from bot.settings import Settings


class Host(Protocol):
    """The bot, without Discord."""

    @property
    def services(self) -> Services:
        """Replies out of the knowledge."""

    @property
    def records(self) -> Records:
        """What outlives a restart."""

    @property
    def tree(self) -> app_commands.CommandTree[Any]:
        """The commands."""

    @property
    def asker(self) -> Asker:
        """Asks on behalf of members."""

    @property
    def journal(self) -> QuestionJournal:
        """Notes questions and opinions."""

    @property
    def shown(self) -> ShownMessages:
        """Notes what messages show."""

    @property
    def reloader(self) -> Reloader:
        """Reads the knowledge anew."""

    @property
    def in_hand(self) -> InHand:
        """What the bot is at."""

    @property
    def settings(self) -> Settings:
        """What the operator sets."""

    @property
    def server_settings(self) -> ServerSettings:
        """What servers and channels set for themselves."""


def host_of(interaction: discord.Interaction[Any]) -> Host:
    """The bot that an interaction came to."""
    return cast(Host, interaction.client)


def viewer_of(interaction: discord.Interaction[Any]) -> Viewer:
    """Who looks: the member where they are."""
    return viewer_in(interaction.channel, interaction.guild_id, interaction.channel_id, interaction.user.id)


def viewer_in(channel: object, server: int | None, number: int | None, member: int | None = None) -> Viewer:
    """Who looks in a channel of this number, which Discord may not have shown; a thread is its channel's."""
    belongs = channel.parent_id if isinstance(channel, discord.Thread) else number
    return Viewer(server, belongs, member)
