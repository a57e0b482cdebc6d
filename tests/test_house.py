"""What a program can check of the house: who may import whom, and that the README's pictures are there."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Collection
from functools import cache
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


@cache
def imported(path: Path) -> tuple[str, ...]:
    """The full names that a module imports, wherever in it."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written with their full name"
            assert node.module
            names += (f"{node.module}.{alias.name}" for alias in node.names)
    return tuple(names)


def test_every_room_is_in_the_rules() -> None:
    assert {room_of(path) for path in MODULES} <= KNOWS.keys()


def test_imports_point_one_way() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in MODULES
        for name in imported(path)
        if name.startswith("bot.") and name.split(".")[1] not in KNOWS[room_of(path)] | {room_of(path)}
    ]
    assert not wrong, "these rooms must not be known there"


def test_others_come_in_by_a_rooms_door() -> None:
    wrong = []
    for path in MODULES:
        for name in imported(path):
            _, _, inside = name.partition("bot.")
            room, _, what = inside.partition(".")
            if what and room in CLOSED - {room_of(path)} and what not in handed_out(room):
                wrong.append(f"{path.relative_to(ROOT)}: {name}")
    assert not wrong, "these are no part of what the room's `__init__` hands out"


@pytest.mark.parametrize("room", sorted(CLOSED))
def test_what_a_door_hands_out_is_there(room: str) -> None:
    door = importlib.import_module(f"bot.{room}")
    missing = [name for name in door.__all__ if name != "serve_preview" and not hasattr(door, name)]
    assert not missing


@cache
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


@pytest.mark.parametrize(
    ("room", "libraries"),
    [
        ("chat", {"discord"}),
        ("web", {"fastapi", "prometheus_client", "starlette", "uvicorn"}),
        ("mcp", {"mcp", "mcp_types"}),
    ],
)
def test_only_one_room_knows_a_doors_libraries(room: str, libraries: set[str]) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in MODULES
        for name in imported(path)
        if room_of(path) != room and name.split(".")[0] in libraries
    ]
    assert not wrong


def test_the_terminal_starts_without_what_only_some_commands_need() -> None:
    libraries = {"discord", "fastapi", "mcp", "onnxruntime", "sqlalchemy", "tantivy"}
    code = f"import sys, bot.cli; print(*{libraries!r} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not done.stdout.split()


def test_every_picture_of_the_readme_is_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"docs/discord-answer.png", "docs/discord-unsure.png", "docs/discord-people.png"} <= {*pictures}
    for picture in pictures:
        assert 0 < (ROOT / picture).stat().st_size < 150_000, picture
