"""Files made to hurt, or by old programs: they are refused soon, and everything is told at its line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.problems import MOST
from bot.knowledge.reader import read_bytes

HEAD = "title: The pier\nsource: Courier\n"


def problems(body: str | bytes) -> list[tuple[int, str]]:
    data = HEAD.encode() + (body if isinstance(body, bytes) else body.encode())
    return [(problem.line, problem.what) for problem in read_bytes(data, "pier.yaml").problems]


def test_aliases_that_unfold_without_end_are_refused_with_one_sentence() -> None:
    names = "abcdefghijklmnop"
    levels = [f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]" for last, name in pairwise(names)]
    bomb = "\n".join(["a: &a [x, x]", *levels, "facts: *p", ""])
    for body in (bomb, "facts: &f [*f]\n"):
        ((line, what),) = problems(body)
        assert line == 1
        assert what.startswith("The aliases")


def test_an_alias_used_often_is_no_problem() -> None:
    body = "quotes:\n- {speaker: &s Ines Aldercott, text: A}\n" + "- {speaker: *s, text: B}\n" * 2000
    assert problems(body) == []
    paragraph = "A long paragraph that an editor does not want to write again. " * 8
    assert problems(f"summary: &p {paragraph}\nfacts: [F]\ntags: [{', '.join(['*p'] * 10)}]\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "key-{n}: x\n",
        "title: x\n",
        "fact-{n}: {{a: b}}\n",
    ],
)
def test_the_first_problems_of_a_file_are_told_and_the_others_counted(line: str) -> None:
    count = 3000
    found = problems("facts: [F]\n" + "".join(line.format(n=n) for n in range(count)))
    assert len(found) == MOST + 1
    assert [number for number, _ in found[:MOST]] == list(range(4, 4 + MOST))
    assert found[-1][1] == f"The file has {count - MOST} more problems."


@pytest.mark.parametrize(
    "entry",
    [
        "- {{speeker: Ann Roe, text: It is {n}.}}\n",
        "- {{speaker: Ann Roe, text: “It is {n}.”}}\n",
        "- {{speaker: Ann Roe, text: It is {n}., text: Or not.}}\n",
    ],
)
def test_so_are_those_of_its_entries(entry: str) -> None:
    found = problems("quotes:\n" + "".join(entry.format(n=n) for n in range(300)))
    assert len(found) == MOST + 1


def test_errors_are_told_before_warnings() -> None:
    doubtful = "".join(f"- {{speaker: Ann Roe, text: “It is {n}.”}}\n" for n in range(300))
    reading = read_bytes(f"{HEAD}quotes:\n{doubtful}colour: red\n".encode(), "pier.yaml")
    assert len(reading.problems) == MOST + 1
    assert not reading.good
    assert "Unknown key `colour`." in [problem.what for problem in reading.problems]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_lines_are_counted_as_editors_count_them(ending: str) -> None:
    assert [line for line, _ in problems(f"facts: [F]{ending}{ending}colour: red{ending}")] == [5]


@pytest.mark.parametrize(
    ("encoding", "letter"), [("latin-1", "é"), ("cp1252", "“"), ("cp1252", "—"), ("latin-1", "\xa0")]
)
def test_an_old_encoding_is_told_once_and_the_rest_is_checked(encoding: str, letter: str) -> None:
    text = f"facts:\n- One.\n- {letter}Two{letter}\n- Three{letter}\ncolour: red\n"
    (first, what), (second, _) = problems(text.encode(encoding))
    assert (first, second) == (5, 7)
    assert "not in UTF-8" in what


LINES = [
    "- a",
    "\t- b",
    '- "c',
    "- d: e: f",
    "  g: h",
    "- @i",
    "[j",
    "",
    "---",
    "k:",
    "- 'l' m",
    "- *n",
    "? o",
]


@given(st.lists(st.sampled_from(LINES)))
def test_every_problem_has_a_line_of_the_file(lines: list[str]) -> None:
    body = "facts:\n" + "\n".join(lines)
    last = (HEAD + body).count("\n") + 1
    assert all(1 <= line <= last for line, _ in problems(body))
