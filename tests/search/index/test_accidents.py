"""What goes wrong around an index leaves it usable: kills, other processes, damaged files."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.search.index import store as store_module
from bot.search.index.errors import BusyError, StorageError
from bot.search.index.manifest import Manifest
from bot.search.index.store import Store

if TYPE_CHECKING:
    from tests.search.index.conftest import Desk, Newsroom

UPDATE = """
import os, sys
from pathlib import Path
from bot.search.index.manifest import Manifest
from bot.search.index.store import Store

def die(*_):
    os._exit(9)

{before}
Store.open(Path(sys.argv[1])).update({progress})
"""
WORKERS = "from bot.search.index import workers; workers._fitting = lambda _: 2"


def run(program: str, *arguments: Path) -> int:
    """The exit status of a Python program in a process of its own, told when its workers have ended, too."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    # Workers inherit the pipe, and it is at its end when the last of them is gone.
    return subprocess.run(command, check=False, stderr=subprocess.PIPE).returncode


def updated_and_killed(newsroom: Newsroom, *, before: str = "", progress: str = "None") -> None:
    assert run(UPDATE.format(before=before, progress=progress), newsroom.folder) == 9


def indexes(desk: Desk) -> list[Path]:
    return sorted(desk.store.folder.glob("index-*"))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Another process is writing the index."""
    program = (
        "import sys; from pathlib import Path; from bot.text import holding\n"
        "with holding(Path(sys.argv[1]) / 'lock.sqlite', 0) as alone:\n"
        "    print(alone, flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(folder)]
    with subprocess.Popen(command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == "True\n"
        yield
        other.communicate("")


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "PATIENCE", 0.05)


@pytest.mark.parametrize("before", ["", WORKERS])
def test_killed_first_build_is_done_again(newsroom: Newsroom, desk: Desk, before: str) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    newsroom.write("b.yaml", "The ferry sank.")
    updated_and_killed(newsroom, before=before, progress="die")
    assert len(indexes(desk)) == 1
    assert desk.update().added == ("a", "b")
    assert len(indexes(desk)) == 1


def test_killed_update_leaves_the_old_index_and_is_done_again(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    newsroom.write("b.yaml", "The ferry sank.")
    desk.update()
    newsroom.write("a.yaml", "The harbour thawed.")
    newsroom.write("c.yaml", "The dock burnt.")
    updated_and_killed(newsroom, progress="die")
    again = Store.open(newsroom.folder)
    assert again.snapshot.items == 2
    again.close()
    desk.update()
    assert desk.texts() == {"a": ["The harbour thawed."], "b": ["The ferry sank."], "c": ["The dock burnt."]}


def test_update_killed_before_its_manifest_is_kept_is_done_again(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    newsroom.write("b.yaml", "The ferry sank.")
    desk.update()
    newsroom.write("a.yaml", "The harbour thawed.")
    newsroom.write("c.yaml", "The dock burnt.")
    (newsroom.folder / "b.yaml").unlink()
    updated_and_killed(newsroom, before="keep, Manifest.save = Manifest.save, lambda m, f, *r: f and die()")
    (newsroom.folder / "c.yaml").unlink()
    desk.update()
    assert desk.texts() == {"a": ["The harbour thawed."]}


def test_update_that_fails_is_done_again_in_the_same_process(
    newsroom: Newsroom, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    newsroom.write("b.yaml", "The ferry sank.")
    newsroom.write("a.yaml", "The harbour thawed.")
    with monkeypatch.context() as broken:
        broken.setattr(Manifest, "save", lambda manifest, files=(), *rest: files and fail())
        with pytest.raises(StorageError, match="disk is full"):
            desk.update()
    desk.update()
    assert desk.texts() == {"a": ["The harbour thawed."], "b": ["The ferry sank."]}


def test_other_process_writes_and_this_one_reads(newsroom: Newsroom, desk: Desk, hurried: None) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    newsroom.write("a.yaml", "The harbour thawed.")
    with locked(desk.store.folder):
        done = desk.update()
        assert (done.waiting, done.changed) == (True, ())
        assert desk.texts() == {"a": ["The harbour froze."]}
    assert desk.update().changed == ("a",)


def test_other_process_builds_and_there_is_nothing_to_read(
    newsroom: Newsroom, desk: Desk, hurried: None
) -> None:
    desk.store.folder.mkdir()
    with locked(desk.store.folder), pytest.raises(BusyError, match="Another process"):
        desk.update()


def test_what_another_process_wrote_is_seen(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    newsroom.write("a.yaml", "The harbour thawed.")
    assert run(UPDATE.format(before="", progress="None"), newsroom.folder) == 0
    assert desk.update().changed == ()
    assert desk.texts() == {"a": ["The harbour thawed."]}


@pytest.mark.parametrize("ending", ["store", "term", "pos", "sqlite", "json"])
@pytest.mark.parametrize("left", [None, 0, 20])
def test_damaged_index_is_built_anew(newsroom: Newsroom, desk: Desk, ending: str, left: int | None) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    desk.store.close()
    for file in list(indexes(desk)[0].glob(f"*.{ending}")):
        if left is None:
            file.unlink()
        else:
            file.write_bytes(file.read_bytes()[:left])
    again = Store.open(newsroom.folder)
    again.update()
    assert again.snapshot.items == 1
    again.close()


def test_unreadable_pointer_is_no_index(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    (desk.store.folder / "current").write_bytes(b"\xff\xfe")
    assert desk.update().added == ()
    assert len(indexes(desk)) == 1
    assert desk.texts() == {"a": ["The harbour froze."]}


def test_index_of_another_format_is_built_anew(
    newsroom: Newsroom, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    monkeypatch.setattr("bot.search.index.tantivy_generation.FORMAT", "another")
    again = Store.open(newsroom.folder)
    assert again.update().added == ("a",)
    assert len(indexes(desk)) == 1
    again.close()


def test_index_that_cannot_be_written_is_told(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot be written"):
        Store.open(newsroom.folder, tmp_path / "file").update()
