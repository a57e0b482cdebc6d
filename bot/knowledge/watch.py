"""Notices when an editor saves a knowledge file or `git pull` brings some (the package's extra `watch`)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from threading import Event, Thread
from typing import Self

from bot.knowledge.errors import KnowledgeError
from bot.knowledge.library import ENDINGS

QUIET = 200
"""Milliseconds without a further change after which a change is told: a save by renaming is over by then."""

LONGEST_WAIT = 2_000
"""Milliseconds after which changes are told even if more keep coming, as in a long `git pull`."""

LOOK = 5.0
"""Seconds between two looks whether the folder is still the one that is watched, or there again."""

_log = logging.getLogger(__name__)


class WatchError(KnowledgeError):
    """Folders cannot be watched here; the bot still answers, and reloads when asked to."""


class Watcher:
    """Calls `changed`, from a thread of its own, soon after knowledge files under `folder` changed.

    Changes that come while `changed` runs are told when it has returned. A KnowledgeError from `changed` is
    logged, and watching goes on. That the folder vanishes, as a share does, is a change, too, and so is that
    one comes in its place; none need be there at first. Use it as a context manager, or `start` and `stop`
    it, once.
    """

    def __init__(self, folder: Path, changed: Callable[[], object]) -> None:
        self._folder = folder.resolve()
        self._changed = changed
        self._over = Event()
        self._thread = Thread(target=self._run, name="knowledge watcher", daemon=True)

    def start(self) -> Self:
        """Begin to watch.

        :raises WatchError: watchfiles is not installed.
        """
        try:
            self._watch = import_module("watchfiles").watch
        except ModuleNotFoundError as error:
            raise WatchError("Watching needs watchfiles: pip install 'briefing-bot[watch]'") from error
        self._thread.start()
        return self

    def stop(self) -> None:
        """End watching, after a call of `changed` that is under way has returned."""
        self._over.set()
        self._thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _run(self) -> None:
        known = watched = _identity(self._folder)
        while not self._over.is_set():
            if watched is not None:
                self._run_while(watched)
            watched = _identity(self._folder)
            if watched != known and not self._over.is_set():
                known = watched
                self._tell()
            elif watched is None:
                self._over.wait(LOOK)

    def _run_while(self, watched: tuple[int, int]) -> None:
        """Watch until it is over, or another folder or none is in the place of the one that is watched."""
        try:
            for changes in self._watch(
                self._folder,
                watch_filter=lambda _, path: concerns(self._folder, path),
                debounce=LONGEST_WAIT,
                step=QUIET,
                stop_event=self._over,
                rust_timeout=int(LOOK * 1000),
                yield_on_timeout=True,
                ignore_permission_denied=True,
            ):
                if _identity(self._folder) != watched:
                    return
                if changes:
                    self._tell()
        except OSError as error:
            _log.warning("The knowledge folder cannot be watched just now: %s.", error)
            self._over.wait(LOOK)

    def _tell(self) -> None:
        try:
            self._changed()
        except KnowledgeError as error:
            _log.warning("Changed knowledge was not loaded: %s", error)


def _identity(folder: Path) -> tuple[int, int] | None:
    """Which folder is at a path; None where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def concerns(folder: Path, changed: str) -> bool:
    """Whether a changed path may be a knowledge file, or a sub-folder that came or went with some in it."""
    path = Path(changed)
    if not path.is_relative_to(folder):
        return False
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and (path.suffix in ENDINGS or not path.is_file())
