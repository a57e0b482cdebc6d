"""Records of a test's own: in a file, and again on a server of PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.records import Place, Records


@pytest.fixture(params=["file", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where the records are: in a folder that is not there yet, or on a server."""
    if request.param == "file":
        return tmp_path / "new folder" / "records.sqlite"
    address: Place = request.getfixturevalue("databases").new()
    return address


@pytest.fixture
async def records(place: Place) -> AsyncIterator[Records]:
    """The records, open."""
    opened = await Records.open(place)
    yield opened
    await opened.close()
