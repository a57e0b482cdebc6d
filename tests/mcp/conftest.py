"""The fictional newsroom, asked by MCP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services import Services


@pytest.fixture(scope="session")
def services(newsroom: Path) -> Iterator[Services]:
    """The newsroom's services; no test changes its files."""
    with Services.open(newsroom) as services:
        services.wait_for_vectors()
        yield services
