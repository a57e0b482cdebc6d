"""Knowledge that vanishes at once is a fault, not news: the old answers stay until it is confirmed."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.knowledge import EntryChanges, FolderError
from bot.replies import Lack
from bot.search import Scope, Search
from bot.search.index.location import BESIDE
from bot.search.index.store import Store

if TYPE_CHECKING:
    from tests.search.index.conftest import Desk, Newsroom

DRAFT = "title: T\nsource: S\ndraft: true\nfacts: [F]\n"
BROKEN = "title: [\n"


@pytest.fixture
def outside(newsroom: Newsroom, tmp_path: Path) -> Iterator[Store]:
    """A store whose index lies outside the knowledge folder, which has two articles."""
    newsroom.write("a.yaml", "The harbour froze.")
    newsroom.write("2031/b.yaml", "The ferry sank.")
    store = Store.open(newsroom.folder, tmp_path / "index")
    store.update()
    yield store
    store.close()


def empty(folder: Path) -> None:
    """As an unmounted share leaves it: nothing in it, hidden or not."""
    for each in folder.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()


def lacks(store: Store) -> list[tuple[Lack, int]]:
    return [(each.lack, each.articles) for each in store.missing]


def test_an_emptied_folder_changes_nothing_until_it_is_confirmed(
    newsroom: Newsroom, outside: Store, caplog: pytest.LogCaptureFixture
) -> None:
    empty(newsroom.folder)
    for _ in range(2):
        done = outside.update()
        assert (done.removed, done.entries) == ((), EntryChanges())
        assert [each.lack for each in done.missing] == [Lack.EMPTY]
        assert outside.snapshot.items == 2
    (told,) = [each.getMessage() for each in caplog.records if each.levelno == logging.WARNING]
    assert "has had nothing to answer from since 20" in told
    assert "2 articles" in told
    assert "reload --confirm" in told
    done = outside.update(confirmed=True)
    assert done.removed == ("a", "b")
    assert len(done.entries.went) == 2
    assert (outside.snapshot.items, outside.missing, outside.emptied) == (0, (), True)


def test_since_when_it_is_missing_is_told_by_every_process(
    newsroom: Newsroom, outside: Store, tmp_path: Path
) -> None:
    empty(newsroom.folder)
    outside.update()
    (first,) = outside.missing
    again = Store.open(newsroom.folder, tmp_path / "index")
    again.update()
    (then,) = again.missing
    assert then.since == first.since.replace(microsecond=0)
    assert again.snapshot.items == 2
    again.close()


def test_files_that_come_back_are_no_news(newsroom: Newsroom, outside: Store, tmp_path: Path) -> None:
    shutil.move(newsroom.folder, tmp_path / "away")
    done = outside.update()
    assert ([each.lack for each in done.missing], outside.snapshot.items) == ([Lack.GONE], 2)
    shutil.move(tmp_path / "away", newsroom.folder)
    newsroom.write("c.yaml", "The dock burnt.")
    done = outside.update()
    assert (done.added, done.changed, done.removed, done.missing) == (("c",), (), (), ())
    assert [key.partition("#")[0] for key in done.entries.came] == ["c"]


def test_a_folder_that_is_gone_can_be_confirmed_too(newsroom: Newsroom, outside: Store) -> None:
    shutil.rmtree(newsroom.folder)
    outside.update()
    assert outside.update(confirmed=True).removed == ("a", "b")
    assert outside.snapshot.items == 0
    with pytest.raises(FolderError, match="no such folder"):
        outside.update()
    assert not newsroom.folder.exists()


@pytest.mark.parametrize("gone", [True, False])
def test_an_index_that_vanished_with_the_knowledge_is_answered_from_while_it_is_open(
    newsroom: Newsroom, desk: Desk, gone: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    shutil.copytree(newsroom.folder, tmp_path / "backup")
    shutil.rmtree(newsroom.folder)
    if not gone:
        newsroom.folder.mkdir()
    for _ in range(2):
        assert [each.lack for each in desk.update().missing] == [Lack.GONE if gone else Lack.EMPTY]
        assert desk.texts() == {"a": ["The harbour froze."]}
        assert newsroom.folder.exists() is not gone
        assert not (newsroom.folder / BESIDE).exists()
    shutil.copytree(tmp_path / "backup", newsroom.folder, dirs_exist_ok=True)
    newsroom.write("b.yaml", "The ferry sank.")
    assert desk.update().added == ("b",)
    with Search.open(newsroom.folder, vectors=False) as another:
        assert another.opened.added == ()
    shutil.rmtree(newsroom.folder)
    if not gone:
        newsroom.folder.mkdir()
    assert desk.update(confirmed=True).removed == ("a", "b")
    assert newsroom.folder.exists() is not gone


def test_the_last_article_that_turns_into_a_draft_is_news(newsroom: Newsroom, desk: Desk) -> None:
    file = newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    file.write_text(DRAFT)
    assert desk.update().removed == ("a",)
    assert desk.store.emptied


@pytest.mark.parametrize("left", [DRAFT, BROKEN, ""])
def test_what_is_left_may_be_of_no_use(newsroom: Newsroom, desk: Desk, left: str) -> None:
    file = newsroom.write("a.yaml", "The harbour froze.")
    (newsroom.folder / "b.yaml").write_text(left)
    desk.update()
    file.unlink()
    assert desk.update().removed == ()
    assert lacks(desk.store) == [(Lack.EMPTY, 1)]
    newsroom.write("c.yaml", "The ferry sank.")
    assert (desk.update().removed, lacks(desk.store)) == (("a",), [])


def test_other_articles_in_the_place_of_all_are_news(newsroom: Newsroom, outside: Store) -> None:
    empty(newsroom.folder)
    newsroom.write("mine.yaml", "The dock burnt.")
    done = outside.update()
    assert (done.added, done.removed, done.missing) == (("mine",), ("a", "b"), ())


def test_a_folder_that_never_had_an_article_is_no_fault(newsroom: Newsroom, desk: Desk) -> None:
    for _ in range(2):
        assert desk.update().missing == ()
    assert not desk.store.emptied


class TestMounts:
    """The real thing: file systems of 1 MB, mounted and taken away."""

    def mount(self, place: Path) -> None:
        place.mkdir(exist_ok=True)
        command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
        if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("no file system can be mounted here")

    @pytest.fixture(autouse=True)
    def clean(self, newsroom: Newsroom) -> Iterator[None]:
        yield
        for place in (newsroom.folder / "archive", newsroom.folder):
            subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)  # noqa: S607

    def unmount(self, place: Path) -> None:
        subprocess.run(["umount", "-l", str(place)], check=True)  # noqa: S607

    def test_the_whole_knowledge_is_unmounted_under_an_open_index(
        self, newsroom: Newsroom, desk: Desk
    ) -> None:
        self.mount(newsroom.folder)
        newsroom.write("a.yaml", "The harbour froze.")
        desk.update()
        self.unmount(newsroom.folder)
        desk.update()
        assert lacks(desk.store) == [(Lack.EMPTY, 1)]
        assert desk.texts() == {"a": ["The harbour froze."]}
        assert list(newsroom.folder.iterdir()) == []
        self.mount(newsroom.folder)
        newsroom.write("b.yaml", "The ferry sank.")
        desk.update()
        assert (desk.texts(), desk.store.missing) == ({"b": ["The ferry sank."]}, ())

    def test_a_file_system_in_the_folder_is_unmounted(self, newsroom: Newsroom, desk: Desk) -> None:
        archive = newsroom.folder / "archive"
        newsroom.write("a.yaml", "The harbour froze.")
        self.mount(archive)
        newsroom.write("archive/b.yaml", "The ferry sank.")
        newsroom.write("archive/2030/c.yaml", "The dock burnt.")
        desk.update()
        self.unmount(archive)
        newsroom.write("a.yaml", "The harbour thawed.")
        done = desk.update()
        assert (done.changed, done.removed) == (("a",), ())
        assert [(each.folder, each.lack, each.articles) for each in done.missing] == [
            (str(archive), Lack.UNMOUNTED, 2)
        ]
        assert len(desk.texts()) == 3
        assert lacks(desk.store) == [(Lack.UNMOUNTED, 2)]
        self.mount(archive)
        newsroom.write("archive/b.yaml", "The ferry sank.")
        assert (desk.update().removed, desk.store.missing) == (("c",), ())
        self.unmount(archive)
        assert desk.update(confirmed=True).removed == ("b",)
        assert (desk.update().missing, len(desk.texts())) == ((), 1)

    def test_a_collection_that_is_unmounted_keeps_its_rule(self, newsroom: Newsroom, desk: Desk) -> None:
        archive = newsroom.folder / "archive"
        newsroom.write("a.yaml", "The harbour froze.")
        self.mount(archive)
        newsroom.write("archive/b.yaml", "The ferry sank.")
        (archive / "collection.yaml").write_text("visible_to: [server:1]\n")
        desk.update()
        self.unmount(archive)
        moment = datetime(2031, 6, 1, tzinfo=UTC)
        for number, articles in ((1, 2), (2, 1)):
            desk.update()
            scope = Scope.of([f"server:{number}"], moment)
            assert desk.store.snapshot.seen_by(scope).articles == articles
        assert lacks(desk.store) == [(Lack.UNMOUNTED, 1)]
        assert not desk.store.problems

    def test_a_share_whose_server_is_gone_cannot_be_confirmed(
        self, newsroom: Newsroom, outside: Store
    ) -> None:
        try:
            opened = os.open("/dev/fuse", os.O_RDWR)
        except OSError:
            pytest.skip("no file system can be mounted here")
        options = f"fd={opened},rootmode=40000,user_id=0,group_id=0"
        command = ["mount", "-i", "-t", "fuse", "-o", options, "none", str(newsroom.folder)]
        done = subprocess.run(command, capture_output=True, check=False, pass_fds=[opened])
        os.close(opened)
        if done.returncode:
            pytest.skip("no file system can be mounted here")
        for confirmed in (False, True):
            outside.update(confirmed=confirmed)
            assert lacks(outside) == [(Lack.UNREADABLE, 2)]
            assert outside.snapshot.items == 2
        assert "not connected" in str(outside.missing[0])
        self.unmount(newsroom.folder)
        assert outside.update().missing == ()
