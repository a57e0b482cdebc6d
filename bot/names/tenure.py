"""Offices and their days: when a stated one ends, and what somebody held on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from bot.names.known import Office
from bot.text import by_kind, folded, words

_SINGLE = tuple(tuple(line.split("-")) for line in sorted(by_kind(__package__, "words.txt")["single office"]))


def title_key(title: str) -> str:
    """Titles with equal keys are one office, of which one person is the holder at a time."""
    return folded(title)


def is_single(title: str) -> bool:
    """Whether one person at a time holds the office: "mayor of Orlow", not "mayor" or "professor of law"."""
    said = [word.text for word in words(title)]
    return any(
        said[: len(office)] == list(office) and said[len(office) : len(office) + 1] == ["of"]
        for office in _SINGLE
    )


def ended(stated: Mapping[str, tuple[Office, ...]]) -> dict[str, tuple[Office, ...]]:
    """The stated offices of all persons, by key, each ended where the next holder's begins."""
    begins: defaultdict[str, list[tuple[date, str]]] = defaultdict(list)
    for key, offices in stated.items():
        for office in offices:
            if office.since:
                begins[title_key(office.title)].append((office.since, key))
    return {
        key: tuple(_ended(office, begins[title_key(office.title)], key) for office in offices)
        for key, offices in stated.items()
    }


def _ended(office: Office, begins: Iterable[tuple[date, str]], holder: str) -> Office:
    if office.until:
        return office
    since = office.since or date.min
    next_one = min((day for day, key in begins if key != holder and day > since), default=None)
    return office._replace(until=next_one)


def held(offices: Iterable[Office], day: date | None) -> tuple[Office, ...]:
    """The offices held on a day, or lately where it is None, the surest first.

    First the stated ones that the day lies in; where there is none, the roles of articles: those that the day
    lies in, else those of the articles nearest to it.
    """
    known = tuple(offices)
    stated = [one for one in known if one.stated and _within(one, day)]
    if stated:
        return tuple(stated)
    seen = [one for one in known if not one.stated]
    nearest = min((_distance(one, day) for one in seen), default=None)
    return tuple(one for one in seen if _distance(one, day) == nearest)


def _within(office: Office, day: date | None) -> bool:
    """Whether a stated office was held on a day: from `since` to the day before `until`."""
    if day is None:
        return office.until is None
    return (office.since or date.min) <= day < (office.until or date.max)


def _distance(office: Office, day: date | None) -> timedelta:
    """From a role's articles to a day: none within their days, the most where they have no date."""
    if office.since is None or office.until is None:
        return timedelta.max
    if day is None:
        return date.max - office.until
    return max(office.since - day, day - office.until, timedelta(0))
