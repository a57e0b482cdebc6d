"""Which messages show which items, and until when that matters, so that a correction finds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from bot.records import tables
from bot.records.database import Database, put


@dataclass(frozen=True)
class Showing:
    """A message of the bot, by its ids in Discord."""

    message: int
    channel: int


class Messages:
    """Shown items, by message and by key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def show(self, showing: Showing, keys: Iterable[str], until: datetime) -> None:
        """Note what a message shows now, in the place of what it showed before."""
        former = tables.messages.c.message == showing.message
        row = {"message": showing.message, "channel": showing.channel, "until": until}
        rows = [{**row, "key": key} for key in dict.fromkeys(keys)]
        async with self._database.writing() as connection:
            await connection.execute(delete(tables.messages).where(former))
            await put(connection, tables.messages, rows)

    async def showing(self, key: str, now: datetime) -> tuple[Showing, ...]:
        """The messages that show an item, as long as that matters; the oldest first."""
        table = tables.messages
        query = select(table.c.message, table.c.channel).where(table.c.key == key, table.c.until > now)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(table.c.message))
        return tuple(Showing(row.message, row.channel) for row in rows)

    async def keys(self, message: int) -> tuple[str, ...]:
        """What a message shows, in alphabetical order; nothing for a message that is not known."""
        table = tables.messages
        query = select(table.c.key).where(table.c.message == message).order_by(table.c.key)
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
        return tuple(row.key for row in rows)

    async def forget(self, message: int) -> None:
        """Forget a message that is gone."""
        async with self._database.writing() as connection:
            await connection.execute(delete(tables.messages).where(tables.messages.c.message == message))
