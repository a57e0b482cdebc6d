"""What a program can check of the house: who may import whom, and that the README's pictures are there."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BOT = ROOT / "bot"

# Room -> the rooms it may know. `bot/settings.py` and `bot/__main__.py` are rooms of one module.
KNOWS = {
    "text": set(),
    "settings": set(),
    "names": {"text"},
    "models": {"text"},
    "knowledge": {"text", "names"},
    "replies": {"knowledge"},
    "attribution": {"text", "names", "models"},
    "search": {"text", "names", "models", "knowledge", "replies"},
    "answering": {"text", "names", "models", "knowledge", "replies", "search", "verify"},
    "verify": {"text", "names", "attribution", "knowledge", "replies", "search"},
    "ingest": {"text", "names", "models", "attribution", "knowledge"},
    "cards": {"text", "knowledge", "replies", "verify", "ingest"},
    "records": {"text", "knowledge", "replies", "cards", "settings"},
    "services": {"text", "knowledge", "replies", "answering", "verify", "ingest", "records", "settings"},
    "chat": {
        "text", "knowledge", "replies", "answering", "verify", "ingest", "cards", "records", "services",
        "settings",
    },
    "cli": {
        "text", "models", "knowledge", "replies", "search", "answering", "verify", "ingest", "cards",
        "records", "settings", "chat",
    },
    "__main__": {"cli"},
}  # fmt: skip
MODULES = sorted(path for path in BOT.rglob("*.py") if path != BOT / "__init__.py")


def room_of(path: Path) -> str:
    return path.relative_to(BOT).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[str]:
    """The full names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written with their full name"
            assert node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_room_is_in_the_rules() -> None:
    assert {room_of(path) for path in MODULES} <= KNOWS.keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("bot.")}
    assert rooms - {room} <= KNOWS[room], f"the room {room} must not know {rooms - {room} - KNOWS[room]}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_chat_room_knows_discord(path: Path) -> None:
    if room_of(path) != "chat":
        assert not [name for name in imported(path) if name.split(".")[0] == "discord"]


@pytest.mark.parametrize("library", ["discord", "sqlalchemy"])
def test_the_terminal_starts_without_what_only_some_commands_need(library: str) -> None:
    code = f"import sys, bot.cli; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_every_picture_of_the_readme_is_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"docs/discord-answer.png", "docs/discord-unsure.png", "docs/discord-timeline.png"} <= {*pictures}
    for picture in pictures:
        assert 0 < (ROOT / picture).stat().st_size < 150_000, picture
