"""Every kind of broken file: each mistake with its line, what is wrong and how to mend it, all at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.knowledge.messages import sentence
from bot.knowledge.opening import LARGEST_FILE
from bot.knowledge.reader import read, read_bytes

BROKEN = Path(__file__).parents[1] / "data" / "broken"
FILES = sorted(BROKEN.glob("*.yaml"))
EXPECTED = (BROKEN / "expected.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_all_problems_of_a_broken_file_are_told(path: Path) -> None:
    reading = read(path, path.name)
    expected = [line for line in EXPECTED if line.startswith(f"{path.name}:")]
    assert expected
    assert [str(problem) for problem in reading.problems] == expected
    assert (reading.articles, reading.good) == ((), False)


def test_nothing_is_expected_of_files_that_are_not_there() -> None:
    assert {line.split(":")[0] for line in EXPECTED} == {path.name for path in FILES}


def test_a_missing_source_is_a_warning_and_leaves_nothing_out() -> None:
    reading = read_bytes(b"title: Ferry late\nfacts: [The ferry was late.]\n", "ferry.yaml")
    assert [(p.line, p.severity, p.what) for p in reading.problems] == [
        (1, "warning", "The article has no `source`.")
    ]
    assert (len(reading.articles), reading.good) == (1, True)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    told = "The file has 16.0 MiB, more than the 16 MiB that are read."
    assert [problem.what for problem in read(path, "large.yaml").problems] == [told]
    assert [problem.what for problem in read_bytes(path.read_bytes(), "large.yaml").problems] == [told]


def test_a_folder_is_no_knowledge_file(tmp_path: Path) -> None:
    assert [problem.what for problem in read(tmp_path, "folder.yaml").problems] == ["This is no file."]


def test_a_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    problems = read(tmp_path / "gone.yaml", "gone.yaml").problems
    assert [problem.what for problem in problems] == ["The file cannot be read: no such file or directory."]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "secret.yaml"
    path.touch(mode=0o000)
    assert [p.what for p in read(path, "secret.yaml").problems] == [
        "The file cannot be read: permission denied."
    ]


def test_the_lines_are_the_editor_s_whatever_ends_them() -> None:
    for end in ("\n", "\r\n", "\r"):
        text = end.join(["title: T", "source: S", "facts:", "  - F", "colour: red"])
        assert [problem.line for problem in read_bytes(text.encode(), "a.yaml").problems] == [5]


def test_a_byte_order_mark_of_utf_8_is_no_mistake() -> None:
    reading = read_bytes("\ufefftitle: T\nsource: S\nfacts: [F]".encode(), "a.yaml")
    assert (reading.problems, reading.articles[0].title) == ((), "T")


def test_a_file_of_rubbish_gets_a_list_that_can_be_read() -> None:
    reading = read_bytes(b"\x01\n" * 10_000 + b"\t- @\n" * 10_000, "rubbish.yaml")
    assert 0 < len(reading.problems) < 50


def test_an_unforeseen_kind_of_fault_still_gets_a_sentence() -> None:
    what, mend = sentence("some_new_kind", ("quotes", 0, "text"), "x")
    assert what == "`text` is `x`, which cannot be read."
    assert "briefing-bot schema" in mend
