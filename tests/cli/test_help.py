"""Help and usage lines as somebody reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_program import COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_no_types_and_no_double_brackets(run: Run, command: str) -> None:
    shown = run(command, "--help").stdout
    for wrong in ("<str>", "<path>", "list[", "[[", "(knowledge)", "{"):
        assert wrong not in shown.partition("Examples:")[0].replace('{"id"', "")


@pytest.mark.parametrize(
    ("command", "usage"),
    [
        ("ask", "[QUESTION]..."),
        ("verify", "[QUOTATION]..."),
        ("check", "[DIR]"),
        ("ingest", "[INPUT]..."),
        ("timeline", "PERSON [TOPIC]..."),
        ("feedback", "export"),
    ],
)
def test_usage_names_what_may_and_what_must_be_given(run: Run, command: str, usage: str) -> None:
    assert run(command, "--help").stdout.splitlines()[0].endswith(f" {command} [OPTIONS] {usage}")


def test_the_default_folder_is_the_one_of_the_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "[default: knowledge]" in run("ask", "--help").stdout
    monkeypatch.setenv("BRIEFING_KNOWLEDGE", "desk/archive")
    assert "[default: desk/archive]" in run("ask", "--help").stdout
    monkeypatch.setenv("BRIEFING_LOG_LEVEL", "loud")
    assert run("ask", "--help").exit_code == 0


def test_no_sentence_of_the_list_of_commands_is_cut(run: Run) -> None:
    assert "..." not in run("--help").stdout.partition("Commands:")[2]


def test_feedback_names_its_only_action(run: Run) -> None:
    result = run("feedback", "import")
    assert result.exit_code == 2
    assert "feedback export" in result.stderr


def test_check_takes_the_folder_as_every_command_does(run: Run, newsroom: Path) -> None:
    assert run("check", "-k", newsroom).stdout == run("check", newsroom).stdout
    assert run("check", newsroom, "-k", newsroom).exit_code == 2
