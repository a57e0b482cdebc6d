"""Dates and spans of days as people write them, in the style of where they are shown."""

from __future__ import annotations

import calendar
from contextvars import ContextVar
from datetime import UTC, date, datetime, tzinfo
from typing import Literal, NamedTuple

from bot.cards.language import _
from bot.text import MONTHS

DayStyle = Literal["day-month", "month-day", "iso"]


class DateStyle(NamedTuple):
    """How days are written, and the time zone of moments; None: UTC, and said so."""

    days: DayStyle = "day-month"
    zone: tzinfo | None = None


_BY_DEFAULT = DateStyle()
_style: ContextVar[DateStyle] = ContextVar("date style", default=_BY_DEFAULT)


def set_date_style(style: DateStyle) -> None:
    """Write days and moments in this style from here to the end of the current task."""
    _style.set(style)


def day(moment: datetime | date | None) -> str:
    """ "3 March 2016" of a date or date-time, nothing where there is none."""
    if moment is None:
        return ""
    if _style.get().days == "iso":
        return moment.isoformat()[:10]
    month, year = _(MONTHS[moment.month - 1]), moment.year
    if _style.get().days == "month-day":
        return _("{month} {day}, {year}", day=moment.day, month=month, year=year)
    return _("{day} {month} {year}", day=moment.day, month=month, year=year)


def instant(moment: datetime | None) -> str:
    """ "3 March 2016, 14:05" in the reader's time zone; nothing where there is none."""
    if moment is None:
        return ""
    zone = _style.get().zone
    there = moment.astimezone(zone or UTC)
    return f"{day(there)}, {there:%H:%M}" + ("" if zone else " UTC")


def days(first: datetime | date | None, latest: datetime | date | None) -> str:
    """ "3 March 2016 to 5 April 2016"; one day where both are the same, nothing where none is known."""
    begin, end = day(first), day(latest)
    if not begin or not end or begin == end:
        return begin or end
    return _("{first} to {latest}", first=begin, latest=end)


def span(first: date | None, last: date | None) -> str:
    """Days with both included, as short as they are clear: "2 to 8 June 2031", "March to May 2031", "2030".

    One side may be open: "since 3 June 2031". Nothing where both are.
    """
    if first is None or last is None:
        return _one_side(first, last)
    if first == last:
        return day(first)
    return _months(first, last) if _is_whole(first, last) else _days(first, last)


def _one_side(first: date | None, last: date | None) -> str:
    if first:
        return _("since {day}", day=day(first))
    return _("until {day}", day=day(last)) if last else ""


def _days(first: date, last: date) -> str:
    year = last.year
    if _style.get().days != "day-month":
        return _("{first} to {last}", first=day(first), last=day(last))
    if (first.year, first.month) == (last.year, last.month):
        month = _(MONTHS[last.month - 1])
        return _("{first} to {last} {month} {year}", first=first.day, last=last.day, month=month, year=year)
    if first.year == last.year:
        begin, end = (
            _("{day} {month}", day=each.day, month=_(MONTHS[each.month - 1])) for each in (first, last)
        )
        return _("{first} to {last} {year}", first=begin, last=end, year=year)
    return _("{first} to {last}", first=day(first), last=day(last))


def during(first: date | None, last: date | None) -> str:
    """The same with the word before it that a sentence needs: "on 3 June 2031", "from 2 to 8 June 2031"."""
    named = span(first, last)
    if first is None or last is None:
        return named
    if first == last:
        return _("on {day}", day=named)
    one = first.year == last.year and (first.month == last.month or named == str(first.year))
    return _("in {month}", month=named) if one and _is_whole(first, last) else _("from {span}", span=named)


def _is_whole(first: date, last: date) -> bool:
    return first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]


def _months(first: date, last: date) -> str:
    """Whole months, or whole years."""
    begin, end = (_(MONTHS[each.month - 1]) for each in (first, last))
    if (first.month, last.month) == (1, len(MONTHS)):
        begin, end = str(first.year), str(last.year)
    elif first.year == last.year and first.month != last.month:
        return _("{first} to {last} {year}", first=begin, last=end, year=last.year)
    else:
        begin = _("{month} {year}", month=begin, year=first.year)
        end = _("{month} {year}", month=end, year=last.year)
    return end if begin == end else _("{first} to {last}", first=begin, last=end)
