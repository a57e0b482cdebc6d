"""A folder under watch, on the real file system: what is noticed, and that nothing ends the watch."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event

import pytest

from bot.knowledge import watch
from bot.knowledge.errors import KnowledgeError
from bot.knowledge.watch import Watcher, WatchError, concerns

PATIENCE = 20.0
"""Seconds after which a change that was not noticed fails a test; nothing waits that long."""


class Notices:
    """Takes calls; `after` repeats a change until one comes, as nobody can tell when a watch has begun."""

    def __init__(self) -> None:
        self._calls: SimpleQueue[None] = SimpleQueue()
        self.fails = False

    def __call__(self) -> None:
        self._calls.put(None)
        if self.fails:
            raise KnowledgeError("The index is being written by another process.")

    def after(self, change: Callable[[int], object]) -> bool:
        for turn in count():
            change(turn)
            try:
                self._calls.get(timeout=0.6)
            except Empty:
                if turn * 0.6 > PATIENCE:
                    return False
            else:
                return True
        raise AssertionError


def test_a_saved_file_is_noticed(tmp_path: Path) -> None:
    notices = Notices()
    with Watcher(tmp_path, notices):
        assert notices.after(lambda turn: (tmp_path / "a.yaml").write_text(f"title: {turn}"))
        assert notices.after(lambda turn: (tmp_path / f"b{turn}.yml").write_text("title: B"))


def test_a_folder_that_comes_with_files_is_noticed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "knowledge", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()

    def move(turn: int) -> None:
        fresh = outside / f"year{turn}"
        fresh.mkdir()
        (fresh / "a.yaml").write_text("title: A")
        fresh.rename(inside / fresh.name)

    notices = Notices()
    with Watcher(inside, notices):
        assert notices.after(move)


def test_the_watch_outlives_a_reload_that_fails(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    notices = Notices()
    notices.fails = True
    with caplog.at_level(logging.WARNING), Watcher(tmp_path, notices):
        assert notices.after(lambda turn: (tmp_path / "a.yaml").write_text(f"title: {turn}"))
        assert notices.after(lambda turn: (tmp_path / "a.yaml").write_text(f"title: again {turn}"))
    assert "being written by another process" in caplog.text


def test_a_folder_that_vanishes_and_one_that_comes_in_its_place_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LOOK", 0.1)
    folder, elsewhere = tmp_path / "knowledge", tmp_path / "elsewhere"

    def move(_turn: int) -> None:
        if folder.exists():
            folder.rename(elsewhere)
        else:
            elsewhere.rename(folder)

    def write(turn: int) -> None:
        # How often it was moved until that was noticed depends on the machine.
        if not folder.exists():
            elsewhere.rename(folder)
        (folder / "a.yaml").write_text(f"title: {turn}")

    elsewhere.mkdir()
    notices = Notices()
    with Watcher(folder, notices):
        assert notices.after(move)
        assert notices.after(write)
        assert notices.after(move)
        assert notices.after(write)


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("a.yaml", True),
        ("2016/a.yml", True),
        ("2016", True),
        ("notes.txt", False),
        ("a.proof.json", False),
        (".a.yaml.swp", False),
        (".git/index", False),
        (".briefing-index/a.yaml", False),
        ("../elsewhere.yaml", False),
    ],
)
def test_only_what_may_be_knowledge_counts(tmp_path: Path, path: str, counts: bool) -> None:
    folder = tmp_path / ".cache" / "knowledge"
    (folder / "2016").mkdir(parents=True)
    for name in ("notes.txt", "a.proof.json"):
        (folder / name).touch()
    told = str((folder / path).resolve())
    assert concerns(folder, told) is counts


def test_a_missing_package_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(WatchError, match=r"pip install 'briefing-bot\[watch\]'"):
        Watcher(tmp_path, Event().set).start()
