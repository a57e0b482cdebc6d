"""Backups made while somebody writes, checked, and put back whole or not at all."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread

import pytest

from bot import settings
from bot.chat.gateway import IfHeld, holding_gateway
from bot.records import RecordsError, replace_records
from bot.records.records import Records
from bot.search import keep_rules, kept_rules
from bot.services import BackupError, RunningError, back_up, checked_backup
from bot.services.backups.archive import FORMAT, MANIFEST, RECORDS, SETTINGS
from bot.text import UserError
from tests.records.test_upgrade import BUTTONS, FOLLOWING, LOG, MARKS, ROWS, STATE

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.very-secret-part-of-the-token"
ENV = f"""\
# The desk's own remark.
DISCORD_TOKEN={TOKEN}
BRIEFING_LOG_DAYS=12
BRIEFING_ADMIN_ROLES=3, 4
BRIEFING_KNOWLEDGE='the desk''s "news" \\ more'
OTHER_PASSWORD=another-secret
"""
FILE, AT = Path("backup.zip"), Path("records/briefing.sqlite")


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An installation with settings and records in which the state `mark` is `before`."""
    for variable in os.environ:
        if variable.startswith(settings.PREFIX) or variable == "DISCORD_TOKEN":
            monkeypatch.delenv(variable)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path.with_name("caches")))
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text(ENV, encoding="utf-8")
    mark("before")
    return tmp_path


def mark(value: str | None = None) -> str:
    """The state's value in the records, put there first where one is given."""

    async def done() -> str:
        records = await Records.open(AT)
        try:
            if value:
                await records.state.keep("mark", value)
            return await records.state.value("mark")
        finally:
            await records.close()

    return asyncio.run(done())


def restore(*, keep_settings: bool = False, **secrets: str) -> None:
    with checked_backup(FILE, keep_settings=keep_settings) as found:
        found.apply(secrets)


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.executescript(";".join(statements))


