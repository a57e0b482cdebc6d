"""`ingest`: drafts, proofs, reports and batches from the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot import services
from bot.services import ingesting
from tests.cli.conftest import Run

ARTICLE = """Harbour opens in Fennmoor
Mayor Ann Roe opened the new harbour on Friday after four years of work.
“The harbour will feed this town,” Roe said.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_a_file_becomes_a_draft_that_check_proves(run: Run, article: Path, tmp_path: Path) -> None:
    knowledge = tmp_path / "kept"
    result = run(
        "ingest", article, "-k", knowledge, "--source", "Fennmoor Mirror", "--published", "2031-05-02"
    )
    assert result.exit_code == 0, result.output
    assert "written, 1 quote, 1 fact" in result.stdout
    written = (knowledge / "drafts/harbour.yaml").read_text("utf-8")
    assert "draft: true" in written
    assert "source: Fennmoor Mirror" in written
    assert "published: 2031-05-02" in written
    assert run("check", knowledge, "--proof").exit_code == 0
    (knowledge / "drafts/harbour.yaml").write_text(written.replace("feed", "eat"), "utf-8")
    assert "will eat this town" in run("check", knowledge, "--proof").stdout
    kept = run("ingest", article, "-k", knowledge, "--source", "Fennmoor Mirror", "--published", "2031-05-02")
    assert "kept" in kept.stdout
    assert "+    text: The harbour will feed this town" in kept.stdout


def test_published_at_once_it_is_answered(run: Run, article: Path, tmp_path: Path) -> None:
    knowledge = tmp_path / "kept"
    assert run("ingest", article, "-k", knowledge, "--publish").exit_code == 0
    assert "1 article, 1 quote, 1 fact" in run("check", knowledge).stdout


def test_standard_input_and_two_of_a_name(run: Run, article: Path, tmp_path: Path) -> None:
    assert run("ingest", "-", "-k", tmp_path / "kept", typed=ARTICLE).exit_code == 0
    assert (tmp_path / "kept/drafts/harbour-opens-in-fennmoor.yaml").exists()
    run("ingest", article, article, "-k", tmp_path / "two")
    assert sorted(path.name for path in (tmp_path / "two/drafts").glob("*.yaml")) == [
        "harbour-2.yaml",
        "harbour.yaml",
    ]


def test_a_report_writes_nothing(run: Run, article: Path, tmp_path: Path) -> None:
    result = run("ingest", article, "--report", "-k", tmp_path / "kept")
    assert "Ann Roe" in result.stdout
    assert "1 fact. People: Ann Roe (Mayor)" in result.stdout
    assert not (tmp_path / "kept").exists()


def test_a_batch(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": ARTICLE}), "utf-8")
    assert run("ingest", "--batch", "in.jsonl", "--out", "out.jsonl").exit_code == 0
    row = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    assert row["quotes"] == [
        {"speaker": "Ann Roe", "text": "The harbour will feed this town,", "unsure": False}
    ]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"text": "a"}'])
