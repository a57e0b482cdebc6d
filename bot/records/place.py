"""Where records are: in a file of SQLite, or on a server of PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bot.records.database import Database
from bot.records.file_database import FileDatabase
from bot.records.leases import Leases
from bot.records.outage import RecordsError
from bot.text import ServerAddress

if TYPE_CHECKING:
    from bot.records.server_database import ServerDatabase

Place: TypeAlias = Path | ServerAddress
"""A file, or the address of a database on a server."""


def database_at(place: Place) -> Database:
    """The database of a place, which is opened at its first use.

    :raises RecordsError: it is a server, and what it is asked by is not installed.
    """
    return FileDatabase(place) if isinstance(place, Path) else server_at(place)


def server_at(address: ServerAddress) -> ServerDatabase:
    """The database of a server, which is opened at its first use.

    :raises RecordsError: what it is asked by is not installed.
    """
    try:
        from bot.records.server_database import ServerDatabase  # noqa: PLC0415 -- needs the extra
    except ModuleNotFoundError as error:
        raise RecordsError(
            f"BRIEFING_RECORDS names a PostgreSQL server, which needs {error.name}:"
            " pip install 'briefing-bot[postgres]'"
        ) from error
    return ServerDatabase(address)


def leases_at(address: ServerAddress, patience: float) -> Leases:
    """The leases of a server's records, which have been opened before.

    :param patience: seconds in which the server has answered.
    """
    from bot.records.server_leases import ServerLeases  # noqa: PLC0415 -- needs the extra

    return ServerLeases(address, patience)


def another(place: Place) -> str:
    """What to do where a place cannot be used, as a sentence without its full stop."""
    kind = "file" if isinstance(place, Path) else "address"
    return f"Name another {kind} in BRIEFING_RECORDS"
