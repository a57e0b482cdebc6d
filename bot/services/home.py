"""Which server is the bot's home: its administrators keep the knowledge."""

from __future__ import annotations

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
        self._first: int | None = None
        self._is_read = False

    async def server(self) -> int | None:
        """Its number; None where it is not known."""
        if self.operator.home_guild is not None:
            return self.operator.home_guild
        if not self._is_read:
            noted = await unless_away(self._state.value(HOME), None)
            self._first = int(noted) if noted else None
            # What cannot be read at the moment is asked for again.
            self._is_read = noted is not None
        return self._first

    def renew(self) -> None:
        """Look again where none was known: another program may have noted one. One that is known stays."""
        self._is_read = self._first is not None

    async def note(self, server: int) -> None:
        """Take a server for the home, from now on."""
        await unless_away(self._state.keep(HOME, str(server), noticed=True), None)
        self._is_read = False
