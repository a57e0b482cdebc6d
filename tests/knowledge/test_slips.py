"""What can be read and was hardly meant is told, with its line; what was meant is not."""

from __future__ import annotations

import pytest

from bot.knowledge.reader import read_bytes
from bot.knowledge.slips import stands_in_marks

HEAD = "title: T\nsource: S\n"


def told(text: str) -> list[str]:
    reading = read_bytes((HEAD + text).encode(), "a.yaml")
    assert reading.good
    return [f"{problem.line}: {problem.what}" for problem in reading.problems]


@pytest.mark.parametrize(
    ("text", "line", "rest"),
    [
        ("facts:\n- Item #2 was struck out.\n", 4, "#2 was struck out."),
        ("summary: We are # 1 here\nfacts: [F]\n", 3, "# 1 here"),
        ("author: #1 of all\nfacts: [F]\n", 3, "#1 of all"),
        ("quotes:\n- speaker: Ann Roe\n  text: We were first and\n    still are #1 here\n", 6, "#1 here"),
        ("quotes:\n- speaker: Ann Roe\n  text: We were first and are\n    #1 here\n", 6, "#1 here"),
        ("people:\n- name: Ann Roe\n  role: head of dock #4 here\nfacts: [F]\n", 5, "#4 here"),
        ("facts:\r\n- Ein Stück #2 hier\r\n", 4, "#2 hier"),
    ],
)
def test_a_text_that_is_cut_is_told(text: str, line: int, rest: str) -> None:
    assert told(text) == [f"{line}: The text ends before ` #`: YAML reads the rest, `{rest}`, as a comment."]


@pytest.mark.parametrize(
    "text",
    [
        'facts:\n- "Item #2 was struck out."\n',
        "facts:\n- >-\n  Item\n  #2 was struck out.\n",
        "quotes:\n- speaker: Ann Roe  # speaker unsure: Ann Roe or Bo Lind\n  text: It is so.\n",
        "# a line of its own\nfacts:\n# another\n- F\n  # and one\n- G\n",
        "quotes:\n- speaker: Ann Roe\n  text: It is so.\n  #context: at noon\n",
        "facts:\n- Item#2 was struck out.\n",
        "tags: [a, b] # some\nfacts: [F]\n",
    ],
)
def test_a_comment_that_is_meant_is_none(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“We open on Monday.”", '"We open on Monday."', "«We open on Monday.»", "»We open on Monday.«",
        "‘We open on Monday.’", "„We open on Monday.“", "''We open on Monday.''", "“‘We open’ on Monday.”",
        "「月曜に開きます」", "“We open on Monday”.", "“Ann Roe”",
    ],
)  # fmt: skip
def test_marks_of_every_kind_around_a_text(text: str) -> None:
    assert stands_in_marks(text)


@pytest.mark.parametrize(
    "text",
    [
        "We open on “Monday”", "“Yes” is not the same as “no”", "‘Tis the season", "It is 'so' and 'so'",
        "But when they said “no”, it was over.”", "”", "", "5' by 6'", "「はい」と「いいえ」",
    ],
)  # fmt: skip
def test_marks_inside_a_text(text: str) -> None:
    assert not stands_in_marks(text)


def test_marks_are_told_of_words_and_speakers_with_their_lines() -> None:
    found = told("quotes:\n- speaker: “Ann Roe”\n  text: «It is so»\n- {speaker: Bo, text: It is “so”}\n")
    assert found == [
        "4: `speaker` stands between quotation marks: `“Ann Roe”`.",
        "5: `text` stands between quotation marks: `«It is so»`.",
    ]


def test_a_note_without_a_word_is_told() -> None:
    found = told("facts:\n- text: F\n  withdrawn:\n")
    assert found == ["5: `withdrawn` is empty."]


def test_a_file_with_errors_is_told_of_them_too() -> None:
    problems = read_bytes((HEAD + "colour: red\nfacts:\n- Item #2 here\n").encode(), "a.yaml").problems
    assert [(problem.line, problem.severity) for problem in problems] == [(3, "error"), (5, "warning")]