def repacked(*, honest: bool = True, manifest: dict[str, object] | None = None, **changed: bytes) -> None:
    """The archive with other files, by their names without the ending, or other values in its manifest.

    :param honest: whether the manifest is of the files as they are then.
    """
    with zipfile.ZipFile(FILE) as packed:
        contents = {name: packed.read(name) for name in packed.namelist()}
    contents |= {name: changed.get(name.partition(".")[0], content) for name, content in contents.items()}
    read = json.loads(contents[MANIFEST])
    for name in read["files"] if honest else ():
        read["files"][name] = {
            "bytes": len(contents[name]),
            "sha256": sha256(contents[name]).hexdigest(),
        }
    contents[MANIFEST] = json.dumps(read | (manifest or {})).encode()
    with zipfile.ZipFile(FILE, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in contents.items():
            packed.writestr(name, content)


def test_what_was_backed_up_comes_back_and_nothing_else_is_touched() -> None:
    before = settings.load()
    back_up(before, FILE, NOW)
    mark("after")
    Path(".env").write_text(ENV.replace("=12", "=99") + "BRIEFING_WATCH=true\n", encoding="utf-8")
    restore()
    assert mark() == "before"
    assert settings.load() == before
    kept = Path(".env").read_text(encoding="utf-8")
    assert kept.startswith("# The desk's own remark.\n")
    assert "OTHER_PASSWORD=another-secret" in kept
    assert sorted(each.name for each in Path().iterdir()) == [".env", "backup.zip", "records"]
    assert not list(Path("records").glob(".*"))


def test_an_archive_has_no_secret_in_it_and_is_its_owners_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_TOKEN", f"{TOKEN}2")
    before = os.umask(0)
    try:
        back_up(settings.load(), FILE, NOW)
    finally:
        os.umask(before)
    assert stat.S_IMODE(FILE.stat().st_mode) == 0o600
    with zipfile.ZipFile(FILE) as packed:
        found = [FILE.read_bytes(), *(packed.read(name) for name in packed.namelist())]
    for content in found:
        assert b"very-secret-part" not in content
        assert b"another-secret" not in content
        assert b"DISCORD_TOKEN" not in content


def test_a_backup_has_one_moment_while_somebody_writes() -> None:
    stop, wrote = Event(), Event()

    def write() -> None:
        with closing(sqlite3.connect(AT, isolation_level=None)) as database:
            number = 0
            while not stop.is_set():
                number += 1
                database.execute("BEGIN IMMEDIATE")
                for name in ("one", "two"):
                    database.execute("REPLACE INTO state VALUES (?, ?)", (f"{name}{number}", "x" * 2000))
                database.execute("COMMIT")
                wrote.set()

    writer = Thread(target=write)
    writer.start()
    try:
        wrote.wait()
        counts = [pairs(Path(f"{number}.zip")) for number in range(3)]
    finally:
        stop.set()
        writer.join()
    assert all(one == two > 0 for one, two in counts)
    assert counts[0] < counts[2]


def pairs(file: Path) -> tuple[int, int]:
    """How many rows of either name a backup made just now has."""
    back_up(settings.load(), file, NOW)
    with zipfile.ZipFile(file) as packed:
        packed.extract(RECORDS, file.stem)
    with closing(sqlite3.connect(Path(file.stem) / RECORDS)) as database:
        one, two = (
            database.execute("SELECT count(*) FROM state WHERE name LIKE ?", (like,)).fetchone()[0]
            for like in ("one%", "two%")
        )
    return one, two


def test_what_a_killed_writer_left_in_its_log_is_in_the_backup() -> None:
    with closing(sqlite3.connect(AT)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        with writer:
            writer.execute("REPLACE INTO state VALUES ('mark', 'only in the log')")
        left = {path.name: path.read_bytes() for path in Path("records").iterdir()}
    for name, content in left.items():
        Path("records", name).write_bytes(content)
    back_up(settings.load(), FILE, NOW)
    mark("after")
    restore()
    assert mark() == "only in the log"


def test_any_damaged_byte_is_refused_or_does_no_harm() -> None:
    back_up(settings.load(), FILE, NOW)
    mark("after")
    whole = FILE.read_bytes()
    refused = 0
    with checked_backup(FILE) as found:
        right = (dict(found.settings or {}), found.manifest)
    for place in range(0, len(whole), max(1, len(whole) // 24)):
        FILE.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            with checked_backup(FILE) as found:
                assert (dict(found.settings or {}), found.manifest.files) == (right[0], right[1].files)
        except UserError as error:
            assert str(FILE) in str(error)
            refused += 1
    assert refused > 18
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        FILE.write_bytes(whole[:length])
        with pytest.raises(BackupError), checked_backup(FILE):
            pass
    assert mark() == "after"
    assert Path(".env").read_text(encoding="utf-8") == ENV


def test_an_older_versions_records_are_brought_up_to_date() -> None:
    back_up(settings.load(), FILE, NOW)
    former = Path("former.sqlite")
    sql(former, MARKS, STATE, LOG, BUTTONS, FOLLOWING, ROWS)
    repacked(records=former.read_bytes())
    restore()

    async def questions() -> int:
        records = await Records.open(AT)
        found = await records.log.all()
        await records.close()
        return len(found)

    assert asyncio.run(questions()) == 2


def strange(statement: str) -> Path:
    """Records in which something is otherwise."""
    made = Path("strange.sqlite")
    with closing(sqlite3.connect(AT)) as old, closing(sqlite3.connect(made)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")
    sql(made, statement)
    return made


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", r"newer version .*Update the program\.$"),
        ("DROP TABLE state", "none that Briefing Bot made"),
        ("DROP TABLE outbox", "none that Briefing Bot made"),
        ("CREATE TRIGGER t AFTER INSERT ON state BEGIN DELETE FROM audit; END", "none that Briefing Bot"),
    ],
)
def test_records_that_are_not_this_versions_are_refused_in_a_sentence(statement: str, told: str) -> None:
    back_up(settings.load(), FILE, NOW)
    repacked(records=strange(statement).read_bytes())
    with pytest.raises(RecordsError, match=told), checked_backup(FILE):
        pass


def test_a_newer_archive_is_refused_in_a_sentence() -> None:
    back_up(settings.load(), FILE, NOW)
    repacked(manifest={"format": FORMAT + 1, "files": ["in another form"]})
    with pytest.raises(BackupError, match="newer version of Briefing Bot"), checked_backup(FILE):
        pass


@pytest.mark.parametrize(
    ("more", "told"), [(b"\0" * 1_000_000, "larger than what was packed"), (b"", "is not what was packed")]
)
def test_other_records_than_those_that_were_packed_are_refused(more: bytes, told: str) -> None:
    back_up(settings.load(), FILE, NOW)
    with zipfile.ZipFile(FILE) as packed:
        records = packed.read(RECORDS)
    repacked(honest=False, records=records.replace(b"before", b"BEFORE") + more)
    with pytest.raises(BackupError, match=told), checked_backup(FILE):
        pass


def test_settings_that_cannot_be_used_here_are_told_before_anything_is_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    back_up(settings.load(), FILE, NOW)
    mark("after")
    monkeypatch.setenv("BRIEFING_LOG_LEVEL", "loud")
    with pytest.raises(BackupError, match=r"BRIEFING_LOG_LEVEL.*--keep-settings"), checked_backup(FILE):
        pass
    monkeypatch.delenv("BRIEFING_LOG_LEVEL")
    assert mark() == "after"


def test_settings_of_another_version_and_secrets_are_passed_over() -> None:
    back_up(settings.load(), FILE, NOW)
    with zipfile.ZipFile(FILE) as packed:
        read = json.loads(packed.read(SETTINGS))
    repacked(settings=json.dumps(read | {"BRIEFING_OF_LATER": "1", "DISCORD_TOKEN": "planted"}).encode())
    with checked_backup(FILE) as found:
        assert found.passed_over == ("BRIEFING_OF_LATER", "DISCORD_TOKEN")
        found.apply({})
    assert "planted" not in Path(".env").read_text(encoding="utf-8")


def test_on_a_new_machine_the_token_is_asked_for_and_the_settings_are_its_owners_alone() -> None:
    before = settings.load()
    back_up(before, FILE, NOW)
    Path(".env").unlink()
    AT.unlink()
    with checked_backup(FILE) as found:
        assert found.missing == ("DISCORD_TOKEN",)
        assert not found.replaced
        found.apply({"DISCORD_TOKEN": TOKEN})
    assert settings.load() == before
    assert stat.S_IMODE(Path(".env").stat().st_mode) == 0o600
    assert mark() == "before"


def test_nothing_is_restored_under_a_running_bot() -> None:
    back_up(settings.load(), FILE, NOW)
    with (
        holding_gateway(AT, TOKEN, IfHeld.REFUSE),
        pytest.raises(RunningError, match=f"Process {os.getpid()} runs"),
    ):
        restore()
    restore()


def test_settings_that_cannot_be_written_leave_the_records_as_they_were() -> None:
    back_up(settings.load(), FILE, NOW)
    mark("after")
    Path(".env").unlink()
    Path(".env").symlink_to("gone/settings")
    with pytest.raises(BackupError, match=r"\.env cannot be written"):
        restore()
    assert mark() == "after"
    restore(keep_settings=True)
    assert mark() == "before"


@contextmanager
def cut_off() -> Iterator[None]:
    """As a kill leaves it between the records' replacement and the settings'."""
    back_up(settings.load(), FILE, NOW)
    mark("after")
    with zipfile.ZipFile(FILE) as packed:
        packed.extract(RECORDS)
    replace_records(Path(RECORDS), AT, unfinished=True)
    with pytest.raises(RecordsError, match=r"restore of the records .* was cut off"):
        mark()
    yield
    assert mark() == "before"


@pytest.mark.parametrize("keep_settings", [False, True])
def test_a_restore_that_was_cut_off_keeps_everything_shut_until_it_is_run_again(keep_settings: bool) -> None:
    with cut_off():
        restore(keep_settings=keep_settings)


def test_damaged_records_are_set_aside_and_replaced() -> None:
    back_up(settings.load(), FILE, NOW)
    AT.write_bytes(b"no database" * 1000)
    for left in Path("records").glob("*-*"):
        left.unlink()
    restore()
    assert mark() == "before"
    assert len(list(Path("records").glob("*.damaged-*"))) == 1


def test_damaged_records_are_not_backed_up() -> None:
    content = bytearray(AT.read_bytes())
    content[8192:40960] = b"\xff" * (40960 - 8192)
    AT.write_bytes(content)
    with pytest.raises(RecordsError, match="damaged"):
        back_up(settings.load(), FILE, NOW)
    assert not FILE.exists()


def test_a_backup_replaces_nothing_and_says_what_is_missing() -> None:
    FILE.write_text("precious")
    with pytest.raises(BackupError, match="is there already"):
        back_up(settings.load(), FILE, NOW)
    with pytest.raises(BackupError, match="cannot be written"):
        back_up(settings.load(), Path("no/folder/backup.zip"), NOW)
    AT.unlink()
    with pytest.raises(BackupError, match="no records"):
        back_up(settings.load(), Path("other.zip"), NOW)
    with pytest.raises(BackupError, match="no backup file"), checked_backup(Path("other.zip")):
        pass
    assert FILE.read_text() == "precious"


def test_a_rule_whose_file_is_gone_comes_back_and_what_is_known_by_now_stays() -> None:
    chosen = settings.load()
    chosen.knowledge.mkdir(parents=True)

    def rule(folder: str, *who: str) -> dict[str, object]:
        return {"folder": folder, "visible_to": who, "state": "gone"}

    keep_rules(chosen.knowledge, None, json.dumps([rule("desk", "server:1"), rule("old", "server:1")]))
    back_up(chosen, FILE, NOW)
    shutil.rmtree(chosen.knowledge)
    keep_rules(chosen.knowledge, None, json.dumps([rule("desk", "server:2"), rule("new")]))
    restore()
    found = {each["folder"]: each["visible_to"] for each in json.loads(kept_rules(chosen.knowledge, None))}
    assert found == {"desk": ["server:2"], "old": ["server:1"], "new": []}


def test_damaged_rules_are_told_and_nothing_is_restored() -> None:
    chosen = settings.load()
    keep_rules(chosen.knowledge, None, "[]")
    back_up(chosen, FILE, NOW)
    mark("after")
    repacked(collections=b"{")
    with pytest.raises(BackupError, match="rules of collections"):
        restore()
    assert mark() == "after"


def test_an_archive_without_collections_is_one_that_older_versions_read() -> None:
    assert back_up(settings.load(), FILE, NOW).format == 1
