"""Which message answered which, so that an edited or deleted question takes its answer along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.records.database import Database


@dataclass(frozen=True)
class Exchange:
    """A question and its answer, as Discord's message ids; `kept` is the answer's kept view."""

    question: int
    channel: int
    answer: int
    made: datetime
    kept: str | None = None


class Exchanges:
    """Questions asked in messages, and the messages that answered them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, exchange: Exchange) -> None:
        """Keep an exchange, in the place of an older answer to the same question."""
        values = (
            exchange.question, exchange.channel, exchange.answer, exchange.made.isoformat(), exchange.kept,
        )  # fmt: skip
        async with self._database.writing() as connection:
            await connection.execute(
                "INSERT OR REPLACE INTO exchanges (question, channel, answer, made, kept)"
                " VALUES (?, ?, ?, ?, ?)",
                values,
            )

    async def find(self, question: int) -> Exchange | None:
        """The exchange that this message began; None where it began none that is still known."""
        return await self._first("SELECT * FROM exchanges WHERE question = ?", question)

    async def answered_by(self, answer: int) -> Exchange | None:
        """The exchange that this message of the bot answered; None where it is not known any more."""
        return await self._first("SELECT * FROM exchanges WHERE answer = ?", answer)

    async def _first(self, query: str, message: int) -> Exchange | None:
        async with self._database.reading() as connection:
            rows = await connection.execute_fetchall(query, (message,))
        for row in rows:
            made = datetime.fromisoformat(row["made"])
            return Exchange(row["question"], row["channel"], row["answer"], made, row["kept"])
        return None

    async def forget(self, question: int) -> None:
        """Forget an exchange whose messages are gone."""
        async with self._database.writing() as connection:
            await connection.execute("DELETE FROM exchanges WHERE question = ?", (question,))
