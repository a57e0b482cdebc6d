"""What a shown message's buttons need to work after a restart: what it was made of, and its items."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.records.database import Database

# Bytes of a view's id: it stands in every button, and nobody should come upon another one's by counting.
ID_BYTES = 8


@dataclass(frozen=True)
class StoredView:
    """A shown message: `source` as its maker wrote it, keys of its items, who asked, its row in the log."""

    id: str
    source: str
    items: tuple[str, ...]
    asker: int
    question: int | None = None


class ViewStore:
    """Shown messages, by the id in their buttons."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(
        self, source: str, items: Sequence[str], asker: int, made: datetime, question: int | None = None
    ) -> StoredView:
        """Keep a message that is about to be shown."""
        kept = StoredView(secrets.token_hex(ID_BYTES), source, tuple(items), asker, question)
        async with self._database.writing() as connection:
            await connection.execute(
                "INSERT INTO kept (id, made, asker, source, items, question) VALUES (?, ?, ?, ?, ?, ?)",
                (kept.id, made.isoformat(), asker, source, json.dumps(kept.items), question),
            )
        return kept

    async def change(self, name: str, source: str) -> None:
        """Keep another source under the same id: the buttons stay what they are."""
        async with self._database.writing() as connection:
            await connection.execute("UPDATE kept SET source = ? WHERE id = ?", (source, name))

    async def forget(self, name: str) -> None:
        """Forget a message whose buttons have done their work."""
        async with self._database.writing() as connection:
            await connection.execute("DELETE FROM kept WHERE id = ?", (name,))

    async def find(self, name: str) -> StoredView | None:
        """The message with this id; None where it is forgotten."""
        async with self._database.reading() as connection:
            rows = await connection.execute_fetchall("SELECT * FROM kept WHERE id = ?", (name,))
        for row in rows:
            items = tuple(json.loads(row["items"]))
            return StoredView(row["id"], row["source"], items, row["asker"], row["question"])
        return None
