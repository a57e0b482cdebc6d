"""Services over the fictional newsroom, and records of a test's own; Discord is nowhere."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.records import Records
from bot.services import Services


@pytest.fixture
def folder(tmp_path: Path, newsroom: Path) -> Path:
    """A copy of the newsroom that the test may change."""
    ignored = shutil.ignore_patterns(".briefing-index")
    return Path(shutil.copytree(newsroom, tmp_path / "knowledge", ignore=ignored))


@pytest.fixture
def services(folder: Path) -> Iterator[Services]:
    with Services.open(folder, vectors=False) as services:
        yield services


@pytest_asyncio.fixture
async def records(tmp_path: Path) -> AsyncIterator[Records]:
    records = await Records.open(tmp_path / "records.sqlite")
    yield records
    await records.close()
