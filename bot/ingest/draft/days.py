"""A day of publication as papers and feeds write it: "24 June 2026", "Jun 24, 2026 7:45 p.m. CET"."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from bot.knowledge import read_date
from bot.text import MONTH_NUMBERS

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ISO = r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
_NUMBERS = r"(?P<first>\d{1,2})(?P<sign>[./])(?P<second>\d{1,2})(?P=sign)(?P<numbered>(?:19|20)\d\d)"
_CLOCK = r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))(?::\d\d(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
_HOUR = r"(?P<full>\d{1,2})\s*(?P<part>[ap]\.?m\.?)"
_ZONE = r"\s*\(?(?P<zone>[A-Z]{1,5}\b|[+-]\d\d:?\d\d\b)?(?P<offset>[+-]\d\d?(?::?\d\d)?\b)?\)?"
_TIME = rf"(?:(?:,?\s*(?:at|[|·•T–—-])?\s*)(?:{_CLOCK}|{_HOUR}){_ZONE})?"

ZONES = {
    "Z": 0, "GMT": 0, "UTC": 0, "UT": 0, "WET": 0, "BST": 60, "WEST": 60, "CET": 60, "CEST": 120, "EET": 120,
    "EEST": 180, "MSK": 180, "JST": 540, "KST": 540, "HKT": 480, "SGT": 480, "AEST": 600, "AEDT": 660,
    "NZST": 720, "NZDT": 780, "EST": -300, "EDT": -240, "CDT": -300, "MDT": -360, "MST": -420,
    "PST": -480, "PDT": -420,
}  # fmt: skip
"""Minutes east of Greenwich. Names that several zones share ("IST", "CST") are not read; the day is kept."""

LONGEST_DAY = 120
"""Characters of a text that is a day, twice as many as the longest has: "Wednesday, 24th of September …"."""

_FORMS = tuple(
    re.compile(f"{form}{_TIME}", re.IGNORECASE)
    for form in (
        _ISO,
        rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        _NUMBERS,
    )
)
_BEFORE = re.compile(rf"^{_CLOCK}{_ZONE},?\s+(?:on\s+)?(?=\S)")


def read_day(text: str) -> date | datetime | None:
    """The day, or moment, that a text consists of; None where it is anything else or could be two days.

    A time without a zone that is known is left out: which moment it means is not known.
    """
    text = " ".join(text.split()).strip(" .,;|()")
    if len(text) > LONGEST_DAY:
        return None
    try:
        return read_date(text)
    except ValueError:
        pass
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            return _moment(match)
    first = _BEFORE.match(text)
    day = read_day(text[first.end() :]) if first else None
    if first is None or day is None or isinstance(day, datetime):
        return day
    return _at(day, first.groupdict())


def read_clock(text: str) -> time | None:
    """The time of day that a text consists of."""
    match = re.fullmatch(rf"(?:{_CLOCK}|{_HOUR})\s*", text.strip(), re.IGNORECASE)
    try:
        return _clock(match.groupdict()) if match else None
    except ValueError:
        return None


def read_zone(name: str) -> timezone | None:
    """The zone that a name or an offset ("CET", "+02:00") means; None where several do."""
    return _zone({"zone": name})


def _moment(match: re.Match[str]) -> date | datetime | None:
    found = match.groupdict()
    try:
        day = _day(found)
    except ValueError:
        return None
    return day if day is None else _at(day, found)


def _at(day: date, found: dict[str, str | None]) -> date | datetime | None:
    """The moment of the day that is told with its zone, else the day; None for no time of day."""
    try:
        clock = _clock(found)
    except ValueError:
        return None
    zone = _zone(found)
    return day if clock is None or zone is None else datetime.combine(day, clock, zone)


def _day(found: dict[str, str | None]) -> date | None:
    if found.get("iso"):
        return date.fromisoformat(str(found["iso"]))
    if found.get("numbered"):
        day, month = int(found["first"] or 0), int(found["second"] or 0)
        if found["sign"] == "/" and day <= 12 and month <= 12 and day != month:
            return None  # 3/4: March in one country, April in another
        if month > 12:
            day, month = month, day
        return date(int(found["numbered"] or 0), month, day)
    return date(int(found["year"] or 0), MONTH_NUMBERS[str(found["month"]).lower()], int(found["day"] or 0))


def _clock(found: dict[str, str | None]) -> time | None:
    hour = found.get("hour") or found.get("full")
    if hour is None:
        return None
    half = (found.get("half") or found.get("part") or "").lower()[:1]
    number = int(hour)
    if half:
        number = number % 12 + (12 if half == "p" else 0)
    return time(number, int(found.get("minute") or 0))


def _zone(found: dict[str, str | None]) -> timezone | None:
    name, offset = (found.get("zone") or "").upper(), found.get("offset") or ""
    if name[:1] in "+-" and name:
        name, offset = "", name
    if name and name not in ZONES:
        return None
    if not name and not offset:
        return None
    minutes = ZONES.get(name, 0)
    if offset:
        digits = offset[1:].replace(":", "")
        shift = int(digits[:2]) * 60 + int(digits[2:] or 0)
        minutes += shift if offset[0] == "+" else -shift
    return timezone(timedelta(minutes=minutes)) if minutes else UTC
