"""Brings a database up to date: made if it is new, taken over if a former version made it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.dialects import begin_writing
from bot.records.tables import metadata

# The newest of `migrations/versions`. Alembic, which takes half a second to load, is needed by a database
# of an older version alone: a new one is made as the tables are now. A test compares both ways.
HEAD = "0012"
SCRIPTS = Path(__file__).parent / "migrations"
# The table in which Alembic notes which changes were made.
_MARK = "alembic_version"


class StrangeError(Exception):
    """The database has tables, and none of this program: it is somebody else's."""


class NewerError(Exception):
    """The database was written by a newer version of the program."""

    def __init__(self, revision: str) -> None:
        super().__init__(revision)
        self.revision = revision


async def upgrade(connection: AsyncConnection) -> None:
    """Make the changes that the database has not seen, all in one transaction.

    :raises NewerError: it has seen a change that this version does not know.
    :raises StrangeError: it is a server's, and has tables of something else.
    """
    revision = await connection.run_sync(_revision)
    await connection.rollback()
    if revision != HEAD:
        async with connection.begin():
            # No other program changes it meanwhile.
            await begin_writing(connection, alone=True)
            await connection.run_sync(_make_or_upgrade)


def _revision(connection: Connection) -> str:
    """The last change that the database has seen, "" for none of ours."""
    if not inspect(connection).has_table(_MARK):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def _make_or_upgrade(connection: Connection) -> None:
    if names := inspect(connection).get_table_names():
        # A file without the mark may be the first version's, which had none; a server's database never was.
        if _MARK not in names and connection.dialect.name != "sqlite":
            raise StrangeError
        _upgrade(connection)
        return
    metadata.create_all(connection)
    # As Alembic itself keeps it.
    kept = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
    connection.execute(text(kept))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    # Alembic's settings give the percent sign a meaning of its own.
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    # Read again: another program may have been quicker.
    revision = _revision(connection)
    known = {each.revision for each in ScriptDirectory.from_config(config).walk_revisions()}
    if revision and revision not in known:
        raise NewerError(revision)
    command.upgrade(config, "head")
