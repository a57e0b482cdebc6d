"""`purge`: nothing is left of an article or entry that the bot keeps, and what is out of reach is named."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.records import Asked, ChangeKind, EntryChange, EntryShown, Opinion, Records, Showing
from bot.services import Services
from tests.cli.conftest import Run

SECRET = "The Osk bridge money went to my cousin"
WORDS = f"Mayor Alf Brix said: “{SECRET}.”\n\nThe council of Osk met on Tuesday evening.\n"
ENTRY = """\
title: Osk council
quotes:
  - {id: money, speaker: Alf Brix, text: The Osk bridge money went to my cousin.}
  - {id: ferry, speaker: Ann Roe, text: The ferry sails at noon.}
"""
NOW = datetime.now(UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "knowledge"
    place.mkdir()
    (place / "council.yaml").write_text(ENTRY, encoding="utf-8")
    return place


def opened(folder: Path) -> None:
    with Services.open(folder) as services:
        services.wait_for_vectors()


def left(folder: Path, words: str) -> list[Path]:
    """The files below a folder that have these words somewhere in them, however they are packed."""
    return [path for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def kept(path: Path, key: str) -> None:
    """Records that remember an entry in every way."""

    async def keep() -> None:
        records = await Records.open(path)
        number = await records.log.add(Asked(NOW, "who took the money?", True, 0.9, (key, "council#ferry")))
        await records.log.judge(number, Opinion(key, useful=True), 9)
        source = f'{{"kind":"answer","question":"and?","today":"2031-01-01","context":{{"items":["{key}"]}}}}'
        view = await records.views.keep(source, (key, "council#ferry"), 7, NOW, number)
        await records.changes.note([EntryChange(NOW, ChangeKind.REWORDED, "council#0ld", key)])
        shown = [EntryShown(key, "as it was"), EntryShown("council#ferry", "as it was")]
        await records.messages.show(Showing(1, 10, 5, view.id), shown, NOW + timedelta(days=7))
        await records.messages.show(Showing(2, 10, 5, private=True), shown, NOW + timedelta(days=7))
        await records.close()

    asyncio.run(keep())


def test_an_article_goes_with_its_file_its_text_and_its_proof(run: Run, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "osk-bridge.txt").write_text(WORDS, encoding="utf-8")
    run("ingest", "osk-bridge.txt", "--title", "Osk bridge", "--publish")
    run("ingest", "osk-bridge.txt", "--title", "Osk bridge", "--source", "Echo")
    assert {"osk-bridge.yaml", "osk-bridge.txt", "osk-bridge.proof.json"} <= {
        p.name for p in left(folder, "")
    }
    opened(folder)
    plan = run("purge", "osk-bridge", "--dry-run", "--delete-file")
    assert plan.exit_code == 0, plan.output
    assert "osk-bridge.txt" in plan.stdout
    done = run("purge", "osk-bridge", "--delete-file", "--yes")
    assert done.exit_code == 0, done.output
    # Another article has the same words: that is said, and it stays.
    assert left(folder, SECRET) == [folder / "council.yaml", *left(folder / ".briefing-index", SECRET)]
    assert "not touched: council." in done.stdout
    assert not list(folder.rglob("*osk-bridge*"))
    assert "backups" in done.stdout
    assert "The ferry sails at noon." in run("ask", "what did Ann Roe say?").stdout


def test_what_stands_in_a_knowledge_file_is_not_deleted_unasked(run: Run, folder: Path) -> None:
    refused = run("purge", "council", "--yes")
    assert refused.exit_code == 1
    assert "council is still in council.yaml:1" in refused.stderr
    assert "--delete-file" in refused.stderr
    entry = run("purge", "council#money", "--yes")
    assert entry.exit_code == 1
    assert "council.yaml:3" in entry.stderr
    assert run("purge", "council#money", "--delete-file").exit_code == 2
    assert (folder / "council.yaml").read_text(encoding="utf-8") == ENTRY
    looked = run("purge", "council", "--dry-run")
    assert "This would not work yet" in looked.stdout
    assert "  council#money" in looked.stdout


@pytest.mark.parametrize("target", ["counsel", "council#zzz"])
@pytest.mark.parametrize("how", ["--yes", "--dry-run"])
def test_a_name_of_nothing_is_refused(run: Run, folder: Path, target: str, how: str) -> None:
    refused = run("purge", target, how)
    assert refused.exit_code == 1
    assert f"Nothing named {target} is known here or kept" in refused.stderr
    assert not refused.stdout
    assert (folder / "council.yaml").read_text(encoding="utf-8") == ENTRY


def test_an_entry_mistyped_leaves_what_was_written_of_its_article(
    run: Run, tmp_path: Path, folder: Path
) -> None:
    (tmp_path / "osk-bridge.txt").write_text(WORDS, encoding="utf-8")
    run("ingest", "osk-bridge.txt", "--title", "Osk bridge", "--publish")
    written = left(folder, SECRET)
    assert run("purge", "osk-bridge#zzz", "--yes").exit_code == 1
    assert set(written) <= set(left(folder, SECRET))


def test_what_an_editor_deleted_before_is_purged_from_the_index(run: Run, folder: Path) -> None:
    opened(folder)
    (folder / "council.yaml").unlink()
    opened(folder)
    done = run("purge", "council", "--yes")
    assert done.exit_code == 0, done.output
    assert not left(folder, "bridge money")


@pytest.mark.parametrize("target", ["council", "council#money"])
def test_a_withdrawn_entry_is_listed(run: Run, folder: Path, target: str) -> None:
    taken_back = ENTRY.replace("cousin.}", "cousin., withdrawn: {date: 2031-05-03}}")
    (folder / "council.yaml").write_text(taken_back, "utf-8")
    looked = run("purge", target, "--dry-run")
    assert looked.exit_code == 0, looked.output
    assert "  council#money" in looked.stdout.splitlines()


@pytest.mark.parametrize("target", ["", " ", "#", "#money", "council#"])
def test_an_address_without_an_article_or_an_entry_is_none(run: Run, folder: Path, target: str) -> None:
    assert run("purge", target, "--yes").exit_code == 2
    assert (folder / "council.yaml").exists()


def test_nothing_is_deleted_where_nobody_can_be_asked(run: Run, folder: Path) -> None:
    refused = run("purge", "council", "--delete-file")
    assert refused.exit_code == 1
    assert "--yes" in refused.stderr
    assert (folder / "council.yaml").exists()


def test_a_file_that_holds_other_articles_is_kept(run: Run, folder: Path) -> None:
    (folder / "two.yaml").write_text(
        "id: a\ntitle: A\nfacts: [One.]\n---\nid: b\ntitle: B\nfacts: [Two.]\n", encoding="utf-8"
    )
    refused = run("purge", "a", "--delete-file", "--yes")
    assert refused.exit_code == 1
    assert "two.yaml holds other articles" in refused.stderr
    assert (folder / "two.yaml").exists()


def test_a_broken_file_that_held_other_articles_is_kept(run: Run, folder: Path) -> None:
    shared = "id: {name}\ntitle: T\nquotes:\n  - {{speaker: Ann Roe, text: The {name} sails at noon.}}\n"
    path = folder / "shared.yaml"
    path.write_text("---\n".join(shared.format(name=name) for name in ("gull", "tern")), encoding="utf-8")
    opened(folder)
    path.write_text(path.read_text(encoding="utf-8") + "  - [unclosed\n", encoding="utf-8")
    refused = run("purge", "gull", "--delete-file", "--yes")
    assert refused.exit_code == 1
    assert "shared.yaml holds other articles, too" in refused.stderr
    assert path.exists()


def test_an_entry_goes_from_index_and_records(run: Run, tmp_path: Path, folder: Path) -> None:
    records = tmp_path / "records" / "briefing.sqlite"
    opened(folder)
    kept(records, "council#money")
    without = "".join(line for line in ENTRY.splitlines(keepends=True) if "money" not in line)
    (folder / "council.yaml").write_text(without, encoding="utf-8")
    opened(folder)
    plan = run("purge", "council#money", "--dry-run")
    assert "1 message on Discord that shows it" in plan.stdout
    assert left(records.parent, "council#money")
    done = run("purge", "council#money", "--yes")
    assert done.exit_code == 0, done.output
    assert "1 private answer," in done.stdout
    assert not left(folder, "bridge money")
    remembered = b"".join(path.read_bytes() for path in records.parent.iterdir())
    assert b"council#0ld" not in remembered
    assert remembered.count(b"council#money") == remembered.count(b"purge council#money") == 1
    assert b"council#ferry" in remembered


def test_the_git_repository_is_named(run: Run, tmp_path: Path, folder: Path) -> None:
    (tmp_path / ".git").mkdir()
    done = run("purge", "council", "--delete-file", "--yes")
    assert f"the history of the git repository {tmp_path}" in done.stdout
    again = run("purge", "council", "--yes")
    assert again.exit_code == 1
    assert "Nothing named council is known here or kept" in again.stderr
