"""Which server is the bot's home: its administrators keep the knowledge."""

from __future__ import annotations

from collections.abc import Collection

from bot.records import State, unless_away
from bot.settings import Settings

# The record of the first home, as a server's number.
HOME = "home server"


class Home:
    """The server that the operator names; else the first that the bot was in alone, wherever it is later.

    So whoever invites it elsewhere takes nothing from those who keep the knowledge.
    """

    def __init__(self, state: State, operator: Settings) -> None:
        self._state = state
        self.operator = operator

    async def server(self) -> int | None:
        """Its number; None where it is not known."""
        if self.operator.home_guild is not None:
            return self.operator.home_guild
        noted = await unless_away(self._state.value(HOME), "")
        return int(noted) if noted else None

    async def note(self, servers: Collection[int]) -> None:
        """Take the bot's only server for its home, unless it has one."""
        if len(servers) == 1 and await self.server() is None:
            await unless_away(self._state.keep(HOME, str(next(iter(servers)))), None)
