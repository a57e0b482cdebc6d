"""`servers`: which servers the bot may be in."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run


def test_servers_are_let_in_and_refused_whatever_the_settings_say(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_ALLOWED_SERVERS", "5")
    monkeypatch.setenv("BRIEFING_HOME_GUILD", "4")
    assert "is let in" in run("servers", "allow", 6).stderr
    assert "leaves it within the hour" in run("servers", "refuse", 5).stderr
    run("settings", "set", "thread_after", 3, "--server", 7)
    rows = [line.split("\t") for line in run("servers").stdout.splitlines()]
    assert [row[:3] for row in rows] == [
        ["4", "admitted", "home"],
        ["5", "refused", ""],
        ["6", "admitted", ""],
        ["7", "refused", ""],
    ]
    lines = [json.loads(line) for line in run("servers", "--json").stdout.splitlines()]
    assert lines[0] == {"server": 4, "standing": "admitted", "home": True, "left": None}
    audit = run("settings", "audit", "--server", 5).stdout
    assert "setting admission\t\trefused" in audit


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(("welcome", 5), "show, allow and refuse"), (("allow",), "Name the server"), (("allow", 0), "ID")],
)
def test_what_cannot_be_done_is_told(run: Run, arguments: tuple[object, ...], told: str) -> None:
    result = run("servers", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
