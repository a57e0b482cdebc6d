"""What a member sees in their direct messages with the bot: what is public, and what a server of theirs may.

They choose the server. That they are in it is asked of Discord each time anew, but for some minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from bot.records import DirectChoice, DirectChoices, unless_away
from bot.services.viewer import Viewer

# For so long it is taken for granted that somebody is in a server, or not, after Discord has said so.
KNOWN = timedelta(minutes=10)


class UnknownMembershipError(Exception):
    """Discord does not say just now whether somebody is in a server."""


class Memberships(Protocol):
    """Who is in which server, by Discord's word."""

    async def __call__(self, server: int, member: int) -> frozenset[int] | None:
        """A member's roles in a server; None for who is not in it.

        :raises UnknownMembershipError: it cannot be known at the moment.
        """


class _Answer(NamedTuple):
    until: datetime
    roles: frozenset[int] | None


class DirectMessages:
    """Which server counts in whose direct messages.

    :param ask: who is in which server.
    :param clock: the moment now.
    """

    def __init__(self, choices: DirectChoices, ask: Memberships, clock: Callable[[], datetime]) -> None:
        self._choices = choices
        self._ask = ask
        self._clock = clock
        self._known: dict[tuple[int, int], _Answer] = {}

    async def choose(self, choice: DirectChoice) -> None:
        """Let a member see in their direct messages what may be seen in a server."""
        await self._choices.put(choice, self._clock())

    async def take_back(self, member: int) -> bool:
        """Let a member see there what is public alone; whether it was otherwise."""
        return await self._choices.take_back(member)

    async def chosen(self, channel: int) -> int | None:
        """The server that counts in a channel of direct messages, whoever is in it still."""
        choice = await self._choices.of_channel(channel)
        return choice.server if choice else None

    async def seen(self, viewer: Viewer) -> Viewer:
        """The viewer with what they chose, where they look in their own direct messages.

        Anywhere else, for who is not in the server any more, and where that is not known, it is the viewer
        as they were.
        """
        if viewer.server is not None or viewer.channel is None:
            return viewer
        choice = await unless_away(self._choices.of_channel(viewer.channel), None)
        roles = await self._roles(choice.server, choice.member) if choice else None
        if choice is None or roles is None:
            return viewer
        return viewer._replace(direct=choice.server, roles=roles)

    async def _roles(self, server: int, member: int) -> frozenset[int] | None:
        now = self._clock()
        known = self._known.get((server, member))
        if known and known.until > now:
            return known.roles
        self._known = {pair: answer for pair, answer in self._known.items() if answer.until > now}
        try:
            roles = await self._ask(server, member)
        except UnknownMembershipError:
            return None
        self._known[server, member] = _Answer(now + KNOWN, roles)
        return roles
