"""Signs that nobody sees are told by name where they keep a file from being read, and left alone in texts."""

from __future__ import annotations

import pytest

from bot.knowledge.reader import read_bytes

BLANK = "An invisible character (U+00A0) stands"


def told(text: str) -> list[tuple[int, str]]:
    reading = read_bytes(text.encode(), "a.yaml")
    return [(one.line, one.what) for one in reading.problems if "published" not in one.what]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("title:\u00a0T\nsource: S\nfacts: [F]\n", 1, f"{BLANK} after the colon of `title`."),
        ("title: T\nsource:\u00a0S\nfacts: [F]\n", 2, f"{BLANK} after the colon of `source`."),
        ("title: T\nsource\u00a0: S\nfacts: [F]\n", 2, f"{BLANK} behind `source`."),
        ("title: T\nsource: S\n\u00a0facts: [F]\n", 3, f"{BLANK} at the beginning of the line."),
        (
            "title: T\nsource: S\nquotes:\n  - speaker: A\n\u3000\u3000  text: T\n",
            5,
            "An invisible character (U+3000) stands at the beginning of the line.",
        ),
        (
            "title: T\nsource: S\nfacts:\n\u200b- F\n",
            4,
            "An invisible character (U+200B) stands at the beginning of the line.",
        ),
        ("title: T\nsource\uff1aS\nfacts: [F]\n", 2, "The colon after `source` is a wide one (U+FF1A)."),
        (
            "\ufeff\ufefftitle: T\nsource: S\nfacts: [F]\n",
            1,
            "The file begins with 2 byte order marks (U+FEFF), which are invisible.",
        ),
        (
            "title: T\nid: a\nsource: S\nfacts: [F]\n---\n\ufefftitle: T\nid: b\nsource: S\nfacts: [F]\n",
            6,
            "An invisible character (U+FEFF) stands at the beginning of the line.",
        ),
    ],
)
def test_the_sign_and_its_place_are_all_that_is_told(text: str, line: int, what: str) -> None:
    assert told(text) == [(line, what)]


def test_the_rest_of_the_file_is_checked_as_well() -> None:
    assert [line for line, _ in told("title:\u00a0T\nsource: S\nfacts: [F]\ncolour: red\n")] == [1, 4]


@pytest.mark.parametrize(
    "text",
    [
        "\ufefftitle: T\nsource: S\nfacts: [F]\n",
        "title: T\u00a0U\nsource: S\nfacts:\n- \u00a0F\n- |\n  \u3000F：x\n",
        "title: T\nsource: S\nfacts:\n- \u200eF\n",
    ],
)
def test_one_mark_and_what_stands_in_texts_is_no_problem(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("sign", ["\u202e", "\u2067"])
def test_a_text_that_turns_the_direction_of_writing_is_doubtful(sign: str) -> None:
    text = f"title: T\nsource: S\nquotes:\n- speaker: A\n  text: It is {sign}so.\n"
    what = f"An invisible character (U+{ord(sign):04X}) in the text reverses its direction."
    assert told(text) == [(5, what)]
    assert read_bytes(text.encode(), "a.yaml").good


def test_a_merge_key_is_told_once_and_nothing_is_missed_that_it_brings() -> None:
    text = "title: T\nsource: S\nquotes:\n- &q {speaker: A B, text: X}\n- <<: *q\n  text: Y\n"
    assert told(text) == [(5, "A merge key (`<<`) is not read.")]


@pytest.mark.parametrize("depth", [21, 40])
@pytest.mark.parametrize("line", ["\t", "\tfoo: ", "- \t"])
def test_brackets_behind_a_tab_are_a_problem_of_the_file(depth: int, line: str) -> None:
    assert told(f"title: x\n{line}{'[' * depth}\n")
    assert told(f"title: x\n{line}{'[' * depth}{']' * depth}\n")
