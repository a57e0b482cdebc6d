"""What an operator runs it with: container, compose.yaml, unit of systemd, as their own tools judge them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.app import app
from bot.settings import PREFIX, Settings
from release.container import script, steps
from release.pinned import PYTHON, ROOT

DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text("utf-8")
UNIT = DEPLOY / "briefing-bot.service"
PROGRAM = "/opt/briefing-bot/bin/briefing-bot"
# systemd's measure of what a service could do to its machine, 0 to 100; most services of Debian are above 90.
EXPOSURE = 20


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"not run: {tool} is not here")


@pytest.fixture(scope="module")
def service() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]["bot"]
    return found


@needs("hadolint")
def test_the_container_file_is_linted() -> None:
    done = told("hadolint", "--failure-threshold", "info", str(DEPLOY / "Dockerfile"))
    assert (done.returncode, done.stdout) == (0, "")


def test_the_container_runs_what_was_locked_as_nobody_in_particular() -> None:
    bases = re.findall(r"^FROM python:(\S+?)-slim", DOCKERFILE, re.MULTILINE)
    assert bases == [PYTHON, PYTHON]
    assert DOCKERFILE.count("--require-hashes") == 2
    assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", DOCKERFILE, re.MULTILINE)
    for word in ("HEALTHCHECK", "VOLUME", "STOPSIGNAL SIGTERM", '["tini", "--", "briefing-bot"]'):
        assert word in DOCKERFILE


def test_what_is_copied_is_there_and_not_ignored() -> None:
    kept = {
        line[1:]
        for line in (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
        if line[0] == "!"
    }
    copied = {
        name
        for line in re.findall(r"^COPY (?!--)(.+) \S+$", DOCKERFILE, re.MULTILINE)
        for name in line.split()
    }
    assert copied == kept
    assert all((ROOT / name).exists() for name in copied)


def test_compose_grants_two_volumes_and_nothing_more(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert [line.split(":")[1] for line in service["volumes"]] == ["/knowledge", "/data"]
    assert (
        DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]
    ).resolve() == DEPLOY / "Dockerfile"


def test_container_and_compose_set_the_same_paths(service: dict[str, Any]) -> None:
    in_image = dict(re.findall(rf"({PREFIX}[A-Z_]+)=(\S+)", DOCKERFILE))
    assert service["environment"] == in_image
    assert {name.removeprefix(PREFIX).lower() for name in in_image} <= set(Settings.model_fields)
    assert f"127.0.0.1:{in_image['BRIEFING_WEB_PORT']}/healthz" in DOCKERFILE


@needs("systemd-analyze")
def test_the_unit_is_whole_and_leaves_the_service_little(tmp_path: Path) -> None:
    # systemd looks whether the program is there.
    here = tmp_path / UNIT.name
    here.write_text(UNIT.read_text("utf-8").replace(PROGRAM, sys.executable), "utf-8")
    verified = told("systemd-analyze", "verify", str(here))
    # It tells of other units of this machine, too.
    assert verified.returncode == 0
    assert UNIT.name not in verified.stderr
    judged = told(
        "systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE}", "--no-pager", str(here)
    )
    assert judged.returncode == 0, judged.stdout


def test_every_command_and_setting_of_the_operators_page_is_real() -> None:
    commands = {command.name for command in app.registered_commands}
    quoted = re.findall(r"(?:`|    |bot |bin/)briefing-bot ([a-z]+)", OPERATING)
    assert {"backup", "restore", "doctor"} <= {*quoted} <= commands
    named = set(re.findall(rf"{PREFIX}([A-Z_]+)", OPERATING))
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_the_steps_are_read_as_the_engine_reads_them() -> None:
    assert list(steps("# a\nRUN one \\\n    && two\n\nCOPY a b c/\n")) == [
        ("RUN", "one      && two"),
        ("COPY", "a b c/"),
    ]
    ran = script(DOCKERFILE)
    assert (
        ran.index("requirements.txt\n")
        < ran.index('cp -R "$COMMITTED/bot/." bot')
        < ran.index("hatchling build")
    )
    assert "export BRIEFING_INDEX=/data/index" in ran


def told(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)
