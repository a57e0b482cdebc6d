"""Batches: every line in, a line out; wrong lines are told with their places, the others are worked on."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.cli import batch
from bot.cli.errors import ExitStatus, RefusedError
from bot.text import require_length


class Asked(BaseModel):
    id: str
    question: str


def work(line: Asked) -> dict[str, object]:
    return {"id": line.id, "said": line.question.upper()}


def test_lines_are_worked_on_in_order_and_blank_ones_passed_over(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        '\ufeff{"id": "1", "question": "wé", "more": 1}\n\n{"id": "2", "question": "b"}', "utf-8"
    )
    assert batch.run(source, out, Asked, work) == 2
    written = out.read_text("utf-8").splitlines()
    assert written[0] == '{"id": "1", "said": "WÉ"}'
    assert json.loads(written[1])["id"] == "2"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"id": "1"}', '"question": Field required'),
        ("{nonsense", "Invalid JSON"),
        ("[]", "object"),
        ('{"id": "1", "question": 5}', '"question": '),
    ],
)
def test_a_wrong_line_is_told_with_its_place_and_the_others_are_written(
    tmp_path: Path, text: str, told: str
) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        '{"id": "1", "question": "a"}\n' + text + '\n\n{"id": "2", "question": "b"}\n{}\n', "utf-8"
    )
    with pytest.raises(RefusedError) as error:
        batch.run(source, out, Asked, work)
    first, second, last = str(error.value).splitlines()
    assert first.startswith(f"{source}, line 2: ")
    assert told in first
    assert second.startswith(f"{source}, line 5: ")
    assert "2" in last
    assert error.value.status == ExitStatus.FAILED
    assert [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()] == ["1", "2"]


def test_where_every_line_is_wrong_nothing_is_written(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("{nonsense\n", "utf-8")
    out.write_text("kept", "utf-8")
    with pytest.raises(RefusedError, match="line 1"):
        batch.run(source, out, Asked, work)
    assert out.read_text("utf-8") == "kept"


def test_files_that_cannot_be_read_or_written_are_named(tmp_path: Path) -> None:
    good = tmp_path / "good.jsonl"
    good.write_text('{"id": "1", "question": "a"}\n', "utf-8")
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes('{"id": "1", "question": "é"}'.encode("latin-1"))
    for source, out, told in (
        (tmp_path / "none.jsonl", tmp_path / "o", "cannot be read"),
        (latin, tmp_path / "o", "not UTF-8"),
        (good, tmp_path / "no" / "o", "cannot be written"),
    ):
        with pytest.raises(RefusedError, match=told):
            batch.run(source, out, Asked, work)


def test_a_dash_is_standard_input_and_output(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": "1", "question": "a"}\n'))
    batch.run(batch.STANDARD, batch.STANDARD, Asked, work)
    assert capsys.readouterr().out == '{"id": "1", "said": "A"}\n'


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl"
    source.write_bytes(gzip.compress('{"id": "1", "question": "é"}\n'.encode()))
    assert batch.run(source, out, Asked, work) == 1
    assert out.read_text("utf-8") == '{"id": "1", "said": "É"}\n'


@pytest.mark.parametrize("data", [b'{"id": "1", "question": "a"}', gzip.compress(b"x" * 900, mtime=0)[:-9]])
def test_a_damaged_packed_file_is_named(tmp_path: Path, data: bytes) -> None:
    source = tmp_path / "in.jsonl.gz"
    source.write_bytes(data)
    with pytest.raises(RefusedError, match=r"in\.jsonl\.gz.*damaged"):
        batch.run(source, tmp_path / "out", Asked, work)


def test_a_line_that_is_too_long_is_told_and_the_others_are_worked_on(tmp_path: Path) -> None:
    def short(line: Asked) -> dict[str, object]:
        require_length(line.question)
        return work(line)

    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [{"id": "1", "question": "a" * 4001}, {"id": "2", "question": "a" * 4000}]
    source.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    with pytest.raises(RefusedError, match=r"line 1: That has 4,001 letters; .* may have 4,000"):
        batch.run(source, out, Asked, short)
    assert json.loads(out.read_text("utf-8"))["id"] == "2"
