"""When parts of a text were written or said: moments of a live blog's entries, time codes of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from bot.ingest.draft.days import read_clock, read_day, read_zone
from bot.ingest.draft.model import Stamp
from bot.text import rows_of

FEWEST = 3
"""Lines with a time that make a text a live blog."""

_CLOCK = re.compile(
    r"^\W*(?P<clock>\d{1,2}(?:[:.h]\d\d)?\s*(?:[ap]\.?m\.?)?)\s*(?P<zone>(?-i:[A-Z]{1,5})\b)?(?:\W*$|\s*[-–—:|]?\s+(?=\S))",
    re.IGNORECASE,
)


_CODE = re.compile(
    r"^\s*[\[(]?(?P<first>(?:\d{1,2}:)?\d{1,2}:\d\d)(?:[.,]\d{1,3})?[\])]?(?![\d:])"
    r"|^[^\n:]{1,60}?\s+[\[(]?(?P<last>(?:\d{1,2}:)?\d{1,2}:\d\d)(?:[.,]\d{1,3})?[\])]?\s*+:?\s*+$"
    r"|^[^\n:]{1,60}?\s*[\[(](?P<inner>(?:\d{1,2}:)?\d{1,2}:\d\d)(?:[.,]\d{1,3})?[\])]\s*:"
)
FEWEST_CODES = 2
"""Lines with a time code that make it one, and no time of day that somebody noted."""


def codes_of(text: str) -> tuple[Stamp, ...]:
    """The time codes of a transcript, where lines begin or end or behind labels; none where time goes back.

    "1:05" is a minute and five seconds, "0:01:05" the same.
    """
    found = [
        (row.start(), _seconds(match["first"] or match["last"] or match["inner"]))
        for row in rows_of(text)
        if (match := _CODE.match(row.group()))
    ]
    if len(found) < FEWEST_CODES or any(two < one for (_, one), (_, two) in pairwise(found)):
        return ()
    return tuple(Stamp(start, at=clock_of(seconds)) for start, seconds in found)


def clock_of(seconds: int) -> str:
    """Seconds of a recording as hh:mm:ss."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _seconds(code: str) -> int:
    seconds = 0
    for part in code.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds


def stamps_of(text: str, published: datetime | date | None) -> tuple[Stamp, ...]:
    """The moments of a live blog's entries, from the character on where each begins; none where it is none.

    A line has a whole moment, or a time alone or before its text; the day is then the article's. Where the
    latest stands first a later time further down is the day before's.
    """
    found = list(_lines(text))
    if len(found) < FEWEST:
        return ()
    day = published.date() if isinstance(published, datetime) else published
    stamps: list[Stamp] = []
    rising = _rising([each for _, each in found if isinstance(each, time)])
    last: time | None = None
    for start, moment in found:
        if isinstance(moment, time):
            if day is None:
                continue
            clock = moment.replace(tzinfo=None)
            if last is not None and clock != last and (clock < last) == rising:
                day += timedelta(days=1 if rising else -1)
            last = clock
            stamps.append(Stamp(start, moment=datetime.combine(day, moment)))
        else:
            day = moment.date() if isinstance(moment, datetime) else moment
            stamps.append(Stamp(start, moment=moment))
    return tuple(stamps)


def without_clock(text: str) -> str:
    """The text without the time of day and the sign behind it with which it begins: "2:05pm — It rains."."""
    match = _CLOCK.match(text)
    ahead = match is not None and re.search(r"\d[:.h]\d\d|[ap]\.?m", match["clock"], re.IGNORECASE)
    if match is None or not ahead:
        return text
    zone = match["zone"] or ""
    # What looks like a zone may be the first word: "09:15 The river rises", "09:15 US troops arrive".
    end = match.end() if not zone or read_zone(zone) else match.start("zone")
    return text[end:].lstrip(" -–—:|")


def _rising(times: list[time]) -> bool:
    """Whether most times are later than the one above."""
    clocks = [each.replace(tzinfo=None) for each in times]
    later = sum(one < two for one, two in pairwise(clocks))
    return later * 2 > len(times) - 1


def _lines(text: str) -> Iterator[tuple[int, time | datetime | date]]:
    for row in rows_of(text):
        line = row.group().strip()
        match = _CLOCK.match(line)
        alone = match is not None and match.end() == len(line)
        if (
            match
            and (alone or re.search(r"[:.h]\d\d", match["clock"]))
            and (clock := read_clock(match["clock"]))
        ):
            yield row.start(), clock.replace(tzinfo=read_zone((match["zone"] or "").upper()))
        elif len(line) < 40 and re.search(r"\d[:.T]\d\d|T\d\d", line) and (moment := read_day(line)):
            yield row.start(), moment
