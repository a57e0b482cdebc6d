"""The audit: who changed what where, from what to what. Nothing in it changes but a name to be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import tables
from bot.records.database import Database

# Who may not be a member: whoever works at the machine itself, and whoever wanted to be forgotten.
OPERATOR_NAME = "operator"
FORGOTTEN = "forgotten"


def member_name(member: int) -> str:
    """How a member stands in the audit."""
    return f"member:{member}"


@dataclass(frozen=True)
class AuditEntry:
    """A change. `server` and `channel` are 0 where it was not made for one; `old`, `new` None: no value."""

    made: datetime
    who: str
    what: str
    old: Any = None
    new: Any = None
    server: int = 0
    channel: int = 0


class Audit:
    """All changes, in the order in which they were made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, entry: AuditEntry) -> None:
        """Note a change."""
        async with self._database.writing() as connection:
            await note(connection, entry)

    async def latest(
        self, limit: int = 50, *, server: int | None = None, start: int = 0
    ) -> tuple[AuditEntry, ...]:
        """The newest changes from number `start` on, of one server where it is named; newest first."""
        table = tables.audit
        query = select(table).order_by(table.c.id.desc()).limit(limit).offset(start)
        if server is not None:
            query = query.where(table.c.server == server)
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
        return tuple(
            AuditEntry(row.made, row.who, row.what, row.old, row.new, row.server, row.channel) for row in rows
        )


async def note(connection: AsyncConnection, entry: AuditEntry) -> None:
    """Note a change in the transaction that makes it."""
    values = {
        "made": entry.made,
        "who": entry.who,
        "what": entry.what,
        "old": entry.old,
        "new": entry.new,
        "server": entry.server,
        "channel": entry.channel,
    }
    await connection.execute(insert(tables.audit), values)
