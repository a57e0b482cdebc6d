"""Days that a question names: "on September 10", "last week", "since the start of October", "latest"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from bot.search import Days
from bot.text import MONTH_NUMBERS

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
_OPEN = r"(?P<open>since|after|from|until|till|before|by)?\s*"
_PART = (
    r"(?:the\s+)?(?P<part>start|beginning|end|middle|first week|second week|last week|first half|second half)"
    r"\s+of\s+"
)
_WEEK_OF = r"(?P<week>(?:in\s+|during\s+)?(?:the\s+)?week\s+of\s+(?:the\s+)?)?"
_LEAD = r"(?P<lead>in\s+|during\s+|this\s+|last\s+|of\s+)?"
_LATEST = re.compile(r"\b(latest|most recent(?:ly)?|newest|last thing|recently)\b", re.IGNORECASE)
_SPANS = {
    "start": (1, 10), "beginning": (1, 10), "middle": (11, 20), "end": (21, 31), "first week": (1, 7),
    "second week": (8, 14), "last week": (25, 31), "first half": (1, 15), "second half": (16, 31),
}  # fmt: skip
"""First and last day of a part of a month."""


Read = Callable[[re.Match[str], date], Days | None]


class When(NamedTuple):
    """The days a question is about, whether it wants the newest, and the words that said so."""

    days: Days = Days()
    latest: bool = False
    words: tuple[str, ...] = ()


def when(question: str, today: date, newest: date | None) -> When:
    """The days that a question names.

    A month or day without a year is the last one that is not after `newest`, the day of the newest article
    (of `today` where none is dated or all are older than it); "yesterday" and its like count from `today`.
    """
    latest = _LATEST.search(question)
    reference = min(today, newest) if newest else today
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(question):
            days = _days_of(read, match, today if read is _relative else reference)
            if days:
                return When(days, bool(latest), tuple(re.findall(r"\w+", match.group().lower())))
    return When(latest=bool(latest), words=tuple(latest.group().lower().split()) if latest else ())


def _days_of(read: Read, match: re.Match[str], reference: date) -> Days | None:
    """The days read; None where they lie outside the calendar, such as 31 June or before the year 1."""
    try:
        return read(match, reference)
    except (ValueError, OverflowError):
        return None


def _calendar_day(match: re.Match[str], reference: date) -> Days | None:
    groups = match.groupdict()
    month = MONTH_NUMBERS[groups["month"].lower()]
    day = date(int(groups.get("year") or reference.year), month, int(groups["day"]))
    if not groups.get("year") and day > reference:
        day = day.replace(year=day.year - 1)
    if groups.get("week"):
        return Days(day, day + timedelta(days=6))
    return _opened(groups.get("open"), day, day)


def _iso_day(match: re.Match[str], reference: date) -> Days | None:
    day = date.fromisoformat(match["iso"])
    return _opened(match["open"], day, day)


def _calendar_month(match: re.Match[str], reference: date) -> Days | None:
    groups = match.groupdict()
    month = MONTH_NUMBERS[groups["month"].lower()]
    if groups["month"] in ("may", "march", "mar") and not (groups["open"] or groups["lead"]):
        return None
    year = int(groups.get("year") or reference.year)
    if not groups.get("year") and month > reference.month:
        year -= 1
    length = calendar.monthrange(year, month)[1]
    first, last = _SPANS.get((groups.get("part") or "").lower(), (1, length))
    return _opened(groups["open"], date(year, month, first), date(year, month, min(last, length)))


def _relative(match: re.Match[str], today: date) -> Days | None:
    said = match["relative"].lower()
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    known = {
        "today": Days(today, today),
        "tonight": Days(today, today),
        "yesterday": Days(today - timedelta(days=1), today - timedelta(days=1)),
        "this week": Days(monday, today),
        "last week": Days(monday - timedelta(days=7), monday - timedelta(days=1)),
        "this month": Days(first, today),
        "last month": Days((first - timedelta(days=1)).replace(day=1), first - timedelta(days=1)),
        "this year": Days(today.replace(month=1, day=1), today),
        "last year": Days(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    }
    return known.get(" ".join(said.split()))


def _opened(word: str | None, first: date, last: date) -> Days:
    match (word or "").lower():
        case "since" | "from":
            return Days(first, None)
        case "after":
            return Days(last + timedelta(days=1), None)
        case "until" | "till" | "by":
            return Days(None, last)
        case "before":
            return Days(None, first - timedelta(days=1))
    return Days(first, last)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_PATTERNS: tuple[tuple[re.Pattern[str], Read], ...] = (
    (_compiled(rf"{_OPEN}\b(?P<iso>\d{{4}}-\d\d-\d\d)\b"), _iso_day),
    (_compiled(rf"{_WEEK_OF}{_OPEN}\b{_MONTH}\s+(?:the\s+)?{_DAY}(?!\d){_YEAR}"), _calendar_day),
    (_compiled(rf"{_WEEK_OF}{_OPEN}(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}"), _calendar_day),
    (
        _compiled(rf"\b{_OPEN}{_LEAD}(?:{_PART})?\b{_MONTH}(?!\s+\d{{1,2}}\b){_YEAR}"),
        _calendar_month,
    ),
    (
        _compiled(r"\b(?P<relative>today|tonight|yesterday|(?:this|last)\s+(?:week|month|year))\b"),
        _relative,
    ),
)
