"""Days and months as the calendar has them: "10.03.2031", "March 10", "on the 10th", "May 2031"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from bot.answering.question.days.span import Point, Span, months
from bot.answering.question.days.tokens import Token
from bot.answering.question.lexicon import plain_words

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
AHEAD = 20
"""Years after today that a year of two digits may lie: in 2031, "45" is 2045 and "60" is 1960."""
_NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")
YEAR = re.compile(r"(?:19|20)\d\d")
_TH = ("st", "nd", "rd", "th")


class Read(NamedTuple):
    """Days that were read, and the number of the first token behind them."""

    point: Point
    end: int


Rule = Callable[[Sequence[Token], int, date], Read | None]


def text_at(tokens: Sequence[Token], at: int) -> str:
    """The token's text; empty beyond the end, and for somebody's name."""
    return tokens[at].text if 0 <= at < len(tokens) and not tokens[at].named else ""


def ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing follows that the words before could belong to: only a plain word, a mark or a name."""
    if at >= len(tokens):
        return True
    token = tokens[at]
    return token.named or token.capital or not token.text[0].isalnum() or token.text in plain_words()


_TENS = {"twenty": 20, "thirty": 30}
_NTH = {
    word: number
    for number, word in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
            *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
            *("eighteenth", "nineteenth", "twentieth"),
        ),
        1,
    )
} | {"thirtieth": 30}
"""Days of a month in words."""


