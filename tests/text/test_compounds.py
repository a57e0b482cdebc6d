"""Words that cutting at signs or folding would lose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import compounds, forms_in


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The IT department of the U.S. and the U.K. grew.", ["IT", "US", "UK"]),
        ("US-led, U.S.-led and the U.S.’s", ["US", "US", "US"]),
        ("AT&T and R&D hired Q&A staff", ["AT&T", "R&D", "Q&A"]),
        ("C++, c#, F# and an A+", ["C++", "C#", "F#", "A+"]),
        ("F-35s, an F35 and the F-35", ["f35", "f35", "f35"]),
        ("covid19, COVID-19 and G-20", ["covid19", "covid19", "g20"]),
        ("1,250,000 crowns, 1.25 percent, 6.5bn and 1,250.75", ["1250000", "1.25", "6.5", "1250.75"]),
        ("1.250.000 crowns", ["1250000"]),
        ("mid-2030, on 2031-03-04, 10.03.2031 and version 1.2.3", []),
        ("ALL OF IT IS IN CAPITALS", []),
        ("it is us, who said so? a.m. or p.m.", []),
    ],
)
def test_each_has_one_form_however_it_is_written(text: str, forms: list[str]) -> None:
    assert [one.text for one in compounds(text)] == forms


@given(st.text(max_size=60))
def test_they_stand_in_order_and_do_not_overlap(text: str) -> None:
    found = compounds(text)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end for end, one in zip(ends, found, strict=False))
    assert forms_in(text) == {one.text for one in found}
