"""What a program can check of the house: who may import whom, and that the README's pictures are there."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Collection, Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BOT = ROOT / "bot"

# Room -> the rooms it may know. `bot/settings.py` and `bot/__main__.py` are rooms of one module.
KNOWS = {
    "text": set(),
    "settings": {"text"},
    "names": {"text"},
    "models": {"text"},
    "knowledge": {"text", "names"},
    "replies": {"knowledge"},
    "attribution": {"text", "names", "models"},
    "search": {"text", "names", "models", "knowledge", "replies"},
    "answering": {"text", "names", "models", "knowledge", "replies", "search"},
    "verify": {"text", "names", "attribution", "knowledge", "replies", "search"},
    "ingest": {"text", "names", "models", "attribution", "knowledge"},
    "cards": {"text", "replies"},
    "records": {"text", "knowledge", "replies"},
    "services": {
        "text", "models", "knowledge", "replies", "search", "answering", "verify", "ingest", "records",
        "settings",
    },
    "chat": {"text", "settings", "replies", "services", "cards"},
    "mcp": {"text", "replies", "services"},
    "web": {"text", "settings", "replies", "services", "cards", "mcp"},
    "cli": {"text", "settings", "replies", "services", "cards", "chat", "mcp", "web"},
    "__main__": {"cli"},
}  # fmt: skip
# Rooms whose door is closed: others import only what their `__init__` hands out in `__all__`.
CLOSED = {path.parent.name for path in BOT.glob("*/__init__.py")}
# The commands know their bot, which takes them up: the only circle.
BOT_OF_COGS = ("bot.chat.cogs.", "bot.chat.client")
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
def test_others_come_in_by_a_rooms_door(path: Path) -> None:
    for name in imported(path):
        _, _, inside = name.partition("bot.")
        room, _, what = inside.partition(".")
        if what and room in CLOSED - {room_of(path)}:
            assert what in handed_out(room), f"{name} is no part of what bot/{room}/__init__.py hands out"


@pytest.mark.parametrize("room", sorted(CLOSED))
def test_what_a_door_hands_out_is_there(room: str) -> None:
    door = importlib.import_module(f"bot.{room}")
    missing = [name for name in door.__all__ if name != "serve_preview" and not hasattr(door, name)]
    assert not missing


def handed_out(room: str) -> frozenset[str]:
    """The names in the room's `__all__`."""
    return frozenset(importlib.import_module(f"bot.{room}").__all__)


def test_no_modules_import_each_other_in_a_circle() -> None:
    modules = {named(path): path for path in BOT.rglob("*.py")}
    cogs, client = BOT_OF_COGS
    graph = {
        module: {
            known
            for name in imported(path)
            if (known := nearest(name, modules)) and known != module
            if not (module.startswith(cogs) and known == client)
        }
        for module, path in modules.items()
    }
    TopologicalSorter(graph).prepare()


def named(path: Path) -> str:
    """The full name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def nearest(name: str, modules: Collection[str]) -> str | None:
    """The module that a full name is, or is in."""
    return name if name in modules else next((m for m in [name.rpartition(".")[0]] if m in modules), None)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_chat_room_knows_discord(path: Path) -> None:
    if room_of(path) != "chat":
        assert not [name for name in imported(path) if name.split(".")[0] == "discord"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_web_room_knows_its_libraries(path: Path) -> None:
    if room_of(path) != "web":
        libraries = {name.split(".")[0] for name in imported(path)}
        assert not libraries & {"fastapi", "prometheus_client", "starlette", "uvicorn"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_mcp_room_knows_its_libraries(path: Path) -> None:
    if room_of(path) != "mcp":
        assert not {name.split(".")[0] for name in imported(path)} & {"mcp", "mcp_types"}


@pytest.mark.parametrize("library", ["discord", "fastapi", "mcp", "onnxruntime", "sqlalchemy", "tantivy"])
def test_the_terminal_starts_without_what_only_some_commands_need(library: str) -> None:
    code = f"import sys, bot.cli; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_every_picture_of_the_readme_is_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"docs/discord-answer.png", "docs/discord-unsure.png", "docs/discord-people.png"} <= {*pictures}
    for picture in pictures:
        assert 0 < (ROOT / picture).stat().st_size < 150_000, picture
