"""Keys of programs: what they are called and may do, and a hash by which each is known again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select

from bot.records import tables
from bot.records.audit import AuditEntry, note
from bot.records.database import Database
from bot.records.mirrors import forget_copies

# Begins the audit's entries on keys.
KEY = "key "


@dataclass(frozen=True)
class StoredKey:
    """A key; `hash` is SHA-256 of its secret in hexadecimal, `scopes` are plain words."""

    name: str
    hash: str
    scopes: tuple[str, ...]
    made: datetime


class KeyStore:
    """Keys by name. The audit has when which was made and revoked, and by whom."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._own = 0

    async def version(self) -> object:
        """Another value as soon as something may have changed, here or by another program."""
        return self._own, await self._database.version()

    async def all(self) -> tuple[StoredKey, ...]:
        """Every key, by name."""
        table = tables.api_keys
        async with self._database.reading() as connection:
            rows = await connection.execute(select(table).order_by(table.c.name))
        return tuple(StoredKey(row.name, row.hash, row.scopes, row.made) for row in rows)

    async def add(self, key: StoredKey, who: str) -> bool:
        """Keep a new key; False, and nothing is kept, where there is one of this name."""
        row = {"name": key.name, "hash": key.hash, "scopes": key.scopes, "made": key.made}
        async with self._database.writing(at_once=True) as connection:
            if await connection.scalar(select(tables.api_keys.c.name).where(_named(key.name))):
                return False
            await connection.execute(insert(tables.api_keys), row)
            await note(connection, AuditEntry(key.made, who, f"{KEY}{key.name}", None, list(key.scopes)))
            await self._database.note_change(connection)
        self._own += 1
        return True

    async def revoke(self, name: str, who: str, now: datetime) -> bool:
        """Delete a key; False where there is none of this name."""
        async with self._database.writing(at_once=True) as connection:
            scopes = await connection.scalar(select(tables.api_keys.c.scopes).where(_named(name)))
            if scopes is None:
                return False
            await connection.execute(delete(tables.api_keys).where(_named(name)))
            await forget_copies(connection, name)
            await note(connection, AuditEntry(now, who, f"{KEY}{name}", list(scopes), None))
            await self._database.note_change(connection)
        self._own += 1
        return True


def _named(name: str) -> ColumnElement[bool]:
    return tables.api_keys.c.name == name
