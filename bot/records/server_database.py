"""Records on a server of PostgreSQL, which several programs on several machines may use at once."""

from __future__ import annotations

import asyncio
import secrets
import time
import weakref
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any

import asyncpg
from sqlalchemy import event, select
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.records import tables
from bot.records.database import Database, put
from bot.records.outage import Outage, RecordsAwayError, Use
from bot.records.server_faults import TABLES_GONE, fault_of, sqlstate_of
from bot.records.upgrade import upgrade
from bot.text import ServerAddress

CONNECTIONS = 5
"""Connections that one program holds at most."""
PATIENCE = 30.0
"""Seconds that a piece of work waits for one of them."""
REACHED = 5.0
"""Seconds in which a server answers who wants to connect."""
# Milliseconds that a statement waits for a lock, and that it takes at most. An answer waits with it.
_LIMITS = {
    "lock_timeout": "5000",
    "statement_timeout": "30000",
    "idle_in_transaction_session_timeout": "60000",
}
# Seconds after which a statement is given up that even the server did not end.
_HUNG = 40.0
NOTICED = 0.5
"""Seconds for which what other programs changed is not asked about again."""

# Where the state has a word that changes with every change of settings or keys.
_CHANGED = "changed"
_WORD_BYTES = 8
# PostgreSQL's texts cannot hold it; what somebody typed may.
_NUL, _INSTEAD = "\0", "�"


async def connected(address: ServerAddress) -> Any:
    """A connection of asyncpg, which reads an address as PostgreSQL's own programs do.

    Raises what `fault_of` knows.
    """
    return await asyncpg.connect(
        dsn=address.whole.replace("+asyncpg", "", 1),
        timeout=REACHED,
        command_timeout=_HUNG,
        server_settings={"application_name": "briefing-bot", **_LIMITS},
    )


class ServerDatabase(Database):
    """A database of PostgreSQL. Its connections belong to one event loop."""

    def __init__(self, address: ServerAddress) -> None:
        self.address = address
        self._engine = create_async_engine(
            "postgresql+asyncpg://", async_creator=lambda *_, **__: connected(address),
            pool_size=CONNECTIONS, max_overflow=0, pool_timeout=PATIENCE, hide_parameters=True,
        )  # fmt: skip
        # A single statement needs no transaction, which would be two more ways to the server.
        self._reader = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self._copier = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        self._outage = Outage(str(address), fault_of)
        self._up_to_date = False
        self._upgrading = asyncio.Lock()
        self._word: tuple[float, str] | None = None
        held: weakref.WeakSet[Any] = weakref.WeakSet()

        def opened(connection: Any, _record: object) -> None:
            held.add(connection.driver_connection)

        event.listen(self._engine.sync_engine, "connect", opened)
        event.listen(self._engine.sync_engine, "checkout", _require_open)
        event.listen(self._engine.sync_engine, "before_cursor_execute", _without_nul, retval=True)
        weakref.finalize(self, _let_go, held).atexit = False

    async def close(self) -> None:
        """Let go of the connections."""
        await self._engine.dispose()

    async def version(self) -> str:
        """Another value at most `NOTICED` seconds after another program has changed settings or keys.

        :raises RecordsAwayError: it cannot be read at the moment.
        """
        now = time.monotonic()
        if self._word is None or now - self._word[0] >= NOTICED:
            table = tables.state.c
            async with self.reading() as connection:
                word = await connection.scalar(select(table.value).where(table.name == _CHANGED))
            self._word = now, str(word)
        return self._word[1]

    async def note_change(self, connection: AsyncConnection) -> None:
        """Have other programs notice what this transaction changes in settings or keys."""
        await put(connection, tables.state, [{"name": _CHANGED, "value": secrets.token_hex(_WORD_BYTES)}])

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A connection for reading."""
        return self._using(Use.READING, self._reader)

    def at_one_moment(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A connection for reading, to which all is as it was when it was first asked."""
        return self._using(Use.READING, self._copier)

    def _for_writing(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._using(Use.WRITING, self._engine)

    @asynccontextmanager
    async def _using(self, use: Use, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        self._outage.check(use)
        try:
            await self._make_ready()
            async with engine.connect() as connection:
                yield connection
        except RecordsAwayError:
            raise
        except (SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            if fault_of(error) is None:
                raise
            if sqlstate_of(getattr(error, "orig", None) or error) == TABLES_GONE:
                self._up_to_date = False
            raise self._outage.begin(use, error) from error
        self._outage.end(use)

    async def _make_ready(self) -> None:
        """Bring the tables up to date before their first use."""
        if self._up_to_date:
            return
        async with self._upgrading:
            if not self._up_to_date:
                async with self._engine.connect() as connection:
                    await upgrade(connection)
                self._up_to_date = True

    async def tidy(self) -> None:
        """Have the server write the tables anew, without the rows that were deleted.

        Its log, its replicas' and its backups are its operator's to tidy.
        """
        names = ", ".join(f'"{table.name}"' for table in tables.metadata.sorted_tables)
        async with self._using(Use.WRITING, self._reader) as connection:
            await connection.exec_driver_sql(f"VACUUM (FULL) {names}")


def _require_open(connection: Any, _record: object, _proxy: object) -> None:
    """Have the pool replace a connection that has ended meanwhile, as where the server was started anew."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def _without_nul(
    _connection: object, _cursor: object, statement: str, parameters: Any, _context: object, many: bool
) -> tuple[str, Any]:
    """The statement with what its texts cannot hold replaced."""
    rows = parameters if many else (parameters,)
    if any(isinstance(value, str) and _NUL in value for row in rows for value in row):
        cleaned = [tuple(v.replace(_NUL, _INSTEAD) if isinstance(v, str) else v for v in row) for row in rows]
        return statement, cleaned if many else cleaned[0]
    return statement, parameters


def _let_go(held: weakref.WeakSet[Any]) -> None:
    """End connections that nobody has closed."""
    for connection in list(held):
        # Their event loop may be gone, and they with it.
        with suppress(RuntimeError, AttributeError):
            connection.terminate()
