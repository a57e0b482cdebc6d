"""Dates and date-times of publication, put in one order."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from bot.answering.model import Published


def age(published: Published) -> tuple[bool, datetime]:
    """A key that sorts earliest first, undated last; a date without a time is its first moment, UTC."""
    if published is None:
        return True, datetime.max.replace(tzinfo=UTC)
    moment = published if isinstance(published, datetime) else datetime.combine(published, time())
    return False, moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def day(published: Published) -> date | None:
    """The day of publication."""
    return published.date() if isinstance(published, datetime) else published


def in_words(published: Published) -> str:
    """A day as a reader writes it: "3 March 2031"; an empty text for none."""
    found = day(published)
    return f"{found.day} {found:%B %Y}" if found else ""
