"""Files are written whole or not at all, with the permissions that any other file would get."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.text.files import write_whole


@pytest.fixture
def umask() -> Iterator[int]:
    mask = 0o027
    before = os.umask(mask)
    yield mask
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "one\r\ntwo\n“é”")
    assert (tmp_path / "a.txt").read_bytes() == "one\r\ntwo\n“é”".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_new_file_keeps_to_the_umask(tmp_path: Path, umask: int) -> None:
    write_whole(tmp_path / "a", b"1")
    assert mode(tmp_path / "a") == 0o666 & ~umask


def test_a_file_that_was_there_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0")
    path.chmod(0o600)
    write_whole(path, b"1")
    assert (path.read_bytes(), mode(path)) == (b"1", 0o600)


def test_a_link_goes_on_leading_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    real, link = tmp_path / "there/a", tmp_path / "link"
    real.write_bytes(b"0")
    link.symlink_to(real)
    write_whole(link, b"1")
    assert link.is_symlink()
    assert real.read_bytes() == b"1"


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError):
        write_whole(tmp_path / "a", b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_two_writers_never_mix(tmp_path: Path) -> None:
    path = tmp_path / "a"
    contents = [letter * 100_000 for letter in "abcdefgh"]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda content: write_whole(path, content), contents * 3))
    assert path.read_text() in contents


def test_whoever_has_the_old_file_open_keeps_it_whole(tmp_path: Path) -> None:
    path, held = tmp_path / "a.yaml", tmp_path / "held"
    path.write_text("old", "utf-8")
    os.link(path, held)
    write_whole(path, "new")
    assert (path.read_text("utf-8"), held.read_text("utf-8")) == ("new", "old")
