"""Dates and spans of days as people write them."""

from __future__ import annotations

import calendar
from datetime import date, datetime

from bot.cards.language import _
from bot.text import MONTHS


def day(moment: datetime | date | None) -> str:
    """ "3 March 2016" of a date or date-time, nothing where there is none."""
    if moment is None:
        return ""
    return _("{day} {month} {year}", day=moment.day, month=_(MONTHS[moment.month - 1]), year=moment.year)


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
