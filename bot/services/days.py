"""Which day it is for whoever asks."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

from bot.services.viewer import Viewer


def today(viewer: Viewer, zone: tzinfo | None) -> date:
    """The asker's day: by the zone of their server, else by the operator's `zone`, else by the machine's."""
    return day_of(datetime.now(UTC), viewer, zone)


def day_of(moment: datetime, viewer: Viewer, zone: tzinfo | None) -> date:
    """The asker's day at that moment."""
    return moment.astimezone(viewer.zone or zone).date()


def day_at(seconds: int, viewer: Viewer, zone: tzinfo | None) -> date:
    """The asker's day at a moment in seconds since 1970.

    :raises OverflowError, ValueError, OSError: there is no such moment in the calendar.
    """
    return day_of(datetime.fromtimestamp(seconds, UTC), viewer, zone)
