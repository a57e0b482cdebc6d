"""Which files of a folder are knowledge, and what changed among them."""

from __future__ import annotations

import gc
import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot.knowledge.errors import FolderError
from bot.knowledge.library import SETTLED, FileChanges, Known, Scan, compare, scan
from bot.knowledge.reader import read


def known(found: Scan, folder: Path) -> dict[str, Known]:
    """All files of a scan as though they had been read long after they were written."""
    return {path: Known(stamp, read(folder / path, path).digest) for path, stamp in found.files.items()}


def write(folder: Path, *paths: str) -> None:
    for path in paths:
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"title: {path}\n")


def test_knowledge_files_are_found_in_all_folders(tmp_path: Path) -> None:
    write(tmp_path, "b.yaml", "a/z.yml", "a.yaml", "2031/05/c.yaml")
    assert sorted(scan(tmp_path).files) == ["2031/05/c.yaml", "a.yaml", "a/z.yml", "b.yaml"]


def test_other_and_hidden_files_are_no_knowledge(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", ".b.yaml", ".git/c.yaml", ".briefing-index/d.yaml", "e.yaml~", "f.YAML.bak")
    (tmp_path / "folder.yaml").mkdir()
    assert not scan(tmp_path).files


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "a/b.yaml")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "c.yaml").symlink_to(tmp_path / "a" / "b.yaml")
    assert sorted(scan(tmp_path).files) == ["a/b.yaml", "c.yaml"]


def test_links_out_of_the_folder_are_a_problem(tmp_path: Path) -> None:
    write(tmp_path, "secret.yaml", "knowledge/2031/a.yaml")
    folder = tmp_path / "knowledge"
    (folder / "2031" / "b.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "2031" / "c.yaml").symlink_to("../2031/a.yaml")
    (tmp_path / "linked").symlink_to(folder)
    for place in (folder, tmp_path / "linked"):
        found = scan(place)
        assert sorted(found.files) == ["2031/a.yaml", "2031/c.yaml"]
        assert [(p.path, p.what) for p in found.problems] == [
            ("2031/b.yaml", "The link leads out of the knowledge folder.")
        ]


def test_links_that_lead_nowhere_keep_what_was_known_and_are_told(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    before = known(scan(tmp_path), tmp_path)
    (tmp_path / "a.yaml").unlink()
    changes = compare(tmp_path, scan(tmp_path), before)
    assert changes == FileChanges(changed=("b.yaml",), removed=("a.yaml",))
    assert "cannot be read" in read(tmp_path / "b.yaml", "b.yaml").problems[0].what
    assert "cannot be read" in read(tmp_path / "loop.yaml", "loop.yaml").problems[0].what


def test_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="no such folder"):
        scan(tmp_path / "missing")


def test_name_in_another_encoding_is_a_problem(tmp_path: Path) -> None:
    place = os.fsencode(tmp_path) + b"/caf\xe9.yaml"
    try:
        with open(place, "wb"):  # noqa: PTH123
            pass
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    found = scan(tmp_path)
    assert not found.files
    assert "UTF-8" in found.problems[0].what


def test_files_in_a_closed_folder_are_not_gone(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "b/c.yaml")
    before = known(scan(tmp_path), tmp_path)
    now = scan(tmp_path)
    hidden = Scan({"a.yaml": now.files["a.yaml"]}, now.time, closed=("b",))
    assert compare(tmp_path, hidden, before) == FileChanges()


def test_compare_tells_what_came_changed_and_went(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "b.yaml", "c.yaml")
    before = known(scan(tmp_path), tmp_path)
    (tmp_path / "a.yaml").unlink()
    (tmp_path / "b.yaml").write_text("title: other\n")
    write(tmp_path, "d.yaml")
    changes = compare(tmp_path, scan(tmp_path), before)
    assert changes == FileChanges(added=("d.yaml",), changed=("b.yaml",), removed=("a.yaml",))


def test_same_content_at_another_time_is_only_touched(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml")
    before = known(scan(tmp_path), tmp_path)
    os.utime(tmp_path / "a.yaml", (1, 1))
    changes = compare(tmp_path, scan(tmp_path), before)
    assert not changes
    assert changes.touched == ("a.yaml",)


def test_stamp_is_trusted_only_when_it_has_settled(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml")
    found = scan(tmp_path)
    later = replace(found, time=found.files["a.yaml"][1] + SETTLED + 1)
    settled = Known.of("a.yaml", later, "other")
    assert compare(tmp_path, found, {"a.yaml": settled}) == FileChanges()
    fresh = Known.of("a.yaml", found, "other")
    assert compare(tmp_path, found, {"a.yaml": fresh}).changed == ("a.yaml",)


def test_file_that_vanishes_while_it_is_compared_counts_as_changed(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml")
    now = scan(tmp_path)
    before = {"a.yaml": Known((0, 0, 0), "other")}
    (tmp_path / "a.yaml").unlink()
    assert compare(tmp_path, now, before).changed == ("a.yaml",)


@pytest.mark.parametrize("running", [True, False])
def test_a_scan_leaves_the_collector_of_garbage_as_it_was(tmp_path: Path, running: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if running else gc.disable)()
        scan(tmp_path)
        assert gc.isenabled() is running
        with pytest.raises(FolderError):
            scan(tmp_path / "missing")
        assert gc.isenabled() is running
    finally:
        (gc.enable if before else gc.disable)()
