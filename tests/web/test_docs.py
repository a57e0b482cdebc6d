"""The page for programmers: its examples work, its lists are whole, the description is the program's own."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.services import KeyScope, Services
from bot.web.problems import KINDS
from docs.make_api import ASKED, FIXED
from tests.web.conftest import Opening, Program

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")
OPENAPI: dict[str, Any] = json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))
HERE = "http://127.0.0.1:8642"


@pytest.fixture(scope="module")
def services(shipped: Path) -> Iterator[Services]:
    with Services.open(shipped) as opened:
        opened.wait_for_vectors()
        yield opened


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


async def ran(*command: str, **environment: str) -> str:
    process = await asyncio.create_subprocess_exec(
        *command, env={"PATH": "/usr/bin:/bin", **environment}, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert process.returncode == 0
    return output.decode()


async def test_the_example_in_python_prints_what_was_said(opening: Opening, services: Services) -> None:
    (code,) = blocks("python")
    async with opening(services) as program:
        api = f"http://127.0.0.1:{program.port}/v1"
        printed = (await ran(sys.executable, "-c", code, BRIEFING_API=api, PYTHONUTF8="1")).splitlines()
    assert "(Pete Hegseth, " in printed[0]
    assert printed[-2:] == ["known", "genuine"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="not run: curl is not here")
async def test_the_examples_with_curl_get_replies(opening: Opening, services: Services) -> None:
    async with opening(services) as program:
        for line in blocks("sh"):
            command = line.replace(HERE, f"http://127.0.0.1:{program.port}")
            command = command.replace(' -H "Authorization: Bearer $BRIEFING_KEY"', "")
            reply = json.loads(await ran("sh", "-c", command))
            assert reply.get("answered") or reply["changes"]


def test_every_door_scope_and_problem_is_on_the_page() -> None:
    doors = {path for path in OPENAPI["paths"] if path.startswith("/v1/")}
    assert set(re.findall(r"`(?:GET |POST )?(/v1/[a-z/-]+)", PAGE)) - {"/v1/openapi"} == doors
    for name in [*KINDS, *KeyScope]:
        assert f"`{name}`" in PAGE, name


async def test_the_description_is_the_programs_own_and_its_examples_are_true(
    opening: Opening, services: Services
) -> None:
    async with opening(services) as program:
        assert (await program.get("/v1/openapi.json")).body == OPENAPI, "run python -m docs.make_api, twice"
        shown = dict(examples())
        assert shown.keys() == ASKED.keys()
        for name, (how, given) in ASKED.items():
            reply = await asked(program, how, given)
            assert rounded(reply) == rounded(shown[name][0]), f"{name}: run python -m docs.make_api, twice"
            root = {**shown[name][1], "components": OPENAPI["components"]}
            assert not [*Draft202012Validator(root).iter_errors(reply)], name


async def asked(program: Program, how: str, given: dict[str, Any]) -> Any:
    method, path = how.split()
    return (await (program.post(path, **given) if method == "POST" else program.get(path, **given))).body


def examples() -> Iterator[tuple[str, tuple[Any, dict[str, Any]]]]:
    """Each example by its name, with the schema that it stands at."""
    for path in OPENAPI["paths"].values():
        for operation in path.values():
            shown = operation["responses"]["200"]["content"]["application/json"]
            for name, example in shown["examples"].items():
                yield name, (example["value"], shown["schema"])


def rounded(value: Any) -> Any:
    """A reply without what another machine or look gives otherwise: figures of the networks, cursors."""
    if isinstance(value, dict):
        return {name: None if name in FIXED else rounded(each) for name, each in value.items()}
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return None if isinstance(value, float) else value
