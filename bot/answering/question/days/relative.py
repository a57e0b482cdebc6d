"""Days counted from today: "two weeks ago", "last Friday", "the past month", "this morning"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.answering.question.days.span import SEASONS, Point, Span, back, months, unit_of
from bot.answering.question.days.tokens import Token
from bot.answering.question.days.written import (
    Read,
    Rule,
    day_and_month,
    ends,
    month_at,
    text_at,
    whole_month,
)

_DAY = timedelta(days=1)
COUNTED = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "four": 4, "five": 5, "few": 5, "six": 6,
    "seven": 7, "several": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14,
    "dozen": 12, "twenty": 20, "thirty": 30,
}  # fmt: skip
"""Numbers in words; "a few" reach five units back and "several" seven: rather too far than not far enough."""
MOST = 5000
"""Units that are counted back at most; more are no days of any article."""
_UNITS = ("hour", "day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade")
_WRITTEN_SHORT = {"hr": "hour", "wk": "week", "wkend": "weekend", "mth": "month", "yr": "year", "dayz": "day"}
_IN_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_IN_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_LAST = ("last", "previous", "preceding")
_TIMES = ("morning", "afternoon", "evening", "night", "noon", "midday")
_OTHERS = frozenset(
    (
        *(
            "good",
            "easter",
            "palm",
            "ash",
            "super",
            "black",
            "cyber",
            "bloody",
            "fat",
            "shrove",
            "maundy",
            "whit",
        ),
        *("next", "every", "each", "coming", "upcoming", "following"),
    )
)
"""Words that make a weekday a feast, an event, or one that is still to come."""


def _unit(tokens: Sequence[Token], at: int) -> str:
    text = text_at(tokens, at)
    singular = text.removesuffix("s")
    singular = _WRITTEN_SHORT.get(text, _WRITTEN_SHORT.get(singular, singular))
    return singular if singular in _UNITS else ""


def _owned(tokens: Sequence[Token], end: int) -> int:
    """Behind the "'s" of "yesterday's"."""
    return end + (text_at(tokens, end) == "'s")


def _number(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A count of units, and the token behind it: "3", "two", "a couple of", "a few"."""
    text = text_at(tokens, at)
    if text.isdigit() and int(text) <= MOST:
        return int(text), at + 1
    if text_at(tokens, at - 1) == "half":
        return None
    if text == "a" and text_at(tokens, at + 1) in ("couple", "few", "dozen"):
        at, text = at + 1, text_at(tokens, at + 1)
    if text not in COUNTED:
        return None
    return COUNTED[text], at + 1 + (text_at(tokens, at + 1) == "of")


