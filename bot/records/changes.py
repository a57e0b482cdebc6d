"""How entries changed, as each reload notes it, so that an old key leads to the entry as it is now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, insert, select

from bot.records import tables
from bot.records.database import Database


class ChangeKind(StrEnum):
    """What became of an entry. EDITED: it kept its key; REWORDED: it has another one.

    WITHDRAWN: editors say that it was taken back.
    """

    ADDED = "added"
    EDITED = "edited"
    REWORDED = "reworded"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class EntryChange:
    """A change of an entry from key to key: `old` is None where it came, `new` where it went."""

    made: datetime
    kind: ChangeKind
    old: str | None
    new: str | None


class Changes:
    """Changes of entries, in the order in which they came."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, changes: Iterable[EntryChange]) -> None:
        """Note what a reload brought, all of it or nothing."""
        rows = [
            {"made": each.made, "kind": each.kind.value, "old": each.old, "new": each.new} for each in changes
        ]
        if rows:
            async with self._database.writing() as connection:
                await connection.execute(insert(tables.changes), rows)

    async def since(self, moment: datetime) -> tuple[EntryChange, ...]:
        """All changes from that moment on, oldest first."""
        table = tables.changes
        query = select(table).where(table.c.made >= moment).order_by(table.c.id)
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
        return tuple(EntryChange(row.made, ChangeKind(row.kind), row.old, row.new) for row in rows)

    async def former(self, key: str) -> frozenset[str]:
        """The keys under which this entry was known in another form: its own where it kept it."""
        table = tables.changes
        kinds = (ChangeKind.REWORDED.value, ChangeKind.EDITED.value)
        query = select(table.c.old).where(table.c.new == key, table.c.kind.in_(kinds))
        async with self._database.reading() as connection:
            return frozenset((await connection.execute(query)).scalars())

    async def taken_back(self, after: int | None) -> tuple[tuple[str, ...], int]:
        """The keys of what was removed or withdrawn after the change of this number, and the last number.

        None for the number: nothing is asked for but the last one.
        """
        table = tables.changes
        kinds = (ChangeKind.REMOVED.value, ChangeKind.WITHDRAWN.value)
        query = select(table.c.old).where(table.c.kind.in_(kinds), table.c.id > (after or 0))
        async with self._database.reading() as connection:
            last = await connection.scalar(select(func.max(table.c.id))) or 0
            if after is None:
                return (), last
            query = query.where(table.c.id <= last).order_by(table.c.id)
            return tuple(dict.fromkeys((await connection.execute(query)).scalars())), last

    async def came_since(self, keys: Collection[str], moment: datetime) -> bool:
        """Whether the entry of one of these keys came after that moment."""
        table = tables.changes
        came = (table.c.kind == ChangeKind.ADDED.value) & table.c.new.in_(keys) & (table.c.made >= moment)
        async with self._database.reading() as connection:
            return await connection.scalar(select(table.c.id).where(came).limit(1)) is not None

    async def current(self, key: str) -> str:
        """The key that the entry of this key has now: the same, where nothing is noted of it.

        Whether the entry is still there is the knowledge's to say.
        """
        table = tables.changes
        last = 0
        async with self._database.reading() as connection:
            while True:
                query = select(table.c.id, table.c.new).where(
                    table.c.old == key, table.c.kind == ChangeKind.REWORDED.value, table.c.id > last
                )
                # Words may be changed and changed back: each change is followed once, in its order.
                row = (await connection.execute(query.order_by(table.c.id).limit(1))).first()
                if row is None:
                    return key
                last, key = row.id, row.new