def _in_words(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A day of a month in words, "third", "twenty-first", and the token behind it."""
    tens = _TENS.get(text_at(tokens, at), 0)
    place = at + 1 + (text_at(tokens, at + 1) == "-") if tens else at
    number = _NTH.get(text_at(tokens, place), 0)
    return (tens + number, place + 1) if number and (not tens or number < 10) else None


def number_at(tokens: Sequence[Token], at: int) -> int | None:
    """A day of a month: "3", "3rd"; None for anything else."""
    found = re.fullmatch(r"(\d{1,2})", text_at(tokens, at))
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None


def day_number(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A day of a month, with or without its ordinal's end, and the token behind it."""
    number = number_at(tokens, at)
    if number is None:
        return _in_words(tokens, at)
    joined = text_at(tokens, at + 1) in _TH and tokens[at + 1].start == tokens[at].end
    return number, at + 1 + joined


def year_at(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """A year of four digits behind days, "," or "of" before it, and the token behind; None without one."""
    place = at + (text_at(tokens, at) in (",", "of", "in"))
    if YEAR.fullmatch(text_at(tokens, place)) and text_at(tokens, place + 1) != "s":
        return int(text_at(tokens, place)), place + 1
    return None, at


def _short_year(tokens: Sequence[Token], at: int, today: date) -> tuple[int | None, int]:
    """A year of two digits behind a month: with an apostrophe, or at the end of a phrase."""
    typed = text_at(tokens, at)
    if re.fullmatch(r"'\d\d", typed):
        return century(int(typed[1:]), today), at + 1
    behind = text_at(tokens, at + 1)
    if re.fullmatch(r"\d\d", typed) and (
        behind in ("", "?", ".", ",", "!", ";", ")") or behind in ("about", "on")
    ):
        return century(int(typed), today), at + 1
    return None, at


def century(short: int, today: date) -> int:
    """The year that two digits mean."""
    year = today.year // 100 * 100 + short
    return year - 100 if year > today.year + AHEAD else year


def of_day(day: int, month: int, year: int | None = None, *, other: Span | None = None) -> Point:
    """One day of a month."""
    return Point(
        lambda known: Span(date(known, month, day), date(known, month, day)),
        year=year,
        month=month,
        full=year is not None and other is None,
        other=other,
    )


def in_numbers(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """A day in numbers: year first, else the day before the month, unless only the other order is a day.

    Of two orders that both are days, the one that is not in the future; the other goes with it.
    """
    found = _NUMBERS.fullmatch(text_at(tokens, at))
    if found is None:
        return None
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == 4:
        return Read(of_day(third, second, first), at + 1) if _may_be_day(third, second) else None
    if len(found[1]) > 2 or len(found[4]) not in (2, 4):
        return None
    year = third if len(found[4]) == 4 else century(third, today)
    orders = [(first, second), (second, first)]
    if found[2] == ".":
        orders = orders[:1]
    days = list(dict.fromkeys(date(year, m, d) for d, m in orders if _is_day(d, m, year)))
    days.sort(key=lambda day: day > today)
    if not days:
        # 31/2/2031 is meant for a day, though there is none such.
        return Read(of_day(first, second, year), at + 1) if _may_be_day(first, second) else None
    other = Span(days[1], days[1]) if len(days) > 1 else None
    point = of_day(days[0].day, days[0].month, year, other=other)
    point = replace(point, loose=len(found[4]) == 2)  # may as well be a version
    return Read(point, at + 1)


def without_year(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """A day in two numbers, "on 3/4": the last such by `today`, in either order; see `in_numbers`.

    Only behind a word for a time and where nothing follows: "3/4 of them" is a share.
    """
    sign, end = text_at(tokens, at + 1), at + 3
    first, second = number_at(tokens, at), number_at(tokens, at + 2)
    if sign != "/" or not (first and second) or text_at(tokens, at - 1) not in _BEFORE_NUMBERS:
        return None
    if text_at(tokens, end) not in ("", "?", ".", ",", "!", ";"):
        return None
    years = (today.year, today.year - 1)
    orders = dict.fromkeys(((first, second), (second, first)))
    days = [
        next((date(y, m, d) for y in years if _is_day(d, m, y) and date(y, m, d) <= today), None)
        for d, m in orders
    ]
    known = [day for day in days if day]
    if not known:
        return Read(of_day(first, second), end) if _may_be_day(first, second) else None
    other = Span(known[1], known[1]) if len(known) > 1 else None
    return Read(replace(of_day(known[0].day, known[0].month, known[0].year, other=other), full=False), end)


_BEFORE_NUMBERS = frozenset(("on", "since", "until", "till", "before", "after", "from"))


def _may_be_day(day: int, month: int) -> bool:
    """Whether numbers are within what days and months have, though not every month has every day."""
    return 1 <= day <= 31 and 1 <= month <= 12


def _is_day(day: int, month: int, year: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def day_and_month(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """A day with its month, in either order, with or without weekday and year."""
    if at < len(tokens) and tokens[at].weekday is not None and not tokens[at].named:
        at += 1
        at += text_at(tokens, at) in (",", ".")
    at += text_at(tokens, at) == "the"
    return _day_first(tokens, at, today) or _month_first(tokens, at, today)


def _day_first(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    day = day_number(tokens, at)
    if day is None:
        return None
    place = day[1] + (text_at(tokens, day[1]) in ("of", "-", "."))
    month = month_at(tokens, place)
    return _with_year(tokens, day[0], month, _after_dot(tokens, place), today) if month else None


def _month_first(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    year, at = year_at(tokens, at)
    month = month_at(tokens, at)
    if month is None:
        return None
    place = _after_dot(tokens, at)
    place += text_at(tokens, place) in ("the", "-")
    day = day_number(tokens, place)
    if day is None:
        return None
    if year is not None:
        return Read(of_day(day[0], month, year), day[1])
    return _with_year(tokens, day[0], month, day[1], today)


def _with_year(tokens: Sequence[Token], day: int, month: int, at: int, today: date) -> Read:
    at += text_at(tokens, at) == "-" and bool(re.fullmatch(r"(?:\d\d){1,2}", text_at(tokens, at + 1)))
    year, end = year_at(tokens, at)
    if year is None:
        year, end = _short_year(tokens, at + (text_at(tokens, at) == ","), today)
        end = end if year is not None else at
    return Read(of_day(day, month, year), end)


def month_at(tokens: Sequence[Token], at: int) -> int | None:
    """The month that a token names; None for anything else."""
    return tokens[at].month if 0 <= at < len(tokens) and not tokens[at].named else None


def _after_dot(tokens: Sequence[Token], at: int) -> int:
    """The token behind a month, and behind the full stop of an abbreviation ("oct.") that goes on."""
    short = len(tokens[at].text) <= len("sept")
    return at + 1 + (short and text_at(tokens, at + 1) == "." and at + 2 < len(tokens))


def whole_month(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """A month, with or without its year."""
    month = month_at(tokens, at)
    if month is None:
        return None
    place = _after_dot(tokens, at)
    year, end = year_at(tokens, place)
    if year is None:
        year, end = _short_year(tokens, place, today) if text_at(tokens, place)[:1] == "'" else (None, place)
    if year is None and re.fullmatch(r"\d{1,2}", text_at(tokens, end)):
        return None  # "October 42" is no day, nor is it October
    loose = tokens[at].weak and year is None
    return Read(Point(lambda known: months(known, month, 1), year, loose=loose, full=year is not None), end)


def day_alone(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """A day of a month that is not said, "on the 10th", where nothing follows that could be the tenth."""
    at += text_at(tokens, at) == "the"
    day = day_number(tokens, at)
    if day is None or day[1] != at + 2 or text_at(tokens, at - 1) != "the":
        return None
    if text_at(tokens, day[1]) not in ("", "?", ".", ",", "!", ";"):
        return None
    latest = today
    for _ in range(3):
        if _is_day(day[0], latest.month, latest.year) and date(latest.year, latest.month, day[0]) <= today:
            found = date(latest.year, latest.month, day[0])
            return Read(Point.fixed(Span(found, found)), day[1])
        latest = latest.replace(day=1) - timedelta(days=1)
    return None


WRITTEN: tuple[Rule, ...] = (in_numbers, without_year, day_and_month, whole_month, day_alone)
"""Ways to name days and months by the calendar."""
