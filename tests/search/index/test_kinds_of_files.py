"""Whatever lies in the knowledge folder: what is no file of text is told, and never waited for."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.check import check
from bot.knowledge.library import SETTLED, scan
from bot.knowledge.opening import LARGEST_FILE, IrregularFileError, regular_bytes
from bot.knowledge.problems import MOST

if TYPE_CHECKING:
    from tests.search.index.conftest import Desk, Newsroom

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
ROUNDS = """
import sys
from pathlib import Path
from bot.search.index.store import Store

for _ in range(3):
    store = Store.open(Path(sys.argv[1]))
    store.update()
    print(store.snapshot.items, *sorted(problem.what for problem in store.problems))
    store.close()
"""
PATIENCE = 60
"""Seconds after which a program counts as one that waits for ever."""


def rounds(folder: Path) -> list[str]:
    """What three starts in a row hold and tell, of a program that is ended if it waits."""
    done = subprocess.run(
        [sys.executable, "-c", ROUNDS, str(folder)],
        check=True, timeout=PATIENCE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return done.stdout.splitlines()


@posix
def test_pipes_devices_and_sockets_are_told_and_not_opened(newsroom: Newsroom) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    os.mkfifo(newsroom.folder / "pipe.yaml")
    (newsroom.folder / "link.yaml").symlink_to("pipe.yaml")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(newsroom.folder / "socket.yaml"))
    kinds = ["pipe", "link", "socket"]
    try:
        os.mknod(newsroom.folder / "device.yaml", 0o600 | 0o020000, os.makedev(1, 5))  # /dev/zero
        kinds.append("device")
    except PermissionError:
        pass  # only root makes devices
    assert rounds(newsroom.folder) == [" ".join(["1", *["This is no file."] * len(kinds)])] * 3


@posix
def test_a_file_that_turns_into_a_pipe_keeps_its_last_good_version(newsroom: Newsroom) -> None:
    file = newsroom.write("a.yaml", "The harbour froze.")
    assert rounds(newsroom.folder) == ["1"] * 3
    file.unlink()
    os.mkfifo(file)
    assert rounds(newsroom.folder) == ["1 This is no file."] * 3


def test_a_huge_file_is_told_and_read_no_further(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    with (newsroom.folder / "big.yaml").open("wb") as file:
        file.truncate(LARGEST_FILE * 200)
    for _ in range(3):
        desk.update()
        ((path, what),) = desk.errors()
        assert (path, what[:19]) == ("big.yaml", "The file has 3200.0")
    assert read_by(desk.update) < LARGEST_FILE


def test_of_a_copied_archive_the_first_problems_are_told(newsroom: Newsroom, desk: Desk) -> None:
    articles = "".join(f"---\nid: a{n}\ntitle: T\nsource: S\nfacts: [F]\n" for n in range(60))
    for name in ("archive.yaml", "copy.yaml"):
        (newsroom.folder / name).write_text(articles)
    desk.update()
    for told in (desk.errors(), [(one.path, one.what) for one in check(newsroom.folder).errors]):
        assert len(told) == MOST + 1
        assert told[-1][1] == "The file has 40 more problems."


def read_by(work: Callable[[], object]) -> int:
    """Bytes that this process reads while it works, as the system counts them; 0 where it does not."""
    counter = Path("/proc/self/io")
    before = counter.read_text() if counter.exists() else ""
    work()
    after = counter.read_text() if counter.exists() else ""
    return sum(int(text.split()[1]) * sign for text, sign in ((before, -1), (after, 1)) if text)


@posix
@pytest.mark.parametrize("name", [b"dir\xff", b"\xe9t\xe9", b"dir\xff.yaml", b"\xed\xa0\x80"])
def test_a_folder_whose_name_is_no_text_is_a_problem_of_its_own(
    newsroom: Newsroom, desk: Desk, name: bytes
) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    inner = os.path.join(os.fsencode(newsroom.folder), name)  # noqa: PTH118
    os.mkdir(inner)  # noqa: PTH102
    with open(os.path.join(inner, b"b.yaml"), "w") as file:  # noqa: PTH118, PTH123
        file.write("title: T\nsource: S\nfacts: [F]\n")
    for _ in range(2):
        desk.update()
        assert desk.texts() == {"a": ["The harbour froze."]}
        ((path, what),) = desk.errors()
        assert what == "The folder's name is not UTF-8 text."
        assert path.isprintable()
    assert what in [problem.what for problem in check(newsroom.folder).problems]


def test_an_edit_that_keeps_size_and_time_is_seen(newsroom: Newsroom, desk: Desk) -> None:
    file = newsroom.write("a.yaml", "The harbour froze.")
    os.utime(file, (1_900_000_000, 1_900_000_000))
    age(desk, newsroom)
    ways: list[Callable[[Path, str], object]] = [Path.write_text, put_in_place]
    for write in ways:
        old = file.read_text()
        new = old.replace("froze", "thaws") if "froze" in old else old.replace("thaws", "froze")
        write(file, new)
        os.utime(file, (1_900_000_000, 1_900_000_000))
        assert desk.update().changed == ("a",)
        age(desk, newsroom)


def put_in_place(file: Path, text: str) -> None:
    """As rsync does it: written aside, then put in the file's place."""
    aside = file.with_suffix(".part")
    aside.write_text(text)
    aside.replace(file)


def age(desk: Desk, newsroom: Newsroom) -> None:
    """As though the file had been read long after it was written, so that its stamp is trusted."""
    desk.update()
    found = scan(newsroom.folder)
    later = max(max(stamp[1:]) for stamp in found.files.values()) + SETTLED + 1
    assert desk.store._generation
    desk.store._generation.touch(["a.yaml"], replace(found, time=later))


class Swapped(type(Path())):  # type: ignore[misc]
    """A file in whose place there is a pipe as soon as somebody has looked at what it is."""

    def stat(self, **given: bool) -> os.stat_result:
        """What it is, for the last time."""
        found: os.stat_result = super().stat(**given)
        if stat.S_ISREG(found.st_mode):
            self.unlink()
            os.mkfifo(self)
        return found


@posix
def test_a_file_that_is_a_pipe_by_the_time_it_is_opened_keeps_nobody_waiting(tmp_path: Path) -> None:
    path = Swapped(tmp_path / "a.yaml")
    path.write_text("title: T\n", "utf-8")
    told: list[BaseException] = []

    def look() -> None:
        try:
            regular_bytes(path)
        except BaseException as error:
            told.append(error)

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    looking.join(20)
    assert [type(each) for each in told] == [IrregularFileError]
