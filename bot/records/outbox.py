"""What is still to be sent: noted before it is sent, so that a restart in between loses nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import pathname2url

from sqlalchemy import Row, Select, delete, insert, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import tables
from bot.records.database import Database
from bot.records.outage import unless_away

# The kind of what amends a message in the place where it stands.
AMEND = "amend"
# The kinds of a post of news: at once, and gathered over a day or week.
NEWS, DAILY, WEEKLY = "news", "news of the day", "news of the week"
# For so long nobody else gets what somebody has taken to send. Clocks of several machines differ by seconds.
CLAIMED = timedelta(seconds=60)
# Seconds in which it must be sent, or given up: those between are for the clocks.
SENT_WITHIN = 45.0
# The kind of what tells the running bot to take the knowledge up anew, as another program asks for it.
RELOAD = "reload"


@dataclass(frozen=True)
class Outgoing:
    """Something to be sent to a channel from `due` on, made of the items with these keys.

    `tries` counts how often it was sent in vain. `message` is the one to be amended, 0 for a new one, and
    `view` the id of what the new one's buttons need, once that is kept.
    """

    id: int
    kind: str
    channel: int
    keys: tuple[str, ...]
    due: datetime
    tries: int = 0
    message: int = 0
    view: str = ""


class Outbox:
    """What is to be sent, in the order in which it is due."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, kind: str, channel: int, keys: Sequence[str], due: datetime) -> Outgoing:
        """Note something that is to be sent."""
        async with self._database.writing() as connection:
            return await put_out(connection, Outgoing(0, kind, channel, tuple(keys), due))

    async def due(
        self, now: datetime, limit: int = 100, *, kind: str | Collection[str] = ()
    ) -> tuple[Outgoing, ...]:
        """What is to be sent by now and was not, of these kinds alone if any; the longest due first."""
        kinds = (kind,) if isinstance(kind, str) else kind
        table = tables.outbox
        query = select(table).where(table.c.sent.is_(None), table.c.due <= now)
        if kinds:
            query = query.where(table.c.kind.in_(kinds))
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(table.c.due, table.c.id).limit(limit))
        return tuple(_outgoing(row) for row in rows)

    async def waits(self, kind: str) -> bool:
        """Whether something of a kind is to be sent; False where that cannot be read at the moment."""
        return await unless_away(self._waits(kind), instead=False)

    async def _waits(self, kind: str) -> bool:
        async with self._database.reading() as connection:
            return await connection.scalar(_waiting(kind)) is not None

    async def claim(
        self, now: datetime, kinds: Collection[str], besides: Collection[int] = ()
    ) -> Outgoing | None:
        """The longest due of these kinds that nobody sends just now, which nobody else gets for a while.

        Whoever has it sends it within `SENT_WITHIN` seconds, or not at all.

        :param besides: the numbers of those that were tried already.
        """
        table = tables.outbox
        free = (table.c.claimed.is_(None) | (table.c.claimed <= now)) & table.c.id.not_in(besides)
        due = (table.c.sent.is_(None), table.c.due <= now, table.c.kind.in_(kinds), free)
        first = select(table.c.id).where(*due).order_by(table.c.due, table.c.id).limit(1)
        # Two that claim at once do not wait for each other, but get the next one.
        which = table.c.id == first.with_for_update(skip_locked=True).scalar_subquery()
        taken = update(table).where(which).values(claimed=now + CLAIMED).returning(table)
        async with self._database.writing() as connection:
            row = (await connection.execute(taken)).first()
        return _outgoing(row) if row else None

    async def free(self) -> None:
        """Give back what somebody took and did not send; for whoever holds the gateway now, alone."""
        table = tables.outbox
        left = table.c.sent.is_(None) & table.c.claimed.is_not(None)
        async with self._database.writing() as connection:
            await connection.execute(update(table).where(left).values(claimed=None))

    async def note_view(self, number: int, view: str) -> None:
        """Note, before it is sent, what its buttons need."""
        table = tables.outbox
        async with self._database.writing() as connection:
            await connection.execute(update(table).where(table.c.id == number).values(view=view))

    async def sent(self, number: int, moment: datetime) -> bool:
        """Mark it as sent; False where it was already, by whoever was quicker."""
        table = tables.outbox
        waiting = (table.c.id == number) & table.c.sent.is_(None)
        async with self._database.writing() as connection:
            done = await connection.execute(update(table).where(waiting).values(sent=moment))
        return done.rowcount > 0

    async def again(self, number: int, due: datetime) -> None:
        """It did not arrive: it waits for another try from `due` on."""
        table = tables.outbox
        values = {"due": due, "tries": table.c.tries + 1, "sent": None, "claimed": None}
        async with self._database.writing() as connection:
            await connection.execute(update(table).where(table.c.id == number).values(**values))

    async def leave(self, channel: int) -> None:
        """Drop what a channel was to get: the channel is gone."""
        async with self._database.writing() as connection:
            await connection.execute(delete(tables.outbox).where(tables.outbox.c.channel == channel))


async def put_out(connection: AsyncConnection, job: Outgoing, *, claimed: datetime | None = None) -> Outgoing:
    """Note something that is to be sent, whatever its number is, in the transaction that makes it so.

    :param claimed: until when whoever notes it sends it, and nobody else.
    """
    values = {
        "kind": job.kind,
        "channel": job.channel,
        "keys": job.keys,
        "due": job.due,
        "tries": job.tries,
        "message": job.message,
        "view": job.view,
        "claimed": claimed,
    }
    number = await connection.scalar(insert(tables.outbox).returning(tables.outbox.c.id), values)
    return replace(job, id=int(number or 0))


def _outgoing(row: Row[Any]) -> Outgoing:
    return Outgoing(row.id, row.kind, row.channel, row.keys, row.due, row.tries, row.message, row.view)


def _waiting(kind: str) -> Select[tuple[int]]:
    table = tables.outbox
    return select(table.c.id).where(table.c.sent.is_(None), table.c.kind == kind).limit(1)


def waits_in_file(path: Path, kind: str) -> bool:
    """Whether something of a kind is to be sent, by a quick look at the file of the records. Blocks.

    False where the file cannot be read at the moment.
    """
    statement = str(_waiting(kind).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    try:
        address = f"file:{pathname2url(str(path.absolute()))}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=0)) as database:
            return database.execute(statement).fetchone() is not None
    except sqlite3.Error:
        return False
