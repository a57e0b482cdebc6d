"""The records' file of a test's settings: most tests keep records in one."""

from __future__ import annotations

from pathlib import Path

from bot.settings import Settings


def records_file(settings: Settings) -> Path:
    """Where it is. Fails where records are on a server."""
    assert isinstance(settings.records, Path)
    return settings.records
