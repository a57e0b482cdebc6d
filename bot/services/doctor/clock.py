"""The clock: days, delays and the order of records hang on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.services.doctor.finding import Finding, fault, fine

# Seconds by which a file may be ahead: clocks of a network share and of this machine differ a little.
AHEAD = 120.0
# Where systemd notes that the clock is kept by the network's time.
_SYNCED = Path("/run/systemd/timesync/synchronized")


def clock_found(now: datetime, files: Iterable[Path]) -> Iterator[Finding]:
    """Whether the clock is behind what this machine itself wrote; nobody else is asked for the time."""
    newest = max(((_written(path), path) for path in files if path.exists()), default=None)
    if newest and newest[0] - now.timestamp() > AHEAD:
        when = datetime.fromtimestamp(newest[0], UTC)
        told = f"It is {now:%Y-%m-%d %H:%M} here, but {newest[1]} was written at {when:%Y-%m-%d %H:%M} (UTC)."
        yield fault("clock", told, "Set the machine's clock, or let it follow network time (NTP).")
        return
    kept = ", synchronised with network time" if _SYNCED.exists() else ""
    yield fine("clock", f"It is {now:%Y-%m-%d %H:%M} (UTC){kept}.")


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
