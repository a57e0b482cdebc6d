"""What a shown message's buttons need to work after a restart: what it was made of, and its items."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from bot.records import tables
from bot.records.database import Database
from bot.records.outage import unless_away

# Bytes of a view's id: it stands in every button, and nobody should come upon another one's by counting.
ID_BYTES = 8


@dataclass(frozen=True)
class StoredView:
    """A shown message: `source` as its maker wrote it, keys of its items, who asked, its row in the log.

    `id` is empty where it could not be kept: its buttons could not do anything.
    """

    id: str
    source: str
    items: tuple[str, ...]
    asker: int
    question: int | None = None


class ViewStore:
    """Shown messages, by the id in their buttons."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(  # noqa: PLR0913 -- a row, column by column
        self,
        source: str,
        items: Sequence[str],
        asker: int,
        made: datetime,
        question: int | None = None,
        *,
        server: int = 0,
    ) -> StoredView:
        """Keep a message that is about to be shown; without an id where the records are away."""
        kept = StoredView(secrets.token_hex(ID_BYTES), source, tuple(items), asker, question)
        values = {
            "id": kept.id,
            "made": made,
            "asker": asker,
            "source": source,
            "items": kept.items,
            "question": question,
            "server": server,
        }
        return await unless_away(self._insert(kept, values), replace(kept, id=""))

    async def _insert(self, kept: StoredView, values: dict[str, Any]) -> StoredView:
        async with self._database.writing() as connection:
            await connection.execute(insert(tables.kept), values)
        return kept

    async def change(self, name: str, source: str, items: Sequence[str] | None = None) -> None:
        """Keep another source, and other items where they are given, under the same id."""
        values: dict[str, Any] = {"source": source} if items is None else {"source": source, "items": items}
        async with self._database.writing() as connection:
            await connection.execute(update(tables.kept).where(tables.kept.c.id == name).values(values))

    async def forget(self, name: str) -> None:
        """Forget a message whose buttons have done their work."""
        async with self._database.writing() as connection:
            await connection.execute(delete(tables.kept).where(tables.kept.c.id == name))

    async def of_kind(self, kind: str) -> tuple[StoredView, ...]:
        """All messages whose source is of this kind."""
        named = tables.kept.c.source.contains(f'"kind":"{kind}"')
        async with self._database.reading() as connection:
            rows = await connection.execute(select(tables.kept).where(named))
        return tuple(StoredView(row.id, row.source, row.items, row.asker, row.question) for row in rows)

    async def find(self, name: str) -> StoredView | None:
        """The message with this id; None where it is forgotten."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(tables.kept).where(tables.kept.c.id == name))
        row = rows.first()
        return StoredView(row.id, row.source, row.items, row.asker, row.question) if row else None
