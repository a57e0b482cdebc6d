"""What commands, buttons and forms find behind an interaction: its client, by what they use of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ParamSpec, Protocol, TypeVar, cast

import discord
from discord import app_commands

from bot.chat.asking import Asker
from bot.chat.in_hand import InHand
from bot.chat.render.form import Form
from bot.services import (
    Admission,
    DirectMessages,
    Line,
    QuestionJournal,
    Records,
    Reloader,
    ServerSettings,
    Services,
    ShownMessages,
    Viewer,
)
from bot.settings import Settings

P = ParamSpec("P")
R = TypeVar("R")

# Where an interaction keeps who looks in direct messages.
_DIRECT = "direct"
# Seconds to find that out: an interaction is to be acknowledged within three.
_PATIENCE = 1.5


class CardForms(Protocol):
    """How new messages look."""

    async def of(self, interaction: discord.Interaction[Any]) -> Form:
        """The form of what answers a command or button."""

    async def at(self, channel: discord.abc.Snowflake) -> Form:
        """The form of what is written into a channel."""


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
    def direct(self) -> DirectMessages:
        """What is seen in direct messages."""

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
    def forms(self) -> CardForms:
        """How new messages look."""

    @property
    def in_hand(self) -> InHand:
        """What the bot is at."""

    @property
    def settings(self) -> Settings:
        """What the operator sets."""

    @property
    def server_settings(self) -> ServerSettings:
        """What servers and channels set for themselves."""

    @property
    def admission(self) -> Admission:
        """Which servers the bot may be in."""

    async def settings_changed(self) -> None:
        """Do at once what changed settings ask for."""


def host_of(interaction: discord.Interaction[Any]) -> Host:
    """The bot that an interaction came to."""
    return cast(Host, interaction.client)


async def look_directly(interaction: discord.Interaction[Any]) -> None:
    """Find out what is seen in direct messages, where one came from there, for `viewer_of` to know."""
    if interaction.guild_id is None:
        viewer = viewer_in(interaction.channel, None, interaction.channel_id, interaction.user.id)
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                viewer = await host_of(interaction).direct.seen(viewer)
        interaction.extras[_DIRECT] = viewer


def viewer_of(interaction: discord.Interaction[Any], *, private: bool = False) -> Viewer:
    """Who looks: the member where they are; with their roles where nobody else sees what they get."""
    user = interaction.user
    if isinstance(known := interaction.extras.get(_DIRECT), Viewer):
        return known
    viewer = viewer_in(interaction.channel, interaction.guild_id, interaction.channel_id, user.id)
    if not (private and isinstance(user, discord.Member)):
        return viewer
    return viewer._replace(roles=frozenset(role.id for role in user.roles))


async def in_turn(
    interaction: discord.Interaction[Any], call: Callable[P, R], *args: P.args, **kwargs: P.kwargs
) -> R:
    """What a call gives that blocks, made in a thread when it is the member's turn.

    :raises TooManyWaitingError: so much is asked that it does not come soon.
    """
    line = Line(interaction.channel_id, interaction.user.id)
    return await host_of(interaction).services.turns.run(line, call, *args, **kwargs)


def is_private(interaction: discord.Interaction[Any]) -> bool:
    """Whether the command that is being typed is to be answered in private."""
    return bool(getattr(interaction.namespace, "private", False))


def viewer_in(channel: object, server: int | None, number: int | None, member: int | None = None) -> Viewer:
    """Who looks in a channel of this number, which Discord may not have shown; a thread is its channel's."""
    belongs = channel.parent_id if isinstance(channel, discord.Thread) else number
    return Viewer(server, belongs, member)
