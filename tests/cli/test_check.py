"""`check`: every problem with its place and mend, and an exit status for pipelines."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_good_folder_is_status_zero(run: Run, newsroom: Path) -> None:
    result = run("check", newsroom)
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("9 articles, 27 quotes, 22 facts: 0 errors and 1 warning.\n")


def test_every_problem_is_told_with_file_line_and_mend(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("title: T\nsource: S\nquotes:\n  - speeker: A\n    text: B\n", "utf-8")
    (tmp_path / "two.yaml").write_text("", "utf-8")
    (tmp_path / "three.yaml").write_text("title: T\nfacts: [It is so.]\n", "utf-8")
    result = run("check", tmp_path)
    assert result.exit_code == 1
    assert f"{tmp_path / 'one.yaml'}:4: error: " in result.stdout
    assert "`speaker`" in result.stdout
    assert f"{tmp_path / 'two.yaml'}:1: error: " in result.stdout
    assert f"{tmp_path / 'three.yaml'}:1: warning: " in result.stdout
    assert "1 article, 0 quotes, 1 fact: " in result.stdout
    problems = [json.loads(line) for line in run("check", tmp_path, "--json").stdout.splitlines()]
    assert {problem["severity"] for problem in problems} == {"error", "warning"}
    assert all(problem["mend"] for problem in problems)


def test_warnings_alone_are_status_zero(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: T\nfacts: [It is so.]\n", "utf-8")
    assert run("check", tmp_path).exit_code == 0


def test_without_a_folder_the_one_of_the_settings_is_checked(run: Run, tmp_path: Path) -> None:
    result = run("check")
    assert result.exit_code == 1
    assert result.stderr.startswith("The knowledge folder knowledge cannot be read")
    assert "BRIEFING_KNOWLEDGE" in result.stderr
    (tmp_path / "knowledge").mkdir()
    assert run("check").exit_code == 0


def test_missing_ids_are_written_and_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: T\nsource: S\nfacts:\n  - It rained.\n  - It snowed.\n", "utf-8")
    result = run("check", tmp_path, "--ids")
    assert result.exit_code == 0, result.output
    assert "2 ids were written." in result.stdout
    assert (tmp_path / "a.yaml").read_text("utf-8").count("id: f-") == 2
    assert "No id was missing." in run("check", tmp_path, "--ids").stdout
