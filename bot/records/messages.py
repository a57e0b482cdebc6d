"""Which messages show which entries in which form, as long as a correction is to find them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, delete, select

from bot.records import tables
from bot.records.database import Database, put

# Keys asked for by one statement: SQLite lets one have some thousands of values.
AT_ONCE = 500


@dataclass(frozen=True)
class Showing:
    """A message of the bot, by its ids in Discord.

    `server` is 0 in direct messages, `view` the id of what its buttons need, empty where there is none.
    `private`: only whoever asked sees it.
    """

    message: int
    channel: int
    server: int = 0
    view: str = ""
    private: bool = False


class EntryShown(NamedTuple):
    """An entry as a message shows it; `imprint` is empty where it is there no longer.

    `offered`: it stands in the message's menu only.
    """

    key: str
    imprint: str = ""
    offered: bool = False


class ShownIn(NamedTuple):
    """An entry and the message that shows it."""

    showing: Showing
    entry: EntryShown


class Messages:
    """Shown entries, by message and by key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def show(self, showing: Showing, entries: Sequence[EntryShown], until: datetime) -> None:
        """Note what a message shows now, in the place of what it showed before."""
        row = {
            "message": showing.message,
            "channel": showing.channel,
            "server": showing.server,
            "view": showing.view,
            "private": showing.private,
            "until": until,
        }
        places: dict[str, int] = {}
        for place, each in enumerate(entries):
            places.setdefault(each.key, place)
        rows = [{**row, **entries[place]._asdict(), "place": place} for place in places.values()]
        async with self._database.writing() as connection:
            await connection.execute(delete(tables.messages).where(_of(showing.message)))
            await put(connection, tables.messages, rows)

    async def showing(self, now: datetime, keys: Collection[str] | None = None) -> tuple[ShownIn, ...]:
        """What messages show of these entries (None: of all), as long as that matters; the oldest first."""
        table = tables.messages
        query = select(table).where(table.c.until > now).order_by(table.c.message, table.c.place)
        parts = [query] if keys is None else [query.where(table.c.key.in_(part)) for part in _parts(keys)]
        async with self._database.reading() as connection:
            found = [row for part in parts for row in await connection.execute(part)]
        return tuple(_shown_in(row) for row in found)

    async def in_channel(self, channel: int, keys: Collection[str]) -> tuple[ShownIn, ...]:
        """What messages of a channel have shown of these entries; the oldest first."""
        table = tables.messages
        query = select(table).where(table.c.channel == channel).order_by(table.c.message, table.c.place)
        async with self._database.reading() as connection:
            found = [
                row
                for part in _parts(keys)
                for row in await connection.execute(query.where(table.c.key.in_(part)))
            ]
        return tuple(_shown_in(row) for row in found)

    async def missing(self) -> frozenset[str]:
        """The keys of entries that messages showed and that were taken out since: they may come back."""
        query = select(tables.messages.c.key).where(tables.messages.c.imprint == "").distinct()
        async with self._database.reading() as connection:
            return frozenset((await connection.execute(query)).scalars())

    async def of(self, message: int) -> tuple[ShownIn, ...]:
        """What a message shows, in its order; nothing for a message that is not known."""
        query = select(tables.messages).where(_of(message)).order_by(tables.messages.c.place)
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
        return tuple(_shown_in(row) for row in rows)

    async def forget(self, message: int) -> None:
        """Forget a message that is gone."""
        async with self._database.writing() as connection:
            await connection.execute(delete(tables.messages).where(_of(message)))


def _of(message: int) -> ColumnElement[bool]:
    return tables.messages.c.message == message


def _parts(keys: Collection[str]) -> Iterator[list[str]]:
    every = list(keys)
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))


def _shown_in(row: Row[Any]) -> ShownIn:
    showing = Showing(row.message, row.channel, row.server, row.view, row.private)
    return ShownIn(showing, EntryShown(row.key, row.imprint, row.offered))
