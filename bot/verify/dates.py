"""Dates and date-times of publication, put in one order."""

from __future__ import annotations

from datetime import UTC, datetime, time

from bot.knowledge.items import Published


def age(published: Published) -> tuple[bool, datetime]:
    """A key that sorts earliest first, undated last; a date without a time is its first moment, UTC."""
    if published is None:
        return True, datetime.max.replace(tzinfo=UTC)
    moment = published if isinstance(published, datetime) else datetime.combine(published, time())
    return False, moment if moment.tzinfo else moment.replace(tzinfo=UTC)