def named_day(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """Today, yesterday and the parts of these days; a night runs into the next day."""
    words = tuple(text_at(tokens, place) for place in range(at, at + 4))
    yesterday = today - _DAY
    named: dict[tuple[str, ...], Span] = {
        ("today",): Span(today, today),
        ("tonight",): Span(today, today),
        ("yesterday",): Span(yesterday, yesterday),
        ("overnight",): Span(yesterday, today),
        ("last", "night"): Span(yesterday, today),
        ("day", "before", "yesterday"): Span(yesterday - _DAY, yesterday - _DAY),
        **{("this", time): Span(today, today) for time in _TIMES},
        **{("yesterday", time): Span(yesterday, yesterday) for time in _TIMES},
    }
    found = [said for said in named if words[: len(said)] == said]
    if not found:
        return None
    said = max(found, key=len)
    return Read(Point.fixed(named[said]), _owned(tokens, at + len(said)))


def this_or_last(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """The unit that today is in, as far as it is gone, or the one before; "the last week" is no such one."""
    text, unit = text_at(tokens, at), _unit(tokens, at + 1)
    unit = "year" if text_at(tokens, at + 1) in ("fiscal", "financial") else unit
    end = _owned(tokens, at + 2 + (text_at(tokens, at + 1) in ("fiscal", "financial")))
    if unit in ("", "hour", "fortnight", "decade") or text_at(tokens, at + 1).endswith("s"):
        return None
    if text_at(tokens, end) == "of":
        return None  # "the weekend of 31 May", "the last week of March"
    period = unit == "quarter"
    current = unit_of(unit, today)
    if text in ("this", "current") or (unit == "weekend" and text == "the"):
        return Read(Point.fixed(Span(current.first, min(current.last, today)), period=period), end)
    if text not in _LAST or (text_at(tokens, at - 1) == "the" and text == "last" and unit != "weekend"):
        return None
    if unit == "weekend" and current.last < today:
        return Read(Point.fixed(current), end)
    return Read(Point.fixed(unit_of(unit, current.first - _DAY), period=period), end)


def earlier_this(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """ "Earlier this week": what is gone of it."""
    if text_at(tokens, at) not in ("earlier", "later"):
        return None
    place = at + 1 + (text_at(tokens, at + 1) == "in")
    return this_or_last(tokens, place, today)


def past_units(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """So many units up to today: "the past week", "the last three days", "in recent weeks"."""
    text = text_at(tokens, at)
    rolling = text in ("past", "recent") or (text == "last" and text_at(tokens, at - 1) == "the")
    number = _number(tokens, at + 1)
    if number and text in ("past", "last", "previous"):
        count, place = number
    elif rolling:
        count, place = 1, at + 1
        if text_at(tokens, place).endswith("s"):
            count = COUNTED["few"]
    else:
        return None
    unit = _unit(tokens, place)
    if not unit or unit == "weekend" or text_at(tokens, place + 1) == "of":
        return None
    return Read(Point.fixed(Span(_before(today, count, unit), today)), _owned(tokens, place + 1))


def _before(today: date, count: int, unit: str) -> date:
    """The day so many units before; ValueError or OverflowError where the calendar has none."""
    if unit == "hour":
        return today - timedelta(days=-(-count // 24) if count > 1 else 0)
    if unit in _IN_DAYS:
        return today - timedelta(days=count * _IN_DAYS[unit])
    return back(today, count * _IN_MONTHS[unit])


def ago(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """ "Two days ago" is that day, "two weeks ago" the week, "a month ago" the month around it."""
    half = text_at(tokens, at) == "half" and text_at(tokens, at + 1) in ("a", "an")
    number = (6, at + 2) if half else _number(tokens, at)
    unit = _unit(tokens, number[1]) if number else ""
    if not number or not unit or text_at(tokens, number[1] + 1) != "ago" or (half and unit != "year"):
        return None
    unit = "month" if half else unit
    around = unit_of(_AROUND.get(unit, unit), _before(today, number[0], unit))
    return Read(Point.fixed(Span(around.first, min(around.last, today))), number[1] + 2)


_AROUND = {"fortnight": "week", "decade": "year", "hour": "day"}
"""What is meant around a day that lies so many of a unit back, where it is not that unit."""


def before_last(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """ "The week before last", "Friday before last"."""
    at += text_at(tokens, at) == "the"
    if (text_at(tokens, at + 1), text_at(tokens, at + 2)) != ("before", "last"):
        return None
    number = tokens[at].weekday if not tokens[at].named else None
    if number is not None:
        day = today - timedelta(days=((today.weekday() - number) % 7 or 7) + 7)
        return Read(Point.fixed(Span(day, day)), at + 3)
    unit = _unit(tokens, at)
    if unit not in ("week", "weekend", "month", "quarter", "year"):
        return None
    last = unit_of(unit, today)
    if unit != "weekend" or last.last >= today:
        last = unit_of(unit, last.first - _DAY)
    return Read(Point.fixed(unit_of(unit, last.first - _DAY)), at + 3)


def weekend_of(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """ "The weekend of 31 May": the one of that week."""
    at += text_at(tokens, at) == "the"
    if text_at(tokens, at) != "weekend" or text_at(tokens, at + 1) != "of":
        return None
    read = day_and_month(tokens, at + 2, today)
    if read is None:
        return None
    return Read(
        read.point.mapped(lambda span: unit_of("weekend", unit_of("week", span.first).last)), read.end
    )


def weekday(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """The last such day: today's only without "last"; "Friday last week" is the one of that week."""
    manner = text_at(tokens, at)
    moved = manner in (*_LAST, "this", "past")
    place = at + moved
    token = tokens[place] if place < len(tokens) else None
    if token is None or token.named or token.weekday is None or text_at(tokens, place - 1) in _OTHERS:
        return None
    number = token.weekday
    end = place + 1 + (text_at(tokens, place + 1) in _TIMES)
    of_it = end + (text_at(tokens, end) in ("of", "in"))
    month = whole_month(tokens, of_it, today) if of_it > end and not moved else None
    if month:
        return month  # some Monday in July 2022
    within = this_or_last(tokens, of_it, today)
    if within and not moved:
        within_day = within.point.until(today).first + timedelta(days=number)
        point = Point(lambda _: Span(within_day, within_day), within_day.year, weekday=number)
        return Read(point, within.end)
    ago_days = (today.weekday() - number) % 7 or (7 if manner in _LAST else 0)
    day = today - timedelta(days=ago_days)
    point = Point(lambda _: Span(day, day), day.year, weekday=number, loose=not moved and token.weak)
    return Read(point, _owned(tokens, end)) if moved or _ends(tokens, end) else None


def _ends(tokens: Sequence[Token], end: int) -> bool:
    """Whether what stands behind a weekday does not belong to it, as in "Sunday shopping"."""
    return ends(tokens, end) or text_at(tokens, end) in ("'s", "till", "until", "through", "to")


def last_of_year(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """ "Last March", "last summer": the one that is over."""
    text = text_at(tokens, at)
    if text not in (*_LAST, "this", "past"):
        return None
    first = SEASONS.get(text_at(tokens, at + 1))
    month = month_at(tokens, at + 1)
    if first is None and month is None:
        return None
    read = whole_month(tokens, at + 1, today) if month else None
    if read and read.point.year is not None:
        return read
    point = read.point if read else Point(lambda year: months(year, first or 1, 3), period=True)
    span = point.until(today)
    if text in _LAST and span.last >= today:
        span = point.until(span.first - _DAY)
    return Read(Point.fixed(span, period=first is not None), at + 2)


def next_unit(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """ "Next week", "tomorrow", "next March": nothing can have been said then, which must be told.

    Not what an event has ("the plan for next year"), nor what is counted from another day ("the next day").
    """
    if text_at(tokens, at - 1) in _OF_AN_EVENT:
        return None
    word, end = text_at(tokens, at), at + 2
    unit, month = _unit(tokens, at + 1), month_at(tokens, at + 1)
    if word == "tomorrow":
        span, end = Span(today + _DAY, today + _DAY), at + 1
    elif word == "next" and unit in ("week", "weekend", "month", "quarter", "year"):
        span = unit_of(unit, unit_of("week" if unit == "weekend" else unit, today).last + 7 * _DAY)
        span = span if unit in ("week", "weekend") else unit_of(unit, unit_of(unit, today).last + _DAY)
    elif word == "next" and month:
        span = Point(lambda year: months(year, month, 1)).after(unit_of("month", today).last + _DAY)
    else:
        return None
    return Read(Point.fixed(span, period=True), end) if ends(tokens, end) else None


_OF_AN_EVENT = frozenset(("the", "of", "for", "about", "on", "by", "from", "until", "till", "to", "before"))
"""Words behind which "next week" is when something is to be."""

RELATIVE: tuple[Rule, ...] = (
    named_day, this_or_last, earlier_this, past_units, ago, before_last, weekend_of, weekday, last_of_year,
    next_unit,
)  # fmt: skip
"""Ways to name days by counting from today."""
