"""The program itself: help, usage, errors, pipes, and what the README promises of it."""

from __future__ import annotations

import base64
import os
import re
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest

from bot.cli.app import app
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(command.name or "" for command in app.registered_commands)


def program(*arguments: str, **given: Any) -> subprocess.Popen[str]:
    """The program in a process of its own, with pipes."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **given,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_and_stands_in_the_readme(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"    briefing-bot {command}" in result.stdout
    assert re.search(rf"`{command}\b", README), f"README.md does not name `{command}`"


def test_the_readme_says_what_each_library_is_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    table = README.partition("| library | for |")[2]
    for dependency in project["dependencies"]:
        name = re.split(r"[\[<>=~!; ]", dependency)[0]
        assert re.search(rf"^\|.*\b{re.escape(name)}\b.*\|", table, re.MULTILINE | re.IGNORECASE), name


def test_the_changelog_speaks_of_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_help_names_every_command_and_an_unknown_one_is_put_right(run: Run) -> None:
    shown = run("--help").stdout
    assert all(command in shown for command in COMMANDS)
    wrong = run("articels")
    assert wrong.exit_code == 2
    assert "articles" in wrong.stderr


def test_a_wrong_setting_is_told_in_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_LOG_LEVEL", "loud")
    result = run("articles")
    assert result.exit_code == 1
    assert result.stderr.startswith("BRIEFING_LOG_LEVEL: ")
    assert result.stderr.count("\n") == 1


def test_run_without_a_token_says_where_it_goes(run: Run) -> None:
    result = run("run")
    assert result.exit_code == 1
    assert "DISCORD_TOKEN" in result.stderr


def test_the_invite_link_is_read_off_the_token_and_never_shows_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = base64.b64encode(b"123456789012345678").decode().rstrip("=") + ".Xyz.secret"
    monkeypatch.setenv("DISCORD_TOKEN", token)
    result = run("invite")
    link = urlparse(result.stdout.strip())
    asked = parse_qs(link.query)
    assert (link.hostname, link.path) == ("discord.com", "/oauth2/authorize")
    assert asked["client_id"] == ["123456789012345678"]
    assert asked["scope"] == ["bot applications.commands"]
    assert int(asked["permissions"][0]) & (1 << 11)
    assert not int(asked["permissions"][0]) & (1 << 3), "never an administrator"
    assert "secret" not in result.output


def test_an_invite_needs_a_token_or_an_id(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("invite").exit_code == 1
    assert "client_id=42&" in run("invite", "--application-id", 42).stdout
    monkeypatch.setenv("DISCORD_TOKEN", "nonsense!")
    assert run("invite").exit_code == 1


def test_a_reader_that_leaves_early_is_no_error(newsroom: Path) -> None:
    with program("articles", "-k", str(newsroom), "--json") as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        told = running.stderr.read()
    assert "Traceback" not in told
    assert "Exception" not in told


@pytest.mark.skipif(os.name == "nt", reason="signals of a POSIX terminal")
def test_ctrl_c_ends_it_without_a_traceback(newsroom: Path) -> None:
    with program("chat", "-k", str(newsroom)) as running:
        assert running.stdin
        assert running.stdout
        running.stdin.write("/help\n")
        running.stdin.flush()
        assert running.stdout.readline()
        time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        # Its input is closed only then: an end of the input would end it, too.
        running.wait(timeout=20)
        _, told = running.communicate()
    assert running.returncode == 130
    assert "Traceback" not in told


@pytest.mark.parametrize("command", [("people",), ("check",), ("ask", "who?"), ("run",), ("serve",)])
def test_every_command_says_which_variable_is_no_setting(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / ".env").write_text("BRIEFING_KNOWLEGDE=elsewhere\n", "utf-8")
    told = "Warning: BRIEFING_KNOWLEGDE is no setting. Did you mean BRIEFING_KNOWLEDGE?"
    assert run(*command).stderr.count(told) == 1


def test_settings_that_cannot_be_read_keep_nobody_from_what_needs_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"BRIEFING_KNOWLEDGE=\xff\xfe\n")
    assert run("schema").exit_code == 0
