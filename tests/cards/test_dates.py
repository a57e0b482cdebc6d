"""Days as people write them, and as the program reads them back."""

from __future__ import annotations

from contextvars import copy_context
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question.days import when
from bot.cards.catalogues import catalogue
from bot.cards.dates import DateStyle, day, during, instant, set_date_style, span
from bot.cards.language import use_locale

D = date


@pytest.mark.parametrize(
    ("since", "until", "label", "in_sentence", "japanese"),
    [
        (D(2031, 6, 3), D(2031, 6, 3), "3 June 2031", "on 3 June 2031", "2031年6月3日"),
        (D(2031, 6, 2), D(2031, 6, 8), "2 to 8 June 2031", "from 2 to 8 June 2031", "2031年6月2～8日"),
        (
            D(2031, 5, 28), D(2031, 6, 3), "28 May to 3 June 2031", "from 28 May to 3 June 2031",
            "2031年5月28日～6月3日",
        ),
        (
            D(2030, 12, 28), D(2031, 1, 3), "28 December 2030 to 3 January 2031",
            "from 28 December 2030 to 3 January 2031", "2030年12月28日～2031年1月3日",
        ),
        (D(2031, 6, 1), D(2031, 6, 30), "June 2031", "in June 2031", "2031年6月"),
        (D(2031, 3, 1), D(2031, 5, 31), "March to May 2031", "from March to May 2031", "2031年3月～5月"),
        (D(2031, 1, 1), D(2031, 12, 31), "2031", "in 2031", "2031"),
        (D(2029, 1, 1), D(2031, 12, 31), "2029 to 2031", "from 2029 to 2031", "2029～2031"),
        (D(2031, 6, 3), None, "since 3 June 2031", "since 3 June 2031", "2031年6月3日から"),
        (None, D(2031, 6, 3), "until 3 June 2031", "until 3 June 2031", "2031年6月3日まで"),
        (None, None, "", "", ""),
    ],
)  # fmt: skip
def test_a_span_in_words(
    since: date | None, until: date | None, label: str, in_sentence: str, japanese: str
) -> None:
    assert span(since, until) == label
    assert during(since, until) == in_sentence
    with use_locale(catalogue("ja")):
        assert span(since, until) == japanese


_DAY = st.dates(D(1950, 1, 1), D(2050, 12, 31))


@given(_DAY, st.integers(0, 1200), st.sampled_from(("both", "since", "until")), st.dates(D(2051, 1, 1)))
def test_a_span_reads_back_from_its_words(first: date, length: int, sides: str, today: date) -> None:
    last = min(D.fromordinal(first.toordinal() + length), D(2050, 12, 31))
    since, until = first if sides != "until" else None, last if sides != "since" else None
    assert when(f"what was said {during(since, until)}?", today, None).days == (since, until)


@pytest.mark.parametrize(
    ("style", "shown", "spanned", "moment"),
    [
        (DateStyle("iso"), "2031-06-03", "2031-06-02 to 2031-06-08", "2031-06-03, 22:05 UTC"),
        (DateStyle("month-day"), "June 3, 2031", "June 2, 2031 to June 8, 2031", "June 3, 2031, 22:05 UTC"),
        (
            DateStyle("iso", ZoneInfo("Asia/Tokyo")), "2031-06-03", "2031-06-02 to 2031-06-08",
            "2031-06-04, 07:05",
        ),
    ],
)  # fmt: skip
def test_days_and_moments_in_the_style_of_a_place(
    style: DateStyle, shown: str, spanned: str, moment: str
) -> None:
    def written() -> tuple[str, str, str]:
        set_date_style(style)
        told = instant(datetime(2031, 6, 3, 22, 5, tzinfo=UTC))
        return day(D(2031, 6, 3)), span(D(2031, 6, 2), D(2031, 6, 8)), told

    assert copy_context().run(written) == (shown, spanned, moment)
