"""What was said by the calendar: in some days, next to them, the oldest first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from bot.knowledge import Item, date_of
from bot.search import Days, Hit, QueryClause, Snapshot, terms_in
from bot.text import MONTHS

SCANNED = 2_000
"""Entries whose days are read to put them in order: more than anybody's but in an archive; 10 ms."""
WINDOWS = (7, 60, 600)
"""Days that are read first to find the oldest, or the newest, of some span."""
LAG = 2
"""Days for which articles still report what was said "on Monday"."""
NEAREST = 3
"""Statements shown of the time before, and of that after, where none is of the days asked about."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = timedelta(days=1)


def found_in(
    people: Sequence[str], days: Days, limit: int, snapshot: Snapshot, *, oldest_first: bool = False
) -> list[Hit]:
    """What these people (by key) said in some days, or all entries of them without people, newest first.

    The undated come last; with `oldest_first`, which turns the order round, not at all.
    """
    if people and not oldest_first:
        return snapshot.statements(people, limit, days=days)
    for window in _windows(days, snapshot, oldest_first=oldest_first):
        hits = _scanned(people, window, snapshot)
        if len(hits) >= limit or window == days:
            break
    numbers = (snapshot.numbers(field, hits) for field in ("day", "quote", "place"))
    sign = 1 if oldest_first else -1
    ordered = sorted(
        (sign * day, -quote, place, number)
        for number, (day, quote, place) in enumerate(zip(*numbers, strict=True))
        if day
    )
    return [hits[number] for *_, number in ordered[:limit]]


def _scanned(people: Sequence[str], days: Days, snapshot: Snapshot) -> list[Hit]:
    if people:
        return snapshot.statements(people, SCANNED, days=days)
    return snapshot.find([QueryClause("doc", "item")], SCANNED, days=days)


def _windows(days: Days, snapshot: Snapshot, *, oldest_first: bool) -> Iterator[Days]:
    """The days from their beginning (or end) on, more and more of them: an archive is not read whole."""
    oldest, newest = snapshot.oldest(), snapshot.newest
    if oldest and newest:
        first, last = max(days.since or oldest, oldest), min(days.until or newest, newest)
        for length in WINDOWS:
            if (last - first).days <= length:
                break
            yield Days(first, first + length * _DAY) if oldest_first else Days(last - length * _DAY, last)
    yield days


def told_later(people: Sequence[str], days: Days, limit: int, snapshot: Snapshot) -> list[Item]:
    """What was published within `LAG` days after and says itself that it is of these days."""
    if days.since is None or days.until is None:
        return []
    later = Days(days.until + _DAY, days.until + LAG * _DAY)
    items = snapshot.load(snapshot.statements(people, limit, days=later))
    return [item for item in items if is_of(item, days)]


def beside(people: Sequence[str], days: Days, limit: int, snapshot: Snapshot) -> list[Item]:
    """What is next before these days and next after them, the nearest first; see `found_in`."""
    before = Days(None, days.since - _DAY) if days.since else None
    after = Days(days.until + _DAY, None) if days.until else None
    found = found_in(people, before, limit, snapshot) if before else []
    found += found_in(people, after, limit, snapshot, oldest_first=True) if after else []
    items = [item for item in snapshot.load(found) if item.published]
    return sorted(items, key=lambda item: distance(item, days))


def distance(item: Item, days: Days) -> int:
    """Days between these and an entry's; 0 inside them, and for an entry without a day."""
    day = date_of(item.published)
    if day is None:
        return 0
    early = (days.since - day).days if days.since else 0
    late = (day - days.until).days if days.until else 0
    return max(0, early, late)


def is_of(item: Item, days: Days) -> bool:
    """Whether an entry is of these days: by its own, or as it tells so soon after them.

    "..., he said on Monday" in Tuesday's paper is of Monday. "Before the 4th" means the days that
    entries bear: what is dated later would stand there unexplained.
    """
    away = distance(item, days)
    if not away:
        return True
    day = date_of(item.published)
    if day is None or days.since is None or days.until is None or day < days.until or away > LAG:
        return False
    told = [
        days.until - number * _DAY for number in range(LAG) if _includes(days, days.until - number * _DAY)
    ]
    names = "|".join(_WEEKDAYS[each.weekday()] for each in told)
    return bool(re.search(rf"\b(?:{names})\b", f"{item.text} {item.context}"))


def speaks_of(item: Item, days: Days) -> bool:
    """Whether an entry itself names the year, month or weekday of some days: they are its matter."""
    words = f"{item.text} {item.context} {item.title}"
    since, until = days.since, days.until
    if since is None or until is None:
        return False
    years = {str(year) for year in range(since.year, until.year + 1)}
    if not years.isdisjoint(re.findall(r"\d{4}", words)):
        return True
    if (until - since).days > 31 or since.month != until.month:
        return False
    return re.search(rf"\b{MONTHS[since.month - 1]}\b", words) is not None


def _includes(days: Days, day: date) -> bool:
    return (days.since is None or days.since <= day) and (days.until is None or day <= days.until)


def has_topic(item: Item, asked: Collection[str]) -> float:
    """Share (0 to 1) of a topic's stems that an entry has in text, context or title; 1 of none."""
    if not asked:
        return 1.0
    stems = terms_in(f"{item.text} {item.context} {item.title}")
    return len(stems.intersection(asked)) / len(asked)
