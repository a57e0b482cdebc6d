"""The program run in this process, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from typer import testing
from typer.main import get_command
from typer.testing import CliRunner, Result

from bot.cli.app import app

Run = Callable[..., Result]
# Typer's runner makes the whole tree of commands anew for each call.
built = cache(get_command)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs `briefing-bot` with these arguments, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(testing, "_get_command", built, raising=False)

    def running(*arguments: object, typed: str | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)

    return running
