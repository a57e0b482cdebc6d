"""Programs that write into one knowledge folder take turns."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.ingest import Draft, IngestError, SaveOutcome, Source, amend, draft_of, publish, save
from bot.ingest.publish import turns
from bot.ingest.publish.turns import one_at_a_time

HOLDING = """
import sys
from pathlib import Path
from bot.ingest.publish.turns import one_at_a_time
with one_at_a_time(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_program_is_waited_for_and_told_of(
    draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    with subprocess.Popen(command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        monkeypatch.setattr(turns, "PATIENCE", 0.05)
        for write in (save, publish):
            with pytest.raises(IngestError, match=r"is writing into .*Try again later"):
                write(draft, tmp_path)
        assert not list(tmp_path.iterdir())
        other.communicate("")
    assert publish(draft, tmp_path, unsure=True).outcome is SaveOutcome.PUBLISHED


def test_the_lock_is_let_go_of_where_a_write_fails(draft: Draft, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), one_at_a_time(tmp_path / "new"):
        raise ZeroDivisionError
    assert save(draft, tmp_path / "new").outcome is SaveOutcome.WRITTEN


def test_a_notice_waits_its_turn_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(draft_of(Source("Pier opens again\nThe pier opened on Monday.\n", name="pier")), tmp_path)
    notice = draft_of(Source("Correction\nIn “Pier opens again” we gave the wrong day.\n"))
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    with one_at_a_time(tmp_path), pytest.raises(IngestError, match="is writing"):
        amend(notice, tmp_path)
