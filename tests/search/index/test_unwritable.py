"""Where nothing can be written at a start, the old index answers: a full disk, one that is only read."""

from __future__ import annotations

import logging
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bot.models import DIMENSIONS
from bot.search.index.errors import StorageError
from bot.search.index.location import BESIDE
from bot.search.index.manifest import NAME
from bot.search.index.store import Store
from bot.search.vectors.cache import VectorCache
from bot.services import OPERATOR, Services

if TYPE_CHECKING:
    from tests.search.index.conftest import Newsroom


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)  # noqa: S607


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Something else fills the disk."""
    with (disk / "other").open("wb", buffering=0) as other:
        try:
            while other.write(b"0" * 4096):
                pass
        except OSError:
            pass
    yield
    (disk / "other").unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    for mode in ("ro", "rw"):
        subprocess.run(["mount", "-o", f"remount,{mode}", str(disk)], check=True)  # noqa: S607
        if mode == "ro":
            yield


WAYS = pytest.mark.parametrize("unwritable", [full, read_only])


def texts(services: Services) -> list[str]:
    return [item.text for article in "ab" for item in services.items(article, OPERATOR)]


@WAYS
def test_an_index_that_cannot_be_written_is_answered_from(
    newsroom: Newsroom, disk: Path, unwritable: object, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    with Services.open(newsroom.folder, index=disk / "index", vectors=False):
        pass
    assert callable(unwritable)
    with unwritable(disk):
        for _ in range(2):
            with Services.open(newsroom.folder, index=disk / "index", vectors=False) as services:
                assert texts(services) == ["The harbour froze."]
                assert services.status(OPERATOR).unwritten == ""
        assert not caplog.records
        newsroom.write("b.yaml", "The ferry sank.")
        with Services.open(newsroom.folder, index=disk / "index", vectors=False) as services:
            assert texts(services) == ["The harbour froze."]
            assert "cannot be written" in services.status(OPERATOR).unwritten
            with pytest.raises(StorageError):
                services.reload()
        (told,) = {each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING}
        assert "Files whose changes are not known for that: 1." in told
    with Services.open(newsroom.folder, index=disk / "index", vectors=False) as services:
        assert texts(services) == ["The harbour froze.", "The ferry sank."]


def test_an_index_that_lies_read_only_beside_its_knowledge_is_taken_as_it_is(
    disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    (disk / "a.yaml").write_text("title: T\nsource: S\nfacts: [The harbour froze.]\n")
    with Services.open(disk, vectors=False):
        pass
    with read_only(disk):
        with Services.open(disk, vectors=False) as services:
            assert texts(services) == ["The harbour froze."]
        assert not list((tmp_path / "caches").rglob(NAME))
    (disk / "b.yaml").write_text("title: T\nsource: S\nfacts: [The ferry sank.]\n")
    with read_only(disk):
        for _ in range(2):
            with Services.open(disk, vectors=False) as services:
                assert texts(services) == ["The harbour froze.", "The ferry sank."]
        assert list((tmp_path / "caches").rglob(NAME))
        (tmp_path / "caches").rename(tmp_path / "elsewhere")
        (tmp_path / "caches").touch()
        with Services.open(disk, vectors=False) as services:
            assert texts(services) == ["The harbour froze."]
            assert services.status(OPERATOR).unwritten


def test_without_an_index_a_full_disk_is_told(newsroom: Newsroom, disk: Path) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    with full(disk), pytest.raises(StorageError, match="cannot be written"):
        Store.open(newsroom.folder, disk / "index").start()


def test_vectors_are_read_where_they_cannot_be_written(disk: Path) -> None:
    vectors = np.eye(3, DIMENSIONS, dtype=np.float32)
    VectorCache(disk / BESIDE, "encoder").put([1, 2, 3], vectors)
    with read_only(disk):
        _, known = VectorCache(disk / BESIDE, "encoder").get([1, 2, 3, 4])
    assert known.tolist() == [True, True, True, False]
