"""Days counted from the last answer's: "before that", "since then", "the day after", "that week"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from bot.answering.question.days.relative import COUNTED
from bot.answering.question.days.span import Span, back, unit_of
from bot.search import Days

_DAY = timedelta(days=1)
_END = r"\W*$"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(COUNTED)})"
_UNIT = r"(?P<unit>day|week|month|year)"


class Told(NamedTuple):
    """Days that characters `start` to `end` (excluded) of a question name."""

    days: Days
    start: int
    end: int


_Read = Callable[[re.Match[str], date], Days]


def _within(match: re.Match[str], day: date) -> Days:
    return Days(*unit_of(match["unit"].lower(), day))


def _beside(match: re.Match[str], day: date) -> Days:
    """The day, week, month or year before or after that of the answer."""
    unit = match["unit"].lower()
    first, last = unit_of(unit, day)
    before = (match["side"] or match["next"]).lower() in ("before", "previous", "preceding")
    return Days(*unit_of(unit, first - _DAY if before else last + _DAY))


def _counted(match: re.Match[str], day: date) -> Days:
    """Two days later, a week earlier."""
    count = match["count"].lower()
    number, unit = int(count) if count.isdigit() else COUNTED[count], match["unit"].lower()
    sign = -1 if match["side"].lower() in ("earlier", "before") else 1
    length = {"day": 1, "week": 7}.get(unit)
    moved = (
        day + sign * number * timedelta(days=length) if length else back(day, -sign * number * _MONTHS[unit])
    )
    span = Span(moved, moved) if unit == "day" else unit_of(unit, moved)
    return Days(*span)


_MONTHS = {"month": 1, "year": 12}
_PATTERNS: tuple[tuple[re.Pattern[str], _Read], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (rf"\b{_COUNT}\s+{_UNIT}s?\s+(?P<side>earlier|later|before\s+that|after\s+that)\b", _counted),
        (rf"\bthe\s+{_UNIT}\s+(?P<side>before|after)(?:\s+(?:that|it|this))?{_END}(?P<next>)", _beside),
        (
            rf"\b(?:on|in|during)?\s*the\s+(?P<next>next|following|previous|preceding)\s+{_UNIT}\b(?P<side>)",
            _beside,
        ),
        (rf"\b(?:on|in|during)?\s*(?:that|the)\s+(?:very\s+)?(?:same\s+)?{_UNIT}{_END}", _within),
        (r"\b(?:ever\s+)?since\s+(?:then|that|this)\b(?!\s+\w+ed\b)", lambda _, day: Days(day, None)),
        (r"\bfrom\s+then\s+on\b", lambda _, day: Days(day, None)),
        (
            r"\b(?:before|prior\s+to|earlier\s+than|until|up\s+to)\s+(?:that|this|then)"
            rf"(?:\s+(?:date|day|statement|quote|remark|one|article|answer))?{_END}",
            lambda _, day: Days(None, day - _DAY),
        ),
        (
            rf"\b(?:after|later\s+than)\s+(?:that|this|then)(?:\s+(?:date|day|statement|quote|remark|one|article))?{_END}",
            lambda _, day: Days(day + _DAY, None),
        ),
        (rf"\b(?:afterwards?|thereafter|later(?:\s+on)?|after){_END}", lambda _, day: Days(day + _DAY, None)),
        (rf"\b(?:earlier|beforehand|previously|before){_END}", lambda _, day: Days(None, day - _DAY)),
    )
)


def told_days(question: str, told: date) -> Told | None:
    """The days that a question counts from `told`, the day of what was answered last; None where it does not.

    Pure: whoever keeps the conversation says which day that is.
    """
    for pattern, read in _PATTERNS:
        match = pattern.search(question)
        if match:
            try:
                return Told(read(match, told), match.start(), match.end())
            except (ValueError, OverflowError):
                continue
    return None


def refers_back(question: str) -> bool:
    """Whether a question may count its days from the last answer's."""
    return any(pattern.search(question) for pattern, _ in _PATTERNS)
