"""Records in a file of the test's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.records import Records


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the records are, in a folder that is not there yet."""
    return tmp_path / "new folder" / "records.sqlite"


@pytest.fixture
async def records(path: Path) -> AsyncIterator[Records]:
    """The records, open."""
    opened = await Records.open(path)
    yield opened
    await opened.close()
