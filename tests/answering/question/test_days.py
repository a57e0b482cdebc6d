"""Which days a question names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question.days import when

TODAY = date(2031, 11, 26)  # a Wednesday
NEWEST = date(2031, 11, 20)
D = date


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("what did Quist say on 2031-10-11", D(2031, 10, 11), D(2031, 10, 11)),
        ("what did Quist say since 2031-10-11", D(2031, 10, 11), None),
        ("what did Quist say on October 11", D(2031, 10, 11), D(2031, 10, 11)),
        ("what did Quist say on oct. 11th", D(2031, 10, 11), D(2031, 10, 11)),
        ("what did Quist say on the 11th of October", D(2031, 10, 11), D(2031, 10, 11)),
        ("what did Quist say on 11 October 2029?", D(2029, 10, 11), D(2029, 10, 11)),
        ("what did Quist say on October 11, 2029?", D(2029, 10, 11), D(2029, 10, 11)),
        ("what did Quist say after October 11", D(2031, 10, 12), None),
        ("what did Quist say before October 11", None, D(2031, 10, 10)),
        ("what did Quist say until October 11", None, D(2031, 10, 11)),
        ("what did Quist say in the week of October 6?", D(2031, 10, 6), D(2031, 10, 12)),
        ("what did Quist say in October?", D(2031, 10, 1), D(2031, 10, 31)),
        ("what did Quist say in September 2029?", D(2029, 9, 1), D(2029, 9, 30)),
        ("what did Quist say in may", D(2031, 5, 1), D(2031, 5, 31)),
        ("anything from Quist since September", D(2031, 9, 1), None),
        ("anything from Quist before September", None, D(2031, 8, 31)),
        ("what happened at the beginning of October", D(2031, 10, 1), D(2031, 10, 10)),
        ("what happened since the start of October", D(2031, 10, 1), None),
        ("what happened in the second half of February", D(2031, 2, 15), D(2031, 2, 28)),
        ("what did Quist say today", TODAY, TODAY),
        ("what did Quist say yesterday", D(2031, 11, 25), D(2031, 11, 25)),
        ("what did Quist say this week", D(2031, 11, 24), TODAY),
        ("what did Quist say last week", D(2031, 11, 17), D(2031, 11, 23)),
        ("what did Quist say this month", D(2031, 11, 1), TODAY),
        ("what did Quist say last month", D(2031, 10, 1), D(2031, 10, 31)),
        ("what did Quist say this year", D(2031, 1, 1), TODAY),
        ("what did Quist say last year", D(2030, 1, 1), D(2030, 12, 31)),
    ],
)
def test_days(question: str, since: date | None, until: date | None) -> None:
    assert tuple(when(question, TODAY, NEWEST).days) == (since, until)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("what did Quist say on November 20", D(2031, 11, 20)),
        ("what did Quist say on November 21", D(2030, 11, 21)),
        ("what did Quist say on December 24", D(2030, 12, 24)),
        ("what did Quist say in December", D(2030, 12, 1)),
    ],
)
def test_a_year_that_is_not_said_is_the_last_one_the_knowledge_can_have(question: str, first: date) -> None:
    assert when(question, TODAY, NEWEST).days.since == first


@pytest.mark.parametrize(
    "question",
    [
        "may the ferries sail?",
        "did they march on the ministry?",
        "what did Quist say on October 42",
        "what did Quist say on 2031-13-40",
        "what did Quist say about the cod",
        "how many tonnes in 18,000 boats",
        "what did Quist say about " + "a" * 60,
    ],
)
def test_what_is_no_day(question: str) -> None:
    assert not when(question, TODAY, NEWEST).days


@pytest.mark.parametrize(
    "question", ["the latest from Quist", "Quist's most recent remark", "what did Quist say recently"]
)
def test_the_latest(question: str) -> None:
    found = when(question, TODAY, NEWEST)
    assert found.latest
    assert not found.days


def test_the_words_of_a_day_are_named() -> None:
    found = when("anything since October from Quist", TODAY, None)
    assert found.typed == "since October"
    assert found.places == {1, 2}


@given(st.text(), st.dates(), st.none() | st.dates())
def test_any_text_is_read(text: str, today: date, newest: date | None) -> None:
    days = when(text, today, newest).days
    if days.since and days.until:
        assert days.since <= days.until


@given(
    st.sampled_from(["", "since ", "before ", "after ", "week of ", "in ", "the end of "]),
    st.sampled_from(["January", "feb", "March", "december", "29 February", "February 29", "last month"]),
    st.dates(),
    st.none() | st.dates(),
)  # fmt: skip
def test_days_at_the_edge_of_the_calendar(lead: str, day: str, today: date, newest: date | None) -> None:
    when(f"what did he say {lead}{day}", today, newest)
