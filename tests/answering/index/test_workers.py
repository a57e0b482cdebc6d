"""Several processes prepare files just as one does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bot.answering.index.errors import WorkerError
from bot.answering.index.prepare import prepare
from bot.answering.index.workers import BATCH, prepared

if TYPE_CHECKING:
    from conftest import Newsroom


def test_workers_give_what_this_process_gives_in_order(newsroom: Newsroom) -> None:
    paths = [f"{number:03}.yaml" for number in range(5 * BATCH + 3)]
    for number, path in enumerate(paths):
        newsroom.write(path, f"The hárbour “froze” {number} times.\u2028Twice.", article=f"é{number}")
    newsroom.write(paths[3]).write_text("title: [\n")
    newsroom.write(paths[9], "A fact.").write_text("title: No source\nfacts: [One.]\n")
    expected = [prepare(newsroom.folder, path) for path in paths]
    assert list(prepared(newsroom.folder, paths, count=2)) == expected


def test_no_files_need_no_work(newsroom: Newsroom) -> None:
    assert list(prepared(newsroom.folder, [], count=1)) == []


def test_worker_that_dies_is_told(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(WorkerError, match=r"a\.yaml"):
        list(prepared(newsroom.folder, ["a.yaml"], count=1))
