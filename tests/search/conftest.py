"""A small knowledge folder, and each backend's snapshot of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.search import EVERYTHING, Snapshot
from tests.search.bruteforce import BruteForce
from tests.search.scopes import FILES as SCOPED
from tests.search.suite import AMENDED, FILES


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backends")
    for path, content in FILES.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="class")
def snapshot(request: pytest.FixtureRequest, folder: Path) -> Snapshot:
    """What the backend of the class opens."""
    opened: Snapshot = request.cls.opened(folder)
    return opened.seen_by(EVERYTHING)


@pytest.fixture(scope="session")
def slow(folder: Path) -> BruteForce:
    """The same by looking at everything."""
    return BruteForce.of(folder)


@pytest.fixture(scope="class")
def amended_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files in which editors took something back."""
    folder = tmp_path_factory.mktemp("amended")
    for name, page in AMENDED.items():
        (folder / name).write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="class")
def amended(request: pytest.FixtureRequest, amended_files: Path) -> Snapshot:
    """What the backend of the class opens of these."""
    opened: Snapshot = request.cls.opened(amended_files)
    return opened


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files in collections, and such as are held back."""
    folder = tmp_path_factory.mktemp("scopes")
    for path, content in SCOPED.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="class")
def whole(request: pytest.FixtureRequest, place: Path) -> Snapshot:
    """What the backend of the class opens of these."""
    opened: Snapshot = request.cls.opened(place)
    return opened
