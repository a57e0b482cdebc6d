"""Every backend of the search does what the suite asks of it."""

from __future__ import annotations

from pathlib import Path

from bot.search import Snapshot
from bot.search.index.store import Store
from tests.search.bruteforce import BruteForce
from tests.search.scopes import ScopeSuite
from tests.search.suite import BackendSuite


class TestTantivy(BackendSuite, ScopeSuite):
    @classmethod
    def opened(cls, folder: Path) -> Snapshot:
        store = Store.open(folder)
        store.update()
        return store.snapshot


class TestBruteForce(BackendSuite, ScopeSuite):
    @classmethod
    def opened(cls, folder: Path) -> Snapshot:
        return BruteForce.of(folder)
