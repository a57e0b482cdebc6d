"""Several processes prepare files just as one does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from bot.search.index import generation, workers
from bot.search.index.errors import StorageError, WorkerError
from bot.search.index.generation import Effort
from bot.search.index.prepare import prepare
from bot.search.index.store import Store
from bot.search.index.workers import BATCH, WorkerPool

if TYPE_CHECKING:
    from tests.search.index.conftest import Desk, Newsroom

FILES = 5 * BATCH + 3


@pytest.fixture
def archive(newsroom: Newsroom) -> list[str]:
    """The paths of files of which one is broken, one has a warning and two use one id."""
    paths = [f"{number:03}.yaml" for number in range(FILES)]
    for number, path in enumerate(paths):
        newsroom.write(path, f"The hárbour “froze” {number} times.\u2028Twice.", article=f"é{number}")
    newsroom.write(paths[3]).write_text("title: [\n")
    newsroom.write(paths[9], "A fact.").write_text("title: No source\nfacts: [One.]\n")
    newsroom.write(paths[20], "A ferry sank.", article="é10")
    return paths


@pytest.fixture
def crewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers, however few the files."""
    monkeypatch.setattr(workers, "_fitting", lambda _: 2)


def contents(store: Store) -> list[str]:
    """All items and articles of an index, in one order."""
    snapshot = store.snapshot
    items = snapshot.load(snapshot.every_item())
    found = [*items, *snapshot.records(limit=2 * FILES)]
    return sorted(one.model_dump_json() for one in found)


def test_workers_give_what_this_process_gives_in_order(newsroom: Newsroom, archive: list[str]) -> None:
    expected = [prepare(newsroom.folder, path) for path in archive]
    with WorkerPool(newsroom.folder, archive, count=2) as pool:
        assert list(pool.pages()) == expected


def test_no_files_need_no_work(newsroom: Newsroom) -> None:
    with WorkerPool(newsroom.folder, [], count=1) as pool:
        assert list(pool.pages()) == []


def test_index_that_workers_prepared_is_what_one_process_prepares(
    newsroom: Newsroom, desk: Desk, archive: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = Store.open(newsroom.folder, tmp_path / "alone")
    expected = alone.update()
    monkeypatch.setattr(workers, "_fitting", lambda _: 2)
    done = desk.update()
    assert done.added == expected.added
    assert done.problems == expected.problems
    assert contents(desk.store) == contents(alone)
    assert desk.texts()["é10"] == ["The hárbour “froze” 10 times.\u2028Twice."]
    alone.close()


@pytest.mark.usefixtures("crewed")
def test_index_that_workers_prepared_is_kept_up_to_date_and_tidy(
    newsroom: Newsroom, desk: Desk, archive: list[str]
) -> None:
    desk.update()
    (newsroom.folder / archive[10]).unlink()
    newsroom.write(archive[0], "The harbour thawed.", article="é0")
    assert desk.update().changed == ("é0", "é10")
    assert (desk.texts()["é0"], desk.texts()["é10"]) == (["The harbour thawed."], ["A ferry sank."])
    for path in archive[1:]:
        (newsroom.folder / path).unlink(missing_ok=True)
    desk.update()
    again = Store.open(newsroom.folder)
    assert again.update().problems == ()
    assert [path.suffix for path in again.folder.glob("index-*/*.store")] == [".store"]
    again.close()


@pytest.mark.usefixtures("crewed")
def test_build_that_cannot_be_written_leaves_the_old_index(
    newsroom: Newsroom, desk: Desk, archive: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.update()
    before = desk.texts()
    monkeypatch.setattr("bot.search.index.tantivy_generation.FORMAT", "another")
    monkeypatch.setattr(generation, "EDIT", Effort(1, 1))
    with pytest.raises(StorageError, match="memory"):
        Store.open(newsroom.folder).update()
    assert desk.texts() == before
    assert len(list(desk.store.folder.glob("index-*"))) == 1


@pytest.mark.usefixtures("crewed")
def test_build_whose_worker_is_killed_leaves_the_old_index(
    newsroom: Newsroom, desk: Desk, archive: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: Any, **options: Any) -> subprocess.Popen[str]:
        started.append(subprocess.Popen(*arguments, **options))
        return started[-1]

    # More than a pipe takes, so that the worker of the last batch is still at work when it is killed.
    newsroom.write(archive[5 * BATCH], *(f"The ferry made trip {number}." for number in range(2000)))
    desk.update()
    before = desk.texts()
    monkeypatch.setattr("bot.search.index.tantivy_generation.FORMAT", "another")
    monkeypatch.setattr(workers, "subprocess", SimpleNamespace(Popen=start, PIPE=subprocess.PIPE))
    with pytest.raises(WorkerError, match="ended from outside"):
        Store.open(newsroom.folder).update(lambda _: started[-1].kill())
    assert desk.texts() == before
    assert len(list(desk.store.folder.glob("index-*"))) == 1
    assert all(worker.poll() is not None for worker in started)


def test_worker_that_dies_is_told(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with (
        pytest.raises(WorkerError, match=r"a\.yaml"),
        WorkerPool(newsroom.folder, ["a.yaml"], count=1) as pool,
    ):
        list(pool.pages())
