"""Whether what is committed may be released: its version, what CHANGELOG says, its tag, the tree."""

from __future__ import annotations

import re
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from release.lock import not_current
from release.pinned import UnknownError


@dataclass(frozen=True)
class State:
    """What a release is judged by."""

    version: str
    heading: str
    """The first heading of a version in CHANGELOG.md, without its `## `."""
    tags: frozenset[str]
    """Those of the commit."""
    uncommitted: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    """What is not current in the container's requirements, a sentence each."""

    @classmethod
    def of(cls, repository: Path) -> Self:
        """The state of a clone."""
        project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
        headings = re.findall(r"^## (.+)$", (repository / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
        tags = git(repository, "tag", "--points-at", "HEAD").split()
        uncommitted = tuple(git(repository, "status", "--porcelain").splitlines())
        try:
            locked = tuple(not_current())
        except UnknownError as error:
            locked = (f"{error} Install the versions of constraints.txt.",)
        return cls(project["version"], headings[0] if headings else "", frozenset(tags), uncommitted, locked)


def faults(state: State) -> list[str]:
    """What keeps it from being released, a sentence each."""
    tag = f"v{state.version}"
    found = []
    if not re.fullmatch(rf"{re.escape(state.version)} \(\d{{4}}-\d\d-\d\d\)", state.heading):
        found.append(
            f"CHANGELOG.md begins with “## {state.heading}”: make it “## {state.version} (YYYY-MM-DD)”, or"
            " set that version in pyproject.toml."
        )
    if tag not in state.tags:
        found.append(f"The commit has no tag {tag}: git tag -s {tag}")
    for other in sorted(state.tags - {tag}):
        if re.fullmatch(r"v\d.*", other):
            found.append(f"The commit has the tag {other}, and pyproject.toml says {state.version}.")
    if state.uncommitted:
        found.append(f"{len(state.uncommitted)} files are not committed: git status")
    return [*found, *state.locked]


def git(repository: Path, *arguments: str) -> str:
    """What git prints."""
    done = subprocess.run(["git", *arguments], cwd=repository, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout
