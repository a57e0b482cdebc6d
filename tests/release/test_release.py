"""A release: what keeps a commit from being one, and that whoever builds it gets the same bytes."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from release.bill import listed
from release.build import build, build_once
from release.licences import LIST, found, is_free
from release.licences import listed as as_markdown
from release.pinned import ROOT, UnknownError
from release.ready import State, faults, git

READY = State("1.2.0", "1.2.0 (2031-05-04)", frozenset({"v1.2.0"}))


def lacking(tool: str) -> bool:
    """Whether a tool of the extra `release` is not installed."""
    return shutil.which(tool) is None


def test_what_is_tagged_dated_and_committed_may_be_released() -> None:
    assert faults(READY) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"heading": "1.2.0 (unreleased)"}, "CHANGELOG.md begins with “## 1.2.0 (unreleased)”"),
        ({"heading": "1.1.0 (2031-05-04)"}, "CHANGELOG.md begins with “## 1.1.0 (2031-05-04)”"),
        ({"tags": frozenset()}, "The commit has no tag v1.2.0"),
        ({"tags": frozenset({"v1.2.0", "v1.3.0"})}, "has the tag v1.3.0, and pyproject.toml says 1.2.0"),
        ({"uncommitted": ("?? notes",)}, "1 files are not committed"),
        ({"locked": ("deploy/requirements.txt: x has no hash.",)}, "x has no hash"),
    ],
)
def test_what_is_missing_for_a_release_is_told(change: dict[str, Any], told: str) -> None:
    (fault,) = faults(dataclasses.replace(READY, **change))
    assert told in fault


def test_the_state_of_a_clone_is_read(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "CHANGELOG.md"):
        shutil.copy(ROOT / name, tmp_path)
    in_git(tmp_path, "init", "-q")
    in_git(tmp_path, "add", ".")
    in_git(tmp_path, "commit", "-qm", "all")
    in_git(tmp_path, "tag", "v9.9.9")
    (tmp_path / "notes").touch()
    state = State.of(tmp_path)
    assert state.version in state.heading
    assert state.tags == {"v9.9.9"}
    assert state.uncommitted == ("?? notes",)


def in_git(folder: Path, *arguments: str) -> None:
    git(folder, "-c", "user.name=ann", "-c", "user.email=ann@newsroom.example", *arguments)


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("MIT", True), ("Apache-2.0 AND MIT", True), ("MPL-1.1 OR GPL-2.0-only", True),
        ("GPL-3.0-only", False), ("MIT AND GPL-3.0-only", False), ("UNKNOWN", False),
    ],
)  # fmt: skip
def test_a_licence_is_free_if_each_part_or_one_of_a_choice_is(licence: str, free: bool) -> None:
    assert is_free(licence) is free


@pytest.mark.skipif(lacking("pip-licenses"), reason="needs the extra release")
def test_the_list_of_licences_is_current_and_all_are_free() -> None:
    try:
        licences = found()
    except UnknownError as error:
        pytest.skip(f"not run: {error}")
    assert as_markdown(licences) == LIST.read_text("utf-8")
    assert [name for name, _, licence in licences if not is_free(licence)] == []


@pytest.mark.long
@pytest.mark.skipif(lacking("cyclonedx-py"), reason="needs the extra release")
def test_the_bill_of_materials_names_the_program_and_its_libraries(tmp_path: Path) -> None:
    bill = json.loads(listed(Path(sys.executable), tmp_path / "bill.json").read_text("utf-8"))
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "briefing-bot")
    (client,) = (each for each in bill["components"] if each["name"] == "discord.py")
    assert client["version"] == version("discord.py")
    assert client["licenses"]


@pytest.mark.long
def test_building_twice_and_elsewhere_gives_the_same_bytes(tmp_path: Path) -> None:
    clone = tmp_path / "elsewhere"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{ROOT}", str(clone))
    os.utime(clone / "bot" / "__init__.py", (0, 0))
    (clone / "bot" / "left_over.py").touch()
    (here := tmp_path / "here").mkdir()
    built, again = build(ROOT, here), build_once(clone, tmp_path / "there")
    assert [path.suffix for path in built] == [".gz", ".whl"]
    assert [path.read_bytes() for path in built] == [path.read_bytes() for path in again]
