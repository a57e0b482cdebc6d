"""Which message answered which, so that an edited or deleted question takes its answer along."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select

from bot.records import tables
from bot.records.database import Database, put


@dataclass(frozen=True)
class Exchange:
    """A question and its answer, as Discord's message ids.

    `kept` is the answer's stored view, None where it has none: no buttons, or nothing that answers.
    """

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
        async with self._database.writing() as connection:
            await put(connection, tables.exchanges, [asdict(exchange)])

    async def find(self, question: int) -> Exchange | None:
        """The exchange that this message began; None where it began none that is still known."""
        return await self._first(tables.exchanges.c.question == question)

    async def answered_by(self, answer: int) -> Exchange | None:
        """The exchange that this message of the bot answered; None where it is not known any more."""
        return await self._first(tables.exchanges.c.answer == answer)

    async def _first(self, condition: ColumnElement[bool]) -> Exchange | None:
        async with self._database.reading() as connection:
            rows = await connection.execute(select(tables.exchanges).where(condition))
        row = rows.first()
        return Exchange(row.question, row.channel, row.answer, row.made, row.kept) if row else None

    async def forget(self, question: int) -> None:
        """Forget an exchange whose messages are gone."""
        async with self._database.writing() as connection:
            await connection.execute(delete(tables.exchanges).where(tables.exchanges.c.question == question))
