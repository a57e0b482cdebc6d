"""`init`: what it writes, and what it leaves."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
ARTICLE = "knowledge/japan-us-joint-exercises.yaml"


def test_a_new_folder_can_be_asked_at_once(run: Run) -> None:
    made = run("init", "news")
    assert made.exit_code == 0
    for name in (ARTICLE, "docs/knowledge.schema.json", ".env", ".gitignore"):
        assert f"{Path('news') / name}: written" in made.stdout
    assert Path("news", ARTICLE).read_bytes() == (ROOT / ARTICLE).read_bytes()
    assert Path("news", ".env").read_bytes() == (ROOT / ".env.example").read_bytes()
    asked = run("ask", "-k", "news/knowledge", "what did Hegseth say?")
    assert asked.exit_code == 0
    assert "Pete Hegseth" in asked.stdout


def test_the_schemas_that_the_articles_name_are_there(run: Run) -> None:
    run("init", "news")
    for article in Path("news/knowledge").glob("*.yaml"):
        first = article.read_text("utf-8").splitlines()[0]
        schema = article.parent / first.partition("$schema=")[2]
        assert schema.read_bytes() == (ROOT / "docs" / schema.name).read_bytes()


def test_without_a_name_it_is_the_current_folder(run: Run) -> None:
    assert run("init").exit_code == 0
    assert Path(ARTICLE).is_file()
    assert "Pete Hegseth" in run("person", "Hegseth").stdout


def test_what_to_do_next_can_be_copied_whatever_the_folder_is_called(run: Run) -> None:
    assert "cd 'the mirror' && briefing-bot ask" in run("init", "the mirror").stderr


def test_what_is_there_is_left_and_named(run: Run) -> None:
    Path("news/knowledge").mkdir(parents=True)
    Path("news/.env").write_text("DISCORD_TOKEN=mine\n")
    made = run("init", "news")
    assert made.stdout.splitlines() == [
        f"{Path('news/.gitignore')}: written",
        f"{Path('news/knowledge')}: left as it was",
        f"{Path('news/.env')}: left as it was",
    ]
    assert Path("news/.env").read_text() == "DISCORD_TOKEN=mine\n"
    assert not [*Path("news/knowledge").iterdir()]


def test_twice_changes_nothing(run: Run) -> None:
    run("init", "news")
    assert "written" not in run("init", "news").stdout


def test_git_leaves_the_token_and_what_the_program_makes_alone(run: Run) -> None:
    run("init", "news")
    assert {".env", "/records/", ".briefing-index/"} <= {*Path("news/.gitignore").read_text().splitlines()}


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_nobody_else_may_read_the_settings(run: Run) -> None:
    run("init", "news")
    assert stat.S_IMODE(Path("news/.env").stat().st_mode) == 0o600


def test_a_file_in_the_way_is_told(run: Run) -> None:
    Path("news").write_text("")
    refused = run("init", "news")
    assert refused.exit_code == 1
    assert "news" in refused.stderr
    assert "cannot be written" in refused.stderr
