"""Small facts about the bot itself, by name."""

from __future__ import annotations

from sqlalchemy import select

from bot.records import tables
from bot.records.database import Database, put


class State:
    """Values that the bot left for its next start."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def value(self, name: str) -> str:
        """The value under this name, "" where there is none."""
        table = tables.state
        async with self._database.reading() as connection:
            found = await connection.scalar(select(table.c.value).where(table.c.name == name))
        return str(found or "")

    async def keep(self, name: str, value: str, *, noticed: bool = False) -> None:
        """Keep a value under this name, in the place of an older one.

        :param noticed: whether other programs are to notice it like a setting, by the database's version.
        """
        async with self._database.writing() as connection:
            await put(connection, tables.state, [{"name": name, "value": value}])
            if noticed:
                await self._database.note_change(connection)
