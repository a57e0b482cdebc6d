"""A newsroom's own folder: knowledge with a first article, settings, and what git should leave alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge import collection_schema, knowledge_schema, people_schema

KNOWLEDGE = "knowledge"
SETTINGS = ".env"

GIT_IGNORE = """\
# The token and other settings, which nobody else may see.
.env
# What the bot keeps of its servers.
/records/
# The search index: made by the program, safe to delete.
.briefing-index/
"""

SCHEMAS = {
    "docs/knowledge.schema.json": knowledge_schema,
    "docs/people.schema.json": people_schema,
    "docs/collection.schema.json": collection_schema,
}
"""The schemas to which the first lines of the shipped articles point, for an editor's program."""

_OWNER_ONLY = 0o600
"""Permissions of `.env`, since a token will stand in it."""

_INSTALLED = Path(__file__).parent / "newsroom"
_CLONE = Path(__file__).parents[2]


@dataclass(frozen=True)
class Newsroom:
    """What was done to a folder: files written, and what was there before and was left as it is."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def make_newsroom(folder: Path) -> Newsroom:
    """Write what a newsroom's folder lacks of its knowledge, its settings and its list for git.

    A knowledge folder that is there is left as it is: the first article is only for those who have none.

    :raises OSError: the folder or a file in it cannot be written.
    """
    articles, _ = _shipped()
    wanted = {folder / SETTINGS: example_settings(), folder / ".gitignore": GIT_IGNORE.encode()}
    knowledge = folder / KNOWLEDGE
    kept = [path for path in (knowledge, *wanted) if path.exists()]
    if knowledge not in kept:
        shipped = {knowledge / article.name: article.read_bytes() for article in articles}
        wanted = shipped | {folder / name: text().encode() for name, text in SCHEMAS.items()} | wanted
    missing = [path for path in wanted if path not in kept]
    for path in missing:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_new(path, wanted[path])
    return Newsroom(tuple(missing), tuple(kept))


def example_settings() -> bytes:
    """The file of settings as it ships, every setting with its help and default."""
    return _shipped()[1].read_bytes()


def _shipped() -> tuple[list[Path], Path]:
    """The articles and the settings that come with the program: in a wheel inside the package."""
    if _INSTALLED.is_dir():
        return sorted((_INSTALLED / KNOWLEDGE).glob("*.yaml")), _INSTALLED / "env.example"
    return sorted((_CLONE / KNOWLEDGE).glob("*.yaml")), _CLONE / ".env.example"


def _write_new(path: Path, content: bytes) -> None:
    mode = _OWNER_ONLY if path.name == SETTINGS else 0o666  # less what the umask takes
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
