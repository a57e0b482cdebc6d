"""Spans of the calendar, and days whose year may be left unsaid."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

LEAP = 8
"""Years that are gone back for a day without a year: 29 February may be so rare."""
LONG = 60
"""Days from which a span is parted by months, and not by days."""
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The first month of each, as meteorologists count them; winter ends in the next year."""
_DAY = timedelta(days=1)
_WEEKEND = 5
"""Saturday, as Python counts weekdays."""


class Span(NamedTuple):
    """First and last day, both included."""

    first: date
    last: date


def months(year: int, first: int, count: int) -> Span:
    """So many whole months; those beyond December lie in the next year."""
    end = first + count - 2
    last_year, last = year + end // 12, end % 12 + 1
    return Span(date(year, first, 1), date(last_year, last, calendar.monthrange(last_year, last)[1]))


def back(day: date, count: int) -> date:
    """The same day so many months before, or the last of that month where it has no such day."""
    number = day.year * 12 + day.month - 1 - count
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def unit_of(unit: str, day: date) -> Span:
    """The week, month, quarter, year or day that a day lies in; the weekend begun last."""
    monday = day - timedelta(days=day.weekday())
    match unit:
        case "week":
            return Span(monday, monday + timedelta(days=6))
        case "weekend":
            saturday = day - timedelta(days=(day.weekday() - _WEEKEND) % 7)
            return Span(saturday, saturday + timedelta(days=1))
        case "month":
            return months(day.year, day.month, 1)
        case "quarter":
            return months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
        case "year":
            return months(day.year, 1, 12)
    return Span(day, day)


def part_of(span: Span, number: int, parts: int) -> Span:
    """One of some equal parts, counted from 0: thirds of a year are months, those of a month ten days.

    The last part has what is left over; days too few to be parted are all of them.
    """
    first, last = span
    length = (last - first).days + 1
    if length < parts:
        return span
    if length > LONG:
        count = (last.year - first.year) * 12 + last.month - first.month + 1
        edges = [back(first, -(count * each // parts)) for each in (number, number + 1)]
    else:
        edges = [first + length * each // parts * _DAY for each in (number, number + 1)]
    return Span(edges[0], last if number == parts - 1 else edges[1] - _DAY)


@dataclass(frozen=True)
class Point:
    """Days that words name, once their year is known.

    `of_year` gives them in a year and raises ValueError where there are none; `year` is the one said.
    `month` is that of a single day, `weekday` (0 to 6) the one that was named. `loose` words are days only
    behind a word such as "in"; a `period` may as well be what is spoken of ("the profit of 2030"); `full`
    says that nothing was left to be filled in; `other` is the second reading of a number.
    """

    of_year: Callable[[int], Span]
    year: int | None = None
    month: int | None = None
    weekday: int | None = None
    loose: bool = False
    period: bool = False
    full: bool = False
    other: Span | None = None

    @classmethod
    def fixed(
        cls, span: Span, *, period: bool = False, full: bool = False, other: Span | None = None
    ) -> Point:
        """Days that need no year."""
        return cls(lambda _: span, span.first.year, period=period, full=full, other=other)

    def mapped(self, change: Callable[[Span], Span]) -> Point:
        """The point with its days changed, such as to a part of them."""
        within = self.of_year
        return replace(self, of_year=lambda year: change(within(year)), month=None, loose=False)

    def until(self, latest: date) -> Span:
        """The days; without a year, the last that begin no later than `latest`.

        :raises ValueError: there are no such days.
        """
        if self.year is not None:
            return self.of_year(self.year)
        return self._first_of(
            range(latest.year, latest.year - LEAP - 1, -1), lambda span: span.first <= latest
        )

    def after(self, earliest: date) -> Span:
        """The days; without a year, the first that end no earlier than `earliest`.

        :raises ValueError: there are no such days.
        """
        if self.year is not None:
            return self.of_year(self.year)
        years = range(earliest.year, earliest.year + LEAP + 1)
        return self._first_of(years, lambda span: span.last >= earliest)

    def _first_of(self, years: range, fits: Callable[[Span], bool]) -> Span:
        for year in years:
            try:
                span = self.of_year(year)
            except ValueError:
                continue
            if fits(span):
                return span
        raise ValueError
