"""Who held an office before or after somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.answering.question.roles import offices_like
from bot.answering.question.terms import terms_of
from bot.names import Office
from bot.search import Snapshot
from bot.text import folded


def next_to(key: str, snapshot: Snapshot, *, forward: bool) -> str:
    """The key of whoever came next in an office of somebody, or before them; empty where none is known.

    The days that editors state count first. Of roles in articles only those that lie wholly before or after:
    two who are called so in one month may hold two offices of one name.
    """
    for office in snapshot.register.offices(key):
        others = [
            (one, other)
            for one, other in _of_title(office.title, snapshot)
            if one != key and other.stated == office.stated
        ]
        sides = [(day, one) for one, other in others if (day := _beside(office, other, forward=forward))]
        if sides:
            return (min(sides) if forward else max(sides))[1]
    return ""


def _beside(office: Office, other: Office, *, forward: bool) -> date | None:
    """The day that orders another holder on the side looked at; None where they are not on it."""
    earlier, later = (office, other) if forward else (other, office)
    if later.since is None:
        return None
    before = (earlier.since or date.min) if earlier.stated else earlier.until
    if before is None or before >= later.since:
        return None
    return other.since or date.min


def _of_title(title: str, snapshot: Snapshot) -> Iterator[tuple[str, Office]]:
    """All holders of an office of just this title, with their days."""
    words = [term for term in terms_of(title, snapshot) if term.topical]
    for key in offices_like(words, snapshot):
        for office in snapshot.register.offices(key):
            if folded(office.title) == folded(title):
                yield key, office
