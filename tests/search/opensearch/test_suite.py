"""OpenSearch does what the suite asks of every backend."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import ClassVar

import pytest

from bot.search import Snapshot
from bot.search.index.store import Store
from bot.search.opensearch.address import Address
from bot.search.opensearch.connection import Connection
from bot.search.opensearch.generation import OpenSearchEngine
from tests.search.scopes import ScopeSuite
from tests.search.suite import BackendSuite

PATIENCE = 120.0
"""Seconds that a look-up may take on a machine that is busy with others' tests."""

pytestmark = pytest.mark.opensearch


class TestOpenSearch(BackendSuite, ScopeSuite):
    node: ClassVar[str]
    _numbers: ClassVar[Iterator[int]] = count()

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _at(cls, node: str) -> None:
        cls.node = node

    @classmethod
    def opened(cls, folder: Path) -> Snapshot:
        address = Address.of(f"opensearch+{cls.node}/suite-{next(cls._numbers)}")
        store = Store.open(folder, None, OpenSearchEngine(Connection(address, PATIENCE)))
        store.update()
        return store.snapshot
