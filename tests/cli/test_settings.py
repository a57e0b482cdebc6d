"""`settings`: what servers have set, shown and changed by the operator."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.records import AuditEntry, Records
from tests.cli.conftest import Run


def audit(path: Path) -> list[AuditEntry]:
    async def latest() -> tuple[AuditEntry, ...]:
        records = await Records.open(path)
        found = await records.audit.latest()
        await records.close()
        return found

    return list(asyncio.run(latest()))


def test_a_setting_is_set_shown_and_taken_back_and_each_change_noted(run: Run, tmp_path: Path) -> None:
    assert run("settings", "set", "follow_posts", 2, "--server", 5).stdout.startswith(
        "follow_posts\t2\tserver\t"
    )
    shown = [
        line.split("\t")
        for line in run("settings", "show", "--server", 5, "--channel", 6).stdout.splitlines()
    ]
    assert ["follow_posts", "2", "server"] in [row[:3] for row in shown]
    assert ["member_pace", "20", "operator"] in [row[:3] for row in shown]
    assert run("settings", "show", "follow_posts").stdout.startswith("follow_posts\t5\toperator\t")
    assert "\t5\toperator\t" in run("settings", "unset", "follow_posts", "--server", 5).stdout
    changes = audit(tmp_path / "records" / "briefing.sqlite")
    assert [(each.who, each.old, each.new) for each in changes] == [
        ("operator", 2, None),
        ("operator", None, 2),
    ]


def test_yesterday_is_the_servers_as_whom_the_operator_looks(run: Run, tmp_path: Path) -> None:
    """Between the two zones lies more than a day: one of them has another date at every moment."""
    folder = tmp_path / "daily"
    folder.mkdir()
    for away in range(-4, 4):
        day = datetime.now(UTC).date() + timedelta(days=away)
        said = f"quotes: [{{speaker: Petronella Fisk, text: The ferry of {day} was late again.}}]"
        (folder / f"{day}.yaml").write_text(f"title: Ferries\npublished: {day}\n{said}\n", encoding="utf-8")
    asked = ("ask", "what did Petronella Fisk say yesterday?", "-k", folder, "--as", "5/6", "--json")
    assert run(*asked).exit_code == 0
    assert not (tmp_path / "records").exists()
    days = []
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        run("settings", "set", "time_zone", zone, "--server", 5)
        days.append(json.loads(run(*asked).stdout)["answers"][0]["published"])
    later, earlier = map(date.fromisoformat, days)
    assert later > earlier


def test_settings_are_json_lines_for_programs(run: Run) -> None:
    lines = [json.loads(line) for line in run("settings", "--json").stdout.splitlines()]
    assert {line["name"]: line["kind"] for line in lines}["question_log"] == "choice"
    assert all(line["set_by"] == "operator" for line in lines)


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("set", "follow_posts", 9, "--server", 5), 1, "the operator allows 5 at most, not 9."),
        (("set", "follow_posts", "lots", "--server", 5), 1, "follow_posts: this is not a whole number."),
        (("set", "question_log", "maybe", "--server", 5), 1, "this must be 'off', 'anonymous' or 'named'."),
        (("set", "folow_posts", 2, "--server", 5), 2, "Did you mean follow_posts?"),
        (("set", "follow_posts", 2), 2, "--server"),
        (("set", "follow_posts", "--server", 5), 2, "VALUE"),
        (("set", "--server", 5), 2, "NAME"),
        (("show", "--channel", 5), 2, "--server"),
        (("change",), 2, "show, set, unset and audit"),
        (("show", "--server", 10**20), 2, "--server"),
        (("show", "--server", 5, "--channel", 2**63), 2, "--channel"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, arguments: tuple[object, ...], status: int, told: str) -> None:
    result = run("settings", *arguments)
    assert result.exit_code == status
    assert told in result.stderr
    assert "Traceback" not in result.output


def test_records_that_cannot_be_used_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "records").write_text("no folder")
    result = run("settings")
    assert result.exit_code == 1
    assert "BRIEFING_RECORDS" in result.stderr


def test_the_audit_tells_who_changed_what_where(run: Run) -> None:
    run("settings", "set", "quiet_hours", "22-7", "--server", 5, "--channel", 6)
    run("settings", "set", "follow_roles", "7, 8", "--server", 9)
    rows = [line.split("\t") for line in run("settings", "audit").stdout.splitlines()]
    assert [row[1:] for row in rows] == [
        ["operator", "9", "setting follow_roles", "", "7, 8"],
        ["operator", "5/6", "setting quiet_hours", "", "22:00-07:00"],
    ]
    (line,) = run("settings", "audit", "--server", 9, "--json").stdout.splitlines()
    assert json.loads(line)["new"] == [7, 8]


def test_who_keeps_the_knowledge_is_set_for_the_home_server_alone(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_HOME_GUILD", "5")
    assert run("settings", "set", "reload_roles", 7, "--server", 5).exit_code == 0
    refused = run("settings", "set", "reload_roles", 7, "--server", 6)
    assert refused.exit_code == 1
    assert "in the home server alone" in refused.stderr
    names = [line.split("\t")[0] for line in run("settings", "show", "--server", 6).stdout.splitlines()]
    assert "reload_roles" not in names
