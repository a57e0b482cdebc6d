"""Dates as people write them."""

from __future__ import annotations

from datetime import date, datetime

from bot.cards.language import _

# Written out here, not by strftime, whose names depend on the machine's locale.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(moment: datetime | date | None) -> str:
    """ "3 March 2016" of a date or date-time, nothing where there is none."""
    if moment is None:
        return ""
    return _("{day} {month} {year}", day=moment.day, month=_(_MONTHS[moment.month - 1]), year=moment.year)


def days(first: datetime | date | None, latest: datetime | date | None) -> str:
    """ "3 March 2016 to 5 April 2016"; one day where both are the same, nothing where none is known."""
    begin, end = day(first), day(latest)
    if not begin or not end or begin == end:
        return begin or end
    return _("{first} to {latest}", first=begin, latest=end)
