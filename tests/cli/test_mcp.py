"""Who `mcp` looks for: the public, a channel, a key or the operator."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from bot.cli.mcp import viewer_of
from bot.services import OPERATOR, PUBLIC, Viewer
from tests.cli.conftest import Run, run

__all__ = ["run"]


def test_without_an_option_it_is_the_public(run: Run) -> None:
    assert viewer_of(None, None, everything=False) == PUBLIC
    assert viewer_of("12/34", None, everything=False) == Viewer(server=12, channel=34)
    assert viewer_of(None, None, everything=True) == OPERATOR


def test_a_key_is_one_that_there_is(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_RECORDS", str(tmp_path / "records.sqlite"))
    with pytest.raises(typer.BadParameter, match="there is no key 'website'"):
        viewer_of(None, "website", everything=False)
    assert not (tmp_path / "records.sqlite").exists()
    assert run("keys", "add", "website").exit_code == 0
    assert viewer_of(None, "website", everything=False) == Viewer(key="website")
    with pytest.raises(typer.BadParameter, match="there is no key 'web'"):
        viewer_of(None, "web", everything=False)


def test_one_of_them_is_chosen(run: Run) -> None:
    done = run("mcp", "--as", "1/2", "--everything")
    assert done.exit_code == 2
    assert "choose one of --as, --key and --everything" in done.output
