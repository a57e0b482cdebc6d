"""The servers whose knowledge members see in their direct messages with the bot, as they chose them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select

from bot.records import tables
from bot.records.database import Database, put


class DirectChoice(NamedTuple):
    """A member's server, and the channel of their direct messages with the bot."""

    member: int
    server: int
    channel: int


class DirectChoices:
    """One choice a member."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, choice: DirectChoice, made: datetime) -> None:
        """Note a choice, in the place of an earlier one."""
        async with self._database.writing() as connection:
            await put(connection, tables.direct, [{**choice._asdict(), "made": made}])

    async def take_back(self, member: int) -> bool:
        """Forget a member's choice; whether there was one."""
        async with self._database.writing() as connection:
            done = await connection.execute(delete(tables.direct).where(tables.direct.c.member == member))
        return bool(done.rowcount)

    async def of_channel(self, channel: int) -> DirectChoice | None:
        """What was chosen for these direct messages; None for any other channel."""
        table = tables.direct.c
        query = select(table.member, table.server, table.channel).where(table.channel == channel)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        return DirectChoice(*row) if row else None
