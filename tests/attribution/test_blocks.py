"""Speech without marks: block quotes and posts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.attribution import Reading, attribute


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("> The nets stay dry.\n> — Ann Roe, mayor", "Ann Roe", ["The nets stay dry."]),
        (
            "Ann Roe:\n> The nets stay dry.\n> They always did.",
            "Ann Roe",
            ["The nets stay dry.", "They always did."],
        ),
        (
            "On Monday, Ann Roe wrote:\n> The nets stay dry.\n\nThat is all.",
            "Ann Roe",
            ["The nets stay dry."],
        ),
        ("Forwarded from Ann Roe:\n> The nets stay dry.", "Ann Roe", ["The nets stay dry."]),
        (
            "**Ann Roe** said:\n>>> The nets stay dry.\nThey do.",
            "Ann Roe",
            ["The nets stay dry.", "They do."],
        ),
        ("> Ann Roe: “The nets stay dry.”", "Ann Roe", ["The nets stay dry."]),
        ("Ann Roe (@annroe): The nets stay dry.", "Ann Roe", ["The nets stay dry."]),
        ("RT @annroe: The nets stay dry.", "@annroe", ["The nets stay dry."]),
        (
            "Ann Roe:\n> I told him “no” and left the harbour for good.",
            "Ann Roe",
            ["I told him “no” and left the harbour for good."],
        ),
    ],
)
def test_lines_that_are_speech_by_their_sign_or_label(text: str, speaker: str, said: list[str]) -> None:
    found = attribute(text)
    assert [one.text for one in found] == said
    assert {one.speaker for one in found} == {speaker}


def test_the_lines_of_one_block_are_one_statement_and_a_blank_line_parts_two() -> None:
    lines = attribute("Ann Roe:\n> The nets stay dry.\n> They always did.\n\nBen Doe:\n> They are wet.")
    assert [one.continues for one in lines] == [False, True, False]


@pytest.mark.parametrize(
    "text", ["5 > 3 and so on", "a => b", "Time: 10:30\nNote: bring nets", "me@harbour.example: hello"]
)
def test_other_signs_make_no_speech(text: str) -> None:
    assert Reading.of(text).page.quotations == ()


@given(st.text(alphabet="ab >@:“”\n—", max_size=60))
def test_any_text_may_be_read_and_no_words_are_quoted_twice(text: str) -> None:
    found = Reading.of(text).page.quotations
    assert all(one.close <= other.open for one, other in pairwise(found))
