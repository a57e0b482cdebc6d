"""The doctor: each fault is made for real, found, and told with what puts it right."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import settings
from bot.models import ModelError, check_models
from bot.models.runtime import MODELS
from bot.records import Records, replace_records
from bot.services.doctor.clock import clock_found
from bot.services.doctor.configured import token_found
from bot.services.doctor.examination import examine
from bot.services.doctor.finding import Finding, Level
from bot.services.doctor.stored import records_found, room_found
from tests.cli.conftest import Run

NOW = datetime.now(UTC)
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.a-part-of-the-token-that-is-secret"
ARTICLE = "title: Ferries\nquotes: [{speaker: Petronella Fisk, text: The ferry was late again.}]\n"
AT = Path("records/briefing.sqlite")


@pytest.fixture(autouse=True)
def installation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A whole installation in which nothing is wrong."""
    for variable in os.environ:
        if variable.startswith(settings.PREFIX) or variable == "DISCORD_TOKEN":
            monkeypatch.delenv(variable)
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text(f"DISCORD_TOKEN={TOKEN}\n", encoding="utf-8")
    Path(".env").chmod(0o600)
    Path("knowledge").mkdir()
    Path("knowledge/ferries.yaml").write_text(ARTICLE, encoding="utf-8")


def found(findings: Iterator[Finding], level: Level = Level.FAULT) -> dict[str, Finding]:
    return {each.subject: each for each in findings if each.level is level}


def make_records() -> None:
    async def make() -> None:
        await (await Records.open(AT)).close()

    asyncio.run(make())


def test_of_a_whole_installation_nothing_is_wrong_and_nothing_new_is_left(run: Run) -> None:
    told = run("doctor", "--json")
    assert told.exit_code == 0
    subjects = {json.loads(line)["subject"]: json.loads(line)["level"] for line in told.stdout.splitlines()}
    assert subjects == dict.fromkeys(
        (
            "permissions",
            "settings",
            "token",
            "workers",
            "knowledge",
            "index",
            "models",
            "records",
            "disk",
            "clock",
        ),
        "fine",
    )
    assert {path.name for path in Path().iterdir()} == {".env", "knowledge"}


def test_everything_that_is_wrong_is_told_at_once_each_with_a_way_to_mend_it(run: Run) -> None:
    Path(".env").write_text("DISCORD_TOKEN=0123456789abcdef0123456789abcdef\nBRIEFING_WACTH=true\n")
    Path(".env").chmod(0o644)
    Path("knowledge/ferries.yaml").write_text("title: Ferries\nquotes: [{speaker: Petronella Fisk}]\n")
    Path("knowledge/.briefing-index").write_text("no folder")
    AT.parent.mkdir()
    AT.write_bytes(b"no database" * 1000)
    told = run("doctor")
    assert told.exit_code == 1
    for words in (
        "WRONG  permissions: Others may read .env", "chmod 600 .env",
        "advice settings: BRIEFING_WACTH is no setting. Did you mean BRIEFING_WATCH?",
        "WRONG  token: This looks like the application's client secret", "Reset Token",
        "WRONG  knowledge: knowledge/ferries.yaml:2:", "No article can be read",
        "WRONG  index:", "WRONG  records: The records records/briefing.sqlite are damaged", "`restore`",
        "ok     models:", "ok     disk:", "ok     clock:",
    ):  # fmt: skip
        assert words in told.stdout
    assert "0123456789abcdef" not in told.output
    assert "Traceback" not in told.output


def test_settings_that_cannot_be_used_are_told_by_name() -> None:
    Path(".env").write_text("BRIEFING_LOG_LEVEL=loud\nBRIEFING_LOG_DAYS=none\n", encoding="utf-8")
    told = [each for each in examine(None, NOW) if each.level is Level.FAULT and each.subject == "settings"]
    assert {each.sentence.partition(":")[0] for each in told} == {"BRIEFING_LOG_LEVEL", "BRIEFING_LOG_DAYS"}
    assert all(".env" in each.fix for each in told)


@pytest.mark.parametrize(
    ("token", "told"),
    [
        (TOKEN, ""),
        (f"Bot {TOKEN}", "begins with the word Bot"),
        (f"'{TOKEN}'", "quotation marks"),
        ("123456789012345678", "the application's id"),
        ("0123456789abcdef" * 4, "public key"),
        ("a_secret-of-thirty-two-letters__", "client secret"),
        ("not.a.token", "does not look like a bot's token"),
        (TOKEN.replace(".", ""), "does not look like a bot's token"),
    ],
)
def test_a_token_of_the_wrong_form_is_told_without_repeating_it(token: str, told: str) -> None:
    (finding,) = token_found(settings.Settings(token=token))
    assert (finding.level is Level.FAULT) == bool(told)
    assert told in finding.sentence
    assert token not in finding.sentence + finding.fix


def test_records_of_which_a_restore_was_cut_off_are_told() -> None:
    make_records()
    with closing(sqlite3.connect(AT)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
    shutil.copy(AT, "other.sqlite")
    replace_records(Path("other.sqlite"), AT, unfinished=True)
    told = found(records_found(settings.load()))["records"]
    assert "was cut off" in told.sentence


def test_newer_records_are_told_and_left_as_they_are() -> None:
    make_records()
    with closing(sqlite3.connect(AT)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer version" in found(records_found(settings.load()))["records"].sentence


def test_a_clock_that_is_behind_what_this_machine_wrote_is_told() -> None:
    make_records()
    assert not found(clock_found(datetime.now(UTC), (AT, Path("gone"))))
    behind = found(clock_found(datetime.now(UTC) - timedelta(hours=1), (AT, Path("gone"))))["clock"]
    assert str(AT) in behind.sentence
    assert "NTP" in behind.fix


def test_a_disk_without_room_for_another_index_is_told() -> None:
    index = Path("index")
    index.mkdir()
    assert not found(room_found(settings.load(), index))
    # A file with a hole takes no room, and says that it does.
    with (index / "huge").open("wb") as file:
        file.truncate(shutil.disk_usage(index).free)
    told = found(room_found(settings.load(), index))["disk"]
    assert "MB should be" in told.sentence


@pytest.mark.parametrize("damage", ["missing", "damaged", "unnoted"])
def test_models_that_are_not_whole_are_told(tmp_path: Path, damage: str) -> None:
    models = tmp_path / "models"
    shutil.copytree(MODELS / "words", models / "words")
    if damage == "missing":
        (models / "words" / "rows.npy").unlink()
    elif damage == "damaged":
        with (models / "words" / "scales.npy").open("r+b") as file:
            file.seek(300)
            file.write(b"?")
    else:
        (models / "words" / "PROVENANCE.json").write_text("{}")
    with pytest.raises(ModelError, match="install it again"):
        check_models(models)
