"""Dates as people write them."""

from __future__ import annotations

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
