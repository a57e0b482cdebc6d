"""Which spans a question names, in the many ways in which people name them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question.days import Order, says_only_when, when

TODAY = date(2031, 6, 9)  # a Monday
D = date


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        # A year, and parts of it
        ("in 2030", D(2030, 1, 1), D(2030, 12, 31)),
        ("during 2029", D(2029, 1, 1), D(2029, 12, 31)),
        ("in the year 2030", D(2030, 1, 1), D(2030, 12, 31)),
        ("since 2031", D(2031, 1, 1), None),
        ("before 2030", None, D(2029, 12, 31)),
        ("after 2029", D(2030, 1, 1), None),
        ("up to 2030", None, D(2030, 12, 31)),
        ("late 2030", D(2030, 9, 1), D(2030, 12, 31)),
        ("in early 2030", D(2030, 1, 1), D(2030, 4, 30)),
        ("in mid-2030", D(2030, 5, 1), D(2030, 8, 31)),
        ("in the first half of 2030", D(2030, 1, 1), D(2030, 6, 30)),
        ("in the second half of 2030", D(2030, 7, 1), D(2030, 12, 31)),
        ("at the beginning of last year", D(2030, 1, 1), D(2030, 4, 30)),
        ("in 2029 and 2030", D(2029, 1, 1), D(2030, 12, 31)),
        ("in 2029-2030", D(2029, 1, 1), D(2030, 12, 31)),
        ("in H2 2030", D(2030, 7, 1), D(2030, 12, 31)),
        # Quarters, seasons, fiscal years
        ("in Q1 2031", D(2031, 1, 1), D(2031, 3, 31)),
        ("in the third quarter of 2030", D(2030, 7, 1), D(2030, 9, 30)),
        ("in the fourth quarter of last year", D(2030, 10, 1), D(2030, 12, 31)),
        ("last quarter", D(2031, 1, 1), D(2031, 3, 31)),
        ("this quarter", D(2031, 4, 1), TODAY),
        ("in spring 2031", D(2031, 3, 1), D(2031, 5, 31)),
        ("in the autumn of 2030", D(2030, 9, 1), D(2030, 11, 30)),
        ("in the winter of 2029", D(2029, 12, 1), D(2030, 2, 28)),
        ("last winter", D(2030, 12, 1), D(2031, 2, 28)),
        ("last summer", D(2030, 6, 1), D(2030, 8, 31)),
        ("over the winter", D(2030, 12, 1), D(2031, 2, 28)),
        ("in FY2030", D(2030, 1, 1), D(2030, 12, 31)),
        ("in fiscal year 2029/30", D(2029, 4, 1), D(2030, 3, 31)),
        # Months, and parts of them
        ("in March", D(2031, 3, 1), D(2031, 3, 31)),
        ("in July", D(2030, 7, 1), D(2030, 7, 31)),
        ("in March '30", D(2030, 3, 1), D(2030, 3, 31)),
        ("in march of 2030", D(2030, 3, 1), D(2030, 3, 31)),
        ("in early March", D(2031, 3, 1), D(2031, 3, 10)),
        ("in mid-March", D(2031, 3, 11), D(2031, 3, 20)),
        ("in mid march", D(2031, 3, 11), D(2031, 3, 20)),
        ("late in May", D(2031, 5, 21), D(2031, 5, 31)),
        ("in the first days of March", D(2031, 3, 1), D(2031, 3, 7)),
        ("in the first three days of March", D(2031, 3, 1), D(2031, 3, 3)),
        ("in the last two weeks of April", D(2031, 4, 17), D(2031, 4, 30)),
        ("in the second week of April 2030", D(2030, 4, 8), D(2030, 4, 14)),
        ("since mid-May", D(2031, 5, 11), None),
        ("in Septmber", D(2030, 9, 1), D(2030, 9, 30)),
        ("in febuary", D(2031, 2, 1), D(2031, 2, 28)),
        ("on 3 Ocotber 2030", D(2030, 10, 3), D(2030, 10, 3)),
        ("in the month of May", D(2031, 5, 1), D(2031, 5, 31)),
        ("not before April", D(2031, 4, 1), None),
        ("up to and including March", None, D(2031, 3, 31)),
        ("in the course of 2030", D(2030, 1, 1), D(2030, 12, 31)),
        ("in the first three months of 2030", D(2030, 1, 1), D(2030, 3, 31)),
        ("in the final quarter of 2030", D(2030, 10, 1), D(2030, 12, 31)),
        ("in the 2029/30 fiscal year", D(2029, 4, 1), D(2030, 3, 31)),
        # Two points
        ("March/April 2030", D(2030, 3, 1), D(2030, 4, 30)),
        ("in either March or April", D(2031, 3, 1), D(2031, 4, 30)),
        ("during the years 2029 and 2030", D(2029, 1, 1), D(2030, 12, 31)),
        ("between March and May", D(2031, 3, 1), D(2031, 5, 31)),
        ("from March to April", D(2031, 3, 1), D(2031, 4, 30)),
        ("March to April", D(2031, 3, 1), D(2031, 4, 30)),
        ("in April and May", D(2031, 4, 1), D(2031, 5, 31)),
        ("between November and February", D(2030, 11, 1), D(2031, 2, 28)),
        ("from October to March 2030", D(2029, 10, 1), D(2030, 3, 31)),
        ("from October 2029 to March", D(2029, 10, 1), D(2030, 3, 31)),
        ("between 2029 and 2030", D(2029, 1, 1), D(2030, 12, 31)),
        ("from 2 to 8 June", D(2031, 6, 2), D(2031, 6, 8)),
        ("2-8 June", D(2031, 6, 2), D(2031, 6, 8)),
        ("June 2 to 8", D(2031, 6, 2), D(2031, 6, 8)),
        ("between the 2nd and the 8th of June", D(2031, 6, 2), D(2031, 6, 8)),
        ("June 2–8, 2030", D(2030, 6, 2), D(2030, 6, 8)),
        ("from 28 December to 3 January", D(2030, 12, 28), D(2031, 1, 3)),
        ("between 2031-03-01 and 2031-03-09", D(2031, 3, 1), D(2031, 3, 9)),
        ("from Monday to Wednesday", D(2031, 6, 2), D(2031, 6, 4)),
        ("on the first Sunday of January 2030", D(2030, 1, 6), D(2030, 1, 6)),
        ("on that Monday in July 2030", D(2030, 7, 1), D(2030, 7, 31)),
        ("before the March hearings", D(2031, 3, 1), D(2031, 3, 31)),
        ("on Monday (July 2030)", D(2030, 7, 1), D(2030, 7, 31)),
        # Counted from today
        ("in the past week", D(2031, 6, 2), TODAY),
        ("in the last seven days", D(2031, 6, 2), TODAY),
        ("past 3 days", D(2031, 6, 6), TODAY),
        ("in the last two weeks", D(2031, 5, 26), TODAY),
        ("over the past couple of months", D(2031, 4, 9), TODAY),
        ("in the last year", D(2030, 6, 9), TODAY),
        ("over the last 3 years", D(2028, 6, 9), TODAY),
        ("two days ago", D(2031, 6, 7), D(2031, 6, 7)),
        ("a week ago", D(2031, 6, 2), D(2031, 6, 8)),
        ("three months ago", D(2031, 3, 1), D(2031, 3, 31)),
        ("more than a month ago", None, D(2031, 5, 31)),
        ("the day before yesterday", D(2031, 6, 7), D(2031, 6, 7)),
        ("last weekend", D(2031, 6, 7), D(2031, 6, 8)),
        ("at the weekend", D(2031, 6, 7), D(2031, 6, 8)),
        ("on Monday", TODAY, TODAY),
        ("on Tuesday", D(2031, 6, 3), D(2031, 6, 3)),
        ("last Monday", D(2031, 6, 2), D(2031, 6, 2)),
        ("last Friday", D(2031, 6, 6), D(2031, 6, 6)),
        ("on friday morning", D(2031, 6, 6), D(2031, 6, 6)),
        ("on Friday last week", D(2031, 6, 6), D(2031, 6, 6)),
        ("on Wendesday", D(2031, 6, 4), D(2031, 6, 4)),
        ("since Thursday", D(2031, 6, 5), None),
        ("this morning", TODAY, TODAY),
        ("last night", D(2031, 6, 8), TODAY),
        ("yesterday evening", D(2031, 6, 8), D(2031, 6, 8)),
        ("early last week", D(2031, 6, 2), D(2031, 6, 3)),
        ("earlier this month", D(2031, 6, 1), TODAY),
        ("since last week", D(2031, 6, 2), None),
        ("from Monday to Friday last week", D(2031, 6, 2), D(2031, 6, 6)),
        ("on Saturday and Sunday", D(2031, 6, 7), D(2031, 6, 8)),
        ("the week before last", D(2031, 5, 26), D(2031, 6, 1)),
        ("the weekend before last", D(2031, 5, 31), D(2031, 6, 1)),
        ("on the weekend of 30 May", D(2031, 5, 31), D(2031, 6, 1)),
        ("on Friday before last", D(2031, 5, 30), D(2031, 5, 30)),
        ("in the last 24 hours", D(2031, 6, 8), TODAY),
        ("half a year ago", D(2030, 12, 1), D(2030, 12, 31)),
        ("over the past decade", D(2021, 6, 9), TODAY),
        ("3 wks ago", D(2031, 5, 19), D(2031, 5, 25)),
        # Numbers in every order
        ("on 10.03.2031", D(2031, 3, 10), D(2031, 3, 10)),
        ("on 10.3.31", D(2031, 3, 10), D(2031, 3, 10)),
        ("on 3/10/2030", D(2030, 10, 3), D(2030, 10, 3)),
        ("on 3/25/2031", D(2031, 3, 25), D(2031, 3, 25)),
        ("on 3/10/2031", D(2031, 3, 10), D(2031, 3, 10)),
        ("on 2031/03/10", D(2031, 3, 10), D(2031, 3, 10)),
        ("on 2031-3-10", D(2031, 3, 10), D(2031, 3, 10)),
        ("on 10-03-2031", D(2031, 3, 10), D(2031, 3, 10)),
        ("on 10 Mar 31", D(2031, 3, 10), D(2031, 3, 10)),
        ("on Mar 10 '31", D(2031, 3, 10), D(2031, 3, 10)),
        ("on 10-Mar-2031", D(2031, 3, 10), D(2031, 3, 10)),
        ("on March the 10th", D(2031, 3, 10), D(2031, 3, 10)),
        ("on Monday, 10 March 2031", D(2031, 3, 10), D(2031, 3, 10)),
        ("on the third of June", D(2031, 6, 3), D(2031, 6, 3)),
        ("on June twenty-first", D(2030, 6, 21), D(2030, 6, 21)),
        ("on Monday, March 10", D(2031, 3, 10), D(2031, 3, 10)),
        ("on the 3rd", D(2031, 6, 3), D(2031, 6, 3)),
        ("after 3/25/2031", D(2031, 3, 26), None),
    ],
)  # fmt: skip
def test_spans(said: str, since: date | None, until: date | None) -> None:
    assert tuple(when(f"what did Renwick say {said}?", TODAY, None).days) == (since, until)


@pytest.mark.parametrize(
    "question",
    [
        "how long did the strike of 2014 last?",
        "what will the tunnel cost by 2035?",
        "what did Roe say about the 2030 election?",
        "what did Roe say about the budget for 2030?",
        "what did Roe say on Sunday shopping?",
        "what did Roe say about Good Friday?",
        "who plays next Friday?",
        "what did Roe say about the 1990s?",
        "what did Roe say about the fall of the wall?",
        "what did Roe say about hot springs?",
        "what did Roe say on the 10th floor?",
        "is it between 3 and 5 percent?",
        "what did Roe say about the first quarter of the match?",
        "does the pact cover 2030 harbours?",
        "what did Roe say about version 1.2.31?",
        "how many people may come?",
        "where will they march tomorrow?",
        "what did Roe say about the plan for next year?",
        "who marks the marsh?",
        "what did they augur, and what did Junis do?",
    ],
)
def test_what_names_no_days(question: str) -> None:
    assert not when(question, TODAY, None).days


def test_a_name_is_no_day() -> None:
    question = "what did Clara May say in March, and April Ryland on Sunday?"
    assert when(question, TODAY, None, names={2, 3}).days == (D(2031, 3, 1), D(2031, 3, 31))
    assert not when("what did May say?", TODAY, None, names={2}).days
    assert not when("what did June Carrow say", TODAY, None, names={2, 3}).days


def test_a_number_of_two_readings_tells_the_other() -> None:
    assert when("on 3/4/2031", TODAY, None).other == (D(2031, 3, 4), D(2031, 3, 4))
    assert when("on 3/10/2031", TODAY, None).other == (D(2031, 10, 3), D(2031, 10, 3))
    assert when("on 3/25/2031", TODAY, None).other is None
    assert when("on 4/4/2031", TODAY, None).other is None
    assert when("on 3.4.2031", TODAY, None).other is None


TOLD = D(2031, 3, 13)


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("and what did he say before that?", None, D(2031, 3, 12)),
        ("what has she said since then?", TOLD, None),
        ("and after that?", D(2031, 3, 14), None),
        ("what did he say that day?", TOLD, TOLD),
        ("what did he say the day after?", D(2031, 3, 14), D(2031, 3, 14)),
        ("what did he say the following week?", D(2031, 3, 17), D(2031, 3, 23)),
        ("what did he say two days later?", D(2031, 3, 15), D(2031, 3, 15)),
        ("what did he say a month earlier?", D(2031, 2, 1), D(2031, 2, 28)),
        ("what did he say afterwards?", D(2031, 3, 14), None),
    ],
)
def test_days_counted_from_the_last_answer(question: str, since: date | None, until: date | None) -> None:
    assert tuple(when(question, TODAY, None, told=TOLD).days) == (since, until)
    assert not when(question, TODAY, None).days


@pytest.mark.parametrize(
    "turn", ["and before that?", "only after the 10th of March", "last week", "first time?"]
)
def test_a_turn_of_days_alone(turn: str) -> None:
    assert says_only_when(turn)


@pytest.mark.parametrize(
    "turn", ["and the ferry strike?", "the harbour in March", "why?", "and Thorley last week?"]
)
def test_a_turn_of_more_than_days(turn: str) -> None:
    assert not says_only_when(turn)


def test_a_day_that_is_named_goes_before_the_last_answers() -> None:
    found = when("what did he say in April before that?", TODAY, None, told=TOLD)
    assert found.days == (D(2031, 4, 1), D(2031, 4, 30))


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("what was the first thing Renwick said?", Order.EARLIEST),
        ("when was the first time Renwick mentioned the ferry?", Order.EARLIEST),
        ("what did Renwick first say about the ferry?", Order.EARLIEST),
        ("Renwick's oldest statement on the ferry", Order.EARLIEST),
        ("the oldest from Renwick", Order.EARLIEST),
        ("what did Renwick say last?", Order.NONE),
        ("what did Renwick last say about the ferry?", Order.LATEST),
        ("what was the last thing Renwick said?", Order.LATEST),
        ("latest on the ferry talks", Order.LATEST),
        ("what did the first minister say?", Order.NONE),
        ("which is the oldest bridge?", Order.NONE),
        ("what did Renwick say last week?", Order.NONE),
        ("who votes there for the first time?", Order.NONE),
    ],
)
def test_the_first_and_the_last(question: str, order: Order) -> None:
    assert when(question, TODAY, None).order is order


_SAID = st.sampled_from(
    [
        "in {}",
        "since {}",
        "before {}",
        "between {} and {}",
        "from {} to {}",
        "the end of {}",
        "early {}",
        "the {}",
    ]
)
_NAMED = st.sampled_from(
    [
        *("March", "2030", "Q1 2031", "last week", "Monday", "two weeks ago", "3 June", "June 3, 2030"),
        *("3/10/2031", "the past 400 years", "29 February", "winter 2030", "FY30", "31", "yesterday"),
        *("the last 9 days of May", "the first half of last year", "the 30th", "mid-May", "this weekend"),
    ]
)


@given(_SAID, _NAMED, _NAMED, st.dates(), st.none() | st.dates(), st.none() | st.dates())
def test_no_span_ends_before_it_begins(
    said: str, one: str, other: str, today: date, newest: date | None, told: date | None
) -> None:
    days = when(f"what did he say {said.format(one, other)}?", today, newest, told=told).days
    if days.since and days.until:
        assert days.since <= days.until


@given(st.integers(2, 60), st.sampled_from(["days", "weeks"]))
def test_counting_back_is_counting_days(count: int, unit: str) -> None:
    days = when(f"what was said in the last {count} {unit}?", TODAY, None).days
    assert days == (TODAY - timedelta(days=count * (7 if unit == "weeks" else 1)), TODAY)
