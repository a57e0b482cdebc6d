"""What servers and their channels set for themselves, as plain values; what these mean is not known here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select

from bot.records import tables
from bot.records.audit import AuditEntry, note
from bot.records.database import Database, put

# The channel of what is set for a whole server.
WHOLE = 0
# Begins the audit's entries on settings.
SETTING = "setting "


@dataclass(frozen=True)
class StoredSetting:
    """A value that a server has set, for one of its channels or the whole of it."""

    server: int
    channel: int
    name: str
    value: Any


class SettingsStore:
    """Values by server, channel and name."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._own = 0

    async def version(self) -> object:
        """Another value as soon as something may have been set, here or by another program."""
        return self._own, await self._database.version()

    async def all(self) -> tuple[StoredSetting, ...]:
        """Every value that is set anywhere, by server, channel and name."""
        table = tables.settings
        query = select(table).order_by(table.c.server, table.c.channel, table.c.name)
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
        return tuple(StoredSetting(row.server, row.channel, row.name, row.value) for row in rows)

    async def in_force(self, server: int, channel: int = WHOLE) -> dict[str, StoredSetting]:
        """What is set for a channel, by name: by itself, else by its server."""
        table = tables.settings
        here = (table.c.server == server) & table.c.channel.in_({WHOLE, channel})
        async with self._database.reading() as connection:
            # The server's own come first, and give way to the channel's.
            rows = await connection.execute(select(table).where(here).order_by(table.c.channel))
        return {row.name: StoredSetting(row.server, row.channel, row.name, row.value) for row in rows}

    async def put(self, setting: StoredSetting, who: str, made: datetime) -> None:
        """Set a value, in the place of an older one; None takes it away. The change goes into the audit."""
        which = _which(setting)
        async with self._database.writing(at_once=True) as connection:
            old = await connection.scalar(select(tables.settings.c.value).where(which))
            if old == setting.value:
                return
            if setting.value is None:
                await connection.execute(delete(tables.settings).where(which))
            else:
                row = {"server": setting.server, "channel": setting.channel, "name": setting.name}
                await put(connection, tables.settings, [{**row, "value": setting.value}])
            what = f"{SETTING}{setting.name}"
            entry = AuditEntry(made, who, what, old, setting.value, setting.server, setting.channel)
            await note(connection, entry)
            await self._database.note_change(connection)
        self._own += 1

    def note_change(self) -> None:
        """Something else of this program has changed what is set."""
        self._own += 1


def _which(setting: StoredSetting) -> ColumnElement[bool]:
    table = tables.settings
    place = (table.c.server == setting.server) & (table.c.channel == setting.channel)
    return place & (table.c.name == setting.name)
