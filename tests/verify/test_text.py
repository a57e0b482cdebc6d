"""Every quotation of a text, with the speaker that it gives."""

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from bot.verify import check_text, verify
from bot.verify.text import Draft
from tests.verify.memory import MemorySource
from tests.verify.speeches import ARTICLES

TEXT = """The harbour will be closed

Mayor Helena Ostrander told the council: “We will spend 270 million crowns on the harbour.”

“It is a scandal,” Theo Brandt said, “and it will not be the last one.”
"""


def test_each_quotation_has_its_line_and_speaker() -> None:
    first, second = Draft(TEXT).quotations
    assert (first.line, second.line) == (3, 5)
    assert first.text.rstrip(".") == "We will spend 270 million crowns on the harbour"
    assert first.said_by == "Helena Ostrander"


def test_a_statement_that_is_parted_by_its_speaker_is_one() -> None:
    second = Draft(TEXT).quotations[1]
    assert len(second.pieces) == 2
    assert second.text.rstrip(".") == "It is a scandal and it will not be the last one"


def test_words_that_nobody_is_named_for_are_found_too() -> None:
    assert [
        one.text for one in Draft("Over the gate stood “All are welcome in this old house”.").quotations
    ] != []


def test_the_rows_of_a_text_name_verdict_attribution_and_both_speakers() -> None:
    text = """Helena Ostrander told the council: “We will spend 271 million crowns on the harbour.”

“They would rather build a palace for yachts than repair one school roof,” Helena Ostrander said.

The film “Ferries of Winter” is shown tonight.
"""
    checked = check_text(text, partial(verify, MemorySource(ARTICLES)))
    rows = [one.model_dump(mode="json") for one in checked]
    assert [tuple(row.values())[2:] for row in rows] == [
        ("altered", "agrees", "Helena Ostrander", "Helena Ostrander"),
        ("misattributed", "contradicted", "Helena Ostrander", "Theo Brandt"),
        (None, None, None, None),
    ]
    assert rows[0]["quotation"] == "We will spend 271 million crowns on the harbour."
    assert rows[2]["quotation"] == "Ferries of Winter"


@given(st.text(alphabet="ab “”\"'«».,\n\r", max_size=80))
def test_any_text_may_be_read(text: str) -> None:
    for one in Draft(text).quotations:
        assert one.text.strip()
        assert 1 <= one.line <= text.count("\n") + text.count("\r") + 1
