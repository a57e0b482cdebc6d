"""Which servers the bot is in: let in or not, present or left, and what is deleted of those it has left."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.records import OPERATOR_NAME, Records
from bot.services.home import Home
from bot.services.server_settings import (
    ADMISSION,
    ALLOWED,
    ASKED,
    REFUSED,
    ServerSettings,
    ServerStanding,
)
from bot.settings import Settings

# What is noted of a server that the bot has left: the moment.
LEFT = "left"
# Who notes it.
BOT = "bot"


@dataclass(frozen=True)
class KnownServer:
    """A server of which something is noted; `left` is when the bot left it, None while it is there."""

    server: int
    standing: ServerStanding
    home: bool
    left: datetime | None


class Admission:
    """Lets servers in, and forgets those that were left after a time of grace."""

    def __init__(self, records: Records, settings: ServerSettings, home: Home) -> None:
        self._records = records
        self._settings = settings
        self._home = home

    async def standing(self, server: int) -> ServerStanding:
        """Whether the bot may answer in a server, as it is decided by now."""
        await self._settings.noted(ADMISSION)
        return await self._settings.standing(server)

    async def asks_first(self, server: int, now: datetime) -> bool:
        """Whether the owner is to be asked about a server: once. From now on they count as asked."""
        if server in await self._settings.noted(ADMISSION):
            return False
        await self._settings.note(server, ADMISSION, ASKED, BOT, now)
        return True

    async def decide(self, server: int, now: datetime, *, allowed: bool, who: str = OPERATOR_NAME) -> None:
        """Let a server in, or refuse it."""
        await self._settings.note(server, ADMISSION, ALLOWED if allowed else REFUSED, who, now)

    async def note_present(self, servers: Collection[int], now: datetime) -> None:
        """Note where the bot is: what it left meanwhile, where it came back, and once, which is its home."""
        left = await self._settings.noted(LEFT)
        for server in {*await self._records.servers(ADMISSION)} - {*servers} - {*left}:
            await self.note_left(server, now)
        for server in {*left} & {*servers}:
            await self._settings.note(server, LEFT, None, BOT, now)
        await self.home(servers)

    async def home(self, servers: Collection[int]) -> int | None:
        """The home server; where none is known, the only one that it is in and let in, from now on."""
        home = await self._home.server()
        if home is None and len(servers) == 1:
            (only,) = servers
            if await self.standing(only) is ServerStanding.ADMITTED:
                await self._home.note(only)
                return only
        return home

    async def note_left(self, server: int, now: datetime) -> None:
        """Note that the bot is in a server no longer."""
        await self._settings.note(server, LEFT, now.isoformat(), BOT, now)

    async def forget_left(self, now: datetime) -> tuple[int, ...]:
        """Delete what is kept of servers that were left before the days of grace; which. A refusal stays."""
        before = now - timedelta(days=self._settings.operator.leave_days)
        noted = (await self._settings.noted(LEFT)).items()
        over = tuple(server for server, left in noted if datetime.fromisoformat(left) <= before)
        admissions = await self._settings.noted(ADMISSION)
        for server in over:
            await self._records.forget_server(server)
            if admissions.get(server) == REFUSED:
                await self._settings.note(server, ADMISSION, REFUSED, BOT, now)
        return over

    async def known(self) -> tuple[KnownServer, ...]:
        """Every server of which something is kept or set, by its number."""
        left, home = await self._settings.noted(LEFT), await self._home.server()
        servers = {
            *await self._records.servers(ADMISSION), *await self._settings.noted(ADMISSION),
            *self._settings.operator.allowed_servers, *([home] if home else []),
        }  # fmt: skip
        return tuple(
            [
                KnownServer(
                    each,
                    await self.standing(each),
                    each == home,
                    datetime.fromisoformat(left[each]) if each in left else None,
                )
                for each in sorted(servers)
            ]
        )


async def operators_servers(operator: Settings) -> tuple[KnownServer, ...]:
    """Every server that the operator's records know.

    :raises RecordsError: the records cannot be used.
    """
    records = await Records.open(operator.records)
    try:
        return await _admission(records, operator).known()
    finally:
        await records.close()


async def operators_decision(operator: Settings, server: int, now: datetime, *, allowed: bool) -> None:
    """Let a server in or refuse it; a bot that runs obeys within a minute.

    :raises RecordsError: the records cannot be used.
    """
    records = await Records.open(operator.records)
    try:
        await _admission(records, operator).decide(server, now, allowed=allowed)
    finally:
        await records.close()


def _admission(records: Records, operator: Settings) -> Admission:
    home = Home(records.state, operator)
    return Admission(records, ServerSettings(records.settings, operator, home), home)
