"""How far a build or a reload is."""

from __future__ import annotations

from typing import NamedTuple


class Progress(NamedTuple):
    """Files read of all that are to be read, the items in them so far, and the seconds since the start."""

    files: int
    all_files: int
    items: int
    seconds: float

    @property
    def rate(self) -> float:
        """Items a second; 0 before the clock has moved."""
        return self.items / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take at this pace; None before the first file."""
        return self.seconds * (self.all_files - self.files) / self.files if self.files else None
