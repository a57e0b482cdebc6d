"""How far a build of the index is: a bar where a person watches, a log line now and then where none does."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

if TYPE_CHECKING:
    from bot.services import Progress

log = logging.getLogger(__name__)

# A build that is over sooner shows nothing: a bar that flashes by only unsettles.
SHOWN_AFTER = 0.5
# Seconds between two lines in a log.
LOGGED_EVERY = 10.0


@contextmanager
def building() -> Iterator[Callable[[Progress], None]]:
    """What to call with the progress of a build, which is shown on standard error or logged."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield ProgressLog()
        return
    columns = (
        TextColumn("Reading articles"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:,.0f} items/s"),
        TimeRemainingColumn(),
    )
    bar = Bar(*columns, console=console, transient=True)
    shown = ProgressBar(bar)
    try:
        yield shown
    finally:
        bar.stop()


class ProgressBar:
    """Progress on a bar."""

    def __init__(self, bar: Bar) -> None:
        self.bar = bar
        self.task = bar.add_task("build", total=None, rate=0.0)

    def __call__(self, progress: Progress) -> None:
        if progress.seconds < SHOWN_AFTER:
            return
        self.bar.start()
        self.bar.update(self.task, completed=progress.files, total=progress.all_files, rate=progress.rate)


class ProgressLog:
    """Progress as a line in the log every few seconds."""

    def __init__(self) -> None:
        self.last = 0.0

    def __call__(self, progress: Progress) -> None:
        if progress.seconds - self.last < LOGGED_EVERY:
            return
        self.last = progress.seconds
        log.info(
            "Reading articles: %d of %d files, %.0f items a second, %.0f seconds left",
            progress.files, progress.all_files, progress.rate, progress.left or 0,
        )  # fmt: skip
