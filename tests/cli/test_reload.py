"""`reload` without a running bot, `status` of what vanished, and folders that have nothing to answer from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ARTICLE = "title: Harbour opens\nsource: Mirror\nfacts: [The harbour opened in May.]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFING_INDEX", str(tmp_path / "index"))
    place = tmp_path / "knowledge"
    place.mkdir()
    (place / "harbour.yaml").write_text(ARTICLE, "utf-8")
    return place


def test_it_takes_up_what_was_edited(run: Run, folder: Path) -> None:
    assert "harbour" in run("reload").stdout
    (folder / "pier.yaml").write_text(ARTICLE.replace("harbour", "pier"), "utf-8")
    done = run("reload", "--json")
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert (told["added"], told["running"]) == (["pier"], False)
    assert "Nothing had changed" in run("reload").stdout


def test_what_vanished_stays_until_it_is_confirmed(run: Run, folder: Path) -> None:
    run("reload")
    (folder / "harbour.yaml").unlink()
    for command in (("reload",), ("status",)):
        told = run(*command)
        assert "has had nothing to answer from since" in told.stdout
        assert "briefing-bot reload --confirm" in told.stdout.replace("\n", " ")
    assert run("reload").exit_code == 1
    asked = run("ask", "what about the harbour?", "--without", "vectors", "--without", "reader")
    assert "The harbour opened in May." in asked.stdout
    done = run("reload", "--confirm")
    assert done.exit_code == 0
    assert "harbour" in done.stdout
    asked = run("ask", "what about the harbour?")
    assert asked.exit_code == 1
    assert "is empty" in asked.stderr


def test_drafts_alone_are_explained_wherever_nothing_can_be_answered(run: Run, folder: Path) -> None:
    (folder / "harbour.yaml").write_text(ARTICLE + "draft: true\n", "utf-8")
    for command in ("ask harbour", "check", "articles"):
        assert "has only a draft, which is not answered from" in run(*command.split()).stderr
    assert "has only a draft" in run("status").stdout
