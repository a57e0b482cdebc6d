"""Days that stand by themselves, as behind "after:": what is no day is none, however it may be meant."""

from __future__ import annotations

import calendar
import re
from datetime import date

from bot.answering.question.days.points import Points
from bot.answering.question.days.span import Span
from bot.answering.question.days.tokens import tokens

_MONTH = re.compile(r"((?:19|20)\d\d)[-/](0?[1-9]|1[0-2])")
_YEAR = re.compile(r"(?:19|20)\d\d")


def span_named(text: str, today: date, newest: date | None) -> Span | None:
    """The days that a text names and nothing else; None where it names none.

    :param today: the day that "yesterday" is counted from.
    :param newest: the day of the newest article: a day or month without a year is the last one by then.
    :raises ValueError: the calendar has no such day.
    """
    typed = text.strip()
    month = _MONTH.fullmatch(typed)
    if month:
        year, number = int(month[1]), int(month[2])
        return Span(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))
    if _YEAR.fullmatch(typed):
        return Span(date(int(typed), 1, 1), date(int(typed), 12, 31))
    pieces = tokens(typed)
    try:
        read = Points(pieces, today).point(0)
        if read is None or read.end != len(pieces):
            return None
        return read.point.until(min(today, newest) if newest else today)
    except OverflowError as error:
        raise ValueError(text) from error