def test_a_bad_line_of_a_batch_is_named(run: Run, tmp_path: Path, line: str) -> None:
    (tmp_path / "in.jsonl").write_text(line, "utf-8")
    result = run("ingest", "--batch", "in.jsonl", "--out", "out.jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith("in.jsonl, line 1: ")
    assert not (tmp_path / "out.jsonl").exists()


def test_what_cannot_be_done_is_told_in_a_sentence(run: Run, tmp_path: Path) -> None:
    missing = run("ingest", "nothing.txt")
    assert (missing.exit_code, missing.stderr) == (1, "nothing.txt: no such file or directory.\n")
    assert run("ingest").exit_code == 2
    assert run("ingest", "--batch", "in.jsonl").exit_code == 2
    (tmp_path / "empty.txt").write_text("Nothing", "utf-8")
    assert "neither a quotation nor a whole sentence" in run("ingest", "empty.txt").stderr


DOUBTFUL = """Hall closed in Fennmoor
The hall closed on Monday, said the town.
Ben Doe, who kept it, said: “It was cold in there.
“We will build another one,” Ann Roe said.
"""


def test_what_is_to_be_looked_at_waits_and_is_published_then(run: Run, tmp_path: Path) -> None:
    (tmp_path / "hall.txt").write_text(DOUBTFUL, "utf-8")
    knowledge = tmp_path / "kept"
    told = run("ingest", "hall.txt", "-k", knowledge, "--publish")
    assert told.exit_code == 0, told.output
    assert "published, 1 quote," in told.stdout
    assert "needs checking" in told.stdout
    assert "left out" in told.stdout
    assert "briefing-bot publish" in told.stdout
    assert "It was cold" not in (knowledge / "hall.yaml").read_text("utf-8")
    added = run("publish", "hall", "-k", knowledge)
    assert added.exit_code == 0, added.output
    assert "added" in added.stdout
    assert "It was cold" in (knowledge / "hall.yaml").read_text("utf-8")
    assert "1 of 1 article has a proof." in run("check", knowledge, "--proof").stdout


def test_a_published_file_is_replaced_only_where_that_is_asked_for(
    run: Run, article: Path, tmp_path: Path
) -> None:
    knowledge = tmp_path / "kept"
    run("ingest", article, "-k", knowledge, "--publish")
    published = (knowledge / "harbour.yaml").read_text("utf-8")
    again = run("ingest", article, "-k", knowledge, "--publish", "--source", "Fennmoor Mirror")
    assert again.exit_code == 3
    assert "+source: Fennmoor Mirror" in again.stdout
    assert "--replace" in again.stdout
    assert (knowledge / "harbour.yaml").read_text("utf-8") == published
    replaced = run(
        "ingest", article, "-k", knowledge, "--publish", "--replace", "--source", "Fennmoor Mirror"
    )
    assert replaced.exit_code == 0
    assert "source: Fennmoor Mirror" in (knowledge / "harbour.yaml").read_text("utf-8")


def test_a_draft_is_published_by_its_name(run: Run, article: Path, tmp_path: Path) -> None:
    knowledge = tmp_path / "kept"
    run("ingest", article, "-k", knowledge)
    told = run("publish", "harbour", "-k", knowledge)
    assert (told.exit_code, "published, 1 quote, 1 fact" in told.stdout) == (0, True)
    missing = run("publish", "harbour", "-k", knowledge)
    assert (missing.exit_code, "there is no draft of this name" in missing.stderr) == (1, True)


def test_reading_again_what_is_published_says_so(run: Run, article: Path, tmp_path: Path) -> None:
    knowledge = tmp_path / "kept"
    assert "published already" not in run("ingest", article, "-k", knowledge).stdout
    run("publish", "harbour", "-k", knowledge)
    told = run("ingest", article, "-k", knowledge).stdout.replace("\n", "")
    assert f"This article is published already: {knowledge / 'harbour.yaml'}." in told


def test_publishing_names_the_lines_that_are_marked_still(run: Run, tmp_path: Path) -> None:
    (tmp_path / "hall.txt").write_text(
        "Hall closed\nBen Doe wanted to say “it is shut”. Ann Roe of the hall said “it rained all day”.\n",
        "utf-8",
    )
    knowledge = tmp_path / "kept"
    run("ingest", "hall.txt", "-k", knowledge)
    told = run("publish", "hall", "-k", knowledge).stdout.replace("\n", " ")
    rows = (knowledge / "hall.yaml").read_text("utf-8").splitlines()
    marked = [number for number, row in enumerate(rows, 1) if "  # " in row and "speaker" in row]
    assert "still ha" in told
    assert f"line{'s' if len(marked) > 1 else ''} {', '.join(map(str, marked))}." in told


def test_one_bad_input_never_costs_the_others(run: Run, article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    article.rename(folder / "harbour.txt")
    (folder / "a-empty.xml").write_bytes(b"")
    (folder / "b.pdf").write_bytes(b"no pdf")
    (folder / "z.txt").write_text("Nothing", "utf-8")
    told = run("ingest", folder, "-k", tmp_path / "kept")
    assert told.exit_code == 1
    assert (tmp_path / "kept/drafts/harbour.yaml").exists()
    rows = told.stderr.splitlines()
    assert ["a-empty.xml" in rows[0], "b.pdf" in rows[1], rows[2].startswith("z: neither")] == [True] * 3
    assert "Traceback" not in told.output


@pytest.mark.parametrize("where", ["draft_of", "read_input", "preview_of"])
def test_an_article_that_the_program_fails_at_never_costs_the_others(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(ARTICLE.replace("Fennmoor", f"Port {name.upper()}"), "utf-8")
    working = getattr(ingesting, where)

    def failing(given: Any) -> Any:
        if "b.txt" in str(given) or "Port B" in str(given):
            raise ZeroDivisionError("a wheel came off")
        return working(given)

    monkeypatch.setattr(ingesting, where, failing)
    told = run("ingest", folder, "-k", tmp_path / "kept")
    assert told.exit_code == 1
    drafted = sorted(path.name for path in (tmp_path / "kept/drafts").glob("*.yaml"))
    assert {"a.yaml", "c.yaml"} <= set(drafted)
    (row,) = told.stderr.splitlines()
    assert "b" in row.split(":")[0]
    assert "the others are read" in row
    assert "ZeroDivisionError" in caplog.text
    assert "a wheel came off" in caplog.text
    assert "Traceback" not in told.output


def test_a_line_of_a_batch_that_the_program_fails_at_never_costs_the_others(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(text: str) -> list[dict[str, object]]:
        if "Port B" in text:
            raise ZeroDivisionError("a wheel came off")
        return []

    monkeypatch.setattr(services, "quotes_of", failing, raising=False)
    rows = [json.dumps({"id": name, "text": f"Port {name}"}) for name in "ABC"]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), "utf-8")
    told = run("ingest", "--batch", "in.jsonl", "--out", "out.jsonl")
    assert told.exit_code == 1
    written = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(row)["id"] for row in written] == ["A", "C"]
    assert "in.jsonl, line 2: the program failed at it" in told.stderr
    assert "1 line was passed over; 2 others are written." in told.stderr
    assert "a wheel came off" in caplog.text


def test_a_draft_that_an_editor_changed_is_named_where_it_was_to_be_published(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "hall.txt").write_text("Hall closed\nThe hall closed on Monday.\nIt rained.\n", "utf-8")
    knowledge = tmp_path / "kept"
    run("ingest", "hall.txt", "-k", knowledge)
    draft = knowledge / "drafts/hall.yaml"
    draft.write_text(draft.read_text("utf-8").replace("It rained.", "It"), "utf-8")
    for option in ("--publish", "--replace"):
        told = run("ingest", "hall.txt", "-k", knowledge, option)
        assert told.exit_code == 3
        assert f"briefing-bot publish {draft}" in told.stdout.replace("\n", "")
        assert "--replace would" not in told.stdout
    assert run("publish", "hall", "-k", knowledge).exit_code == 0
    again = run("ingest", "hall.txt", "-k", knowledge, "--publish")
    assert again.exit_code == 3
    assert "--replace would change nothing" in again.stdout
