"""Small facts about the bot itself, by name."""

from __future__ import annotations

from bot.records.database import Database


class State:
    """Values that the bot left for its next start."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def value(self, name: str) -> str:
        """The value under this name, "" where there is none."""
        async with self._database.reading() as connection:
            rows = await connection.execute_fetchall("SELECT value FROM state WHERE name = ?", (name,))
        return next((str(row["value"]) for row in rows), "")

    async def keep(self, name: str, value: str) -> None:
        """Keep a value under this name, in the place of an older one."""
        async with self._database.writing() as connection:
            await connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))
