"""The package as it is released: what is in it, and that it needs no clone."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ARTICLE = "bot/services/newsroom/knowledge/japan-us-joint-exercises.yaml"


def build(kind: str, folder: Path) -> Path:
    """Build the package, without a network."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(build("wheel", tmp_path_factory.mktemp("wheel"))) as packed:
        packed.extractall(folder)  # noqa: S202 -- it was built here
    return folder


def test_the_wheel_alone_makes_a_newsroom_and_answers(wheel: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(wheel)}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert "written" in run("init", "news")
    assert "Pete Hegseth" in run("ask", "-k", "news/knowledge", "what did Hegseth say?")


def test_the_wheel_names_its_licences_and_is_typed(wheel: Path) -> None:
    (about,) = wheel.glob("*.dist-info")
    metadata = (about / "METADATA").read_text(encoding="utf-8")
    assert "License-Expression: MIT AND Apache-2.0" in metadata
    licences = {path.relative_to(about / "licenses").as_posix() for path in about.rglob("LICENSE")}
    models = {f"bot/models/files/{model}/LICENSE" for model in ("encoder", "pointer", "reader", "words")}
    assert licences == {"LICENSE", "bot/verify/data/LICENSE"} | models
    assert (wheel / "bot" / "py.typed").is_file()


def test_the_wheel_holds_the_program_alone(wheel: Path) -> None:
    assert {path.name for path in wheel.iterdir() if path.suffix != ".dist-info"} == {"bot"}
    assert (wheel / ARTICLE).is_file()


@pytest.mark.long
def test_the_source_package_holds_what_the_wheel_is_built_from_and_no_more(tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path)) as packed:
        names = {name.split("/")[1] for name in packed.getnames()}
    assert names <= {
        "bot", "knowledge", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "PKG-INFO",
        ".env.example", ".gitignore",
    }  # fmt: skip
    assert {"bot", "knowledge", ".env.example", "LICENSE"} <= names


def test_every_import_is_declared() -> None:
    extras = [
        PROJECT["optional-dependencies"][name]
        for name in ("ingest", "mcp", "opensearch", "postgres", "watch", "web", "preview")
    ]
    lines = [line for group in (PROJECT["dependencies"], *extras) for line in group]
    declared = {re.split(r"[\[<>=]", line)[0].lower().replace("_", "-") for line in lines}
    owners = packages_distributions()
    lacking = set()
    for path, name in imported():
        top = name.split(".")[0]
        if top not in sys.stdlib_module_names and top != "bot":
            held = {owner.lower().replace("_", "-") for owner in owners.get(top, [top])}
            lacking |= set() if held & declared else {f"{path.name}: {top}"}
    assert not lacking


@cache
def imported() -> list[tuple[Path, str]]:
    """Every module, and what it imports of."""
    return [
        (path, name)
        for path in (ROOT / "bot").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in names_of(node)
    ]


def names_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def test_nothing_private_of_another_package_is_imported() -> None:
    private = [
        f"{path.relative_to(ROOT)}: {name}"
        for path, name in imported()
        if name != "__future__" and any(part.startswith("_") for part in name.split("."))
    ]
    assert not private


def test_the_program_starts_where_the_modules_of_unix_are_lacking() -> None:
    code = (
        "import sys; sys.modules |= dict.fromkeys(('fcntl', 'pwd', 'termios'))\n"
        "import bot.cli, bot.chat, bot.services, bot.answering, bot.ingest, bot.verify, bot.search\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
