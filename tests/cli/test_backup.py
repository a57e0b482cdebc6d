"""`backup` and `restore` as somebody types them."""

from __future__ import annotations

import asyncio
import os
import pty
import select
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from bot.records import Records
from tests.cli.conftest import Run

AT = Path("records/briefing.sqlite")


def made(folder: Path) -> None:
    """Records in a folder."""

    async def make() -> None:
        await (await Records.open(folder / AT)).close()

    asyncio.run(make())


def test_a_backup_is_restored_where_nobody_can_be_asked_only_when_told_so(run: Run, tmp_path: Path) -> None:
    made(tmp_path)
    saved = run("backup", "desk.zip")
    assert saved.exit_code == 0
    assert "desk.zip: written" in saved.stdout
    refused = run("restore", "desk.zip")
    assert refused.exit_code == 1
    assert "--yes" in refused.stderr
    done = run("restore", "desk.zip", "--yes")
    assert done.exit_code == 0
    assert "Restored." in done.stdout
    assert "DISCORD_TOKEN is in no backup" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("backup",), 2, "FILE"),
        (("backup", "desk.zip"), 1, "no records"),
        (("restore", "desk.zip"), 1, "There is no backup file desk.zip"),
        (("restore", "."), 1, "There is no backup file ."),
        (("restore", __file__), 1, "is no backup of Briefing Bot"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, arguments: tuple[str, ...], status: int, told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == status
    assert told in result.stderr
    assert "Traceback" not in result.output


def test_whoever_sits_there_is_asked_for_the_token_and_it_is_not_shown(run: Run, tmp_path: Path) -> None:
    made(tmp_path)
    run("backup", "desk.zip")
    ours, theirs = pty.openpty()
    here = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(here)}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "restore", "desk.zip"],
        cwd=tmp_path, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    ) as program:  # fmt: skip
        os.close(theirs)
        seen = read_to(ours, "Replace them?")
        os.write(ours, b"y\n")
        seen += read_to(ours, "DISCORD_TOKEN (not shown")
        while termios.tcgetattr(ours)[3] & termios.ECHO:
            time.sleep(0.01)  # what is typed before that is thrown away
        os.write(ours, b"typed.secret.token\n")
        seen += read_to(ours, "Restored.")
        assert program.wait() == 0
    os.close(ours)
    assert "typed.secret" not in seen
    assert "DISCORD_TOKEN='typed.secret.token'" in (tmp_path / ".env").read_text(encoding="utf-8")


def read_to(terminal: int, words: str) -> str:
    """What a terminal shows until these words."""
    seen = ""
    while words not in seen:
        assert select.select([terminal], [], [], 60)[0], f"nothing after {seen!r}"
        seen += os.read(terminal, 4096).decode()
    return seen
