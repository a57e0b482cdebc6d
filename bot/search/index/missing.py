"""What of the knowledge folder has vanished at once: a share that is not mounted, far more likely than news.

It is kept as it was until somebody says that it is meant.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.knowledge import FileChanges, FolderError, MissingFolderError, Scan, is_bare, scan
from bot.replies import Lack, Missing
from bot.search.index.manifest import File, Manifest
from bot.search.index.prepare import prepare

_log = logging.getLogger(__name__)
_SINCE, _MOUNTS = "missing since", "mounts"
"""Where the manifest has since when what is missing, and in which folders other file systems began."""
WHOLE = ""
"""Names the whole knowledge folder, among the folders in it."""


@dataclass(frozen=True)
class Absence:
    """Why there is nothing in the knowledge folder; `error` where it cannot be listed."""

    lack: Lack
    error: FolderError | None = None

    @property
    def may_be_meant(self) -> bool:
        """Whether somebody may want it so: what cannot be read says nothing of what is there."""
        return self.lack is not Lack.UNREADABLE


def absence_of(knowledge: Path) -> Absence | None:
    """Why no file is to be had from the knowledge folder; None where one is there."""
    try:
        return Absence(Lack.EMPTY) if is_bare(knowledge) else None
    except MissingFolderError as error:
        return Absence(Lack.GONE, error)
    except FolderError as error:
        return Absence(Lack.UNREADABLE, error)


Kept = dict[str, tuple[Absence, int]]
"""Folders of which everything is kept as it was, by their paths: why, and how many articles these are."""


class MissingFolders:
    """What is missing just now, and since when: kept in the manifest, where that can be written."""

    def __init__(self, knowledge: Path) -> None:
        self._knowledge = knowledge
        self._since: dict[str, datetime] = {}
        self.now: tuple[Missing, ...] = ()

    def note(self, kept: Kept, manifest: Manifest) -> None:
        """These folders are missing now. What is new is told to the operator, and what is there again."""
        if not kept and not self.now and _SINCE not in manifest.about:
            return
        known = _moments(manifest) | self._since
        now = datetime.now(UTC)
        self._since = {path: known.get(path, now) for path in kept}
        before = {each.folder for each in self.now}
        self.now = tuple(
            Missing(
                folder=str(self._knowledge / path),
                lack=absence.lack,
                since=self._since[path],
                articles=articles,
                reason=absence.error.reason if absence.error else "",
            )
            for path, (absence, articles) in sorted(kept.items())
        )
        for each in self.now:
            if each.folder not in before:
                _log.warning("%s", each)
        for folder in sorted(before - {each.folder for each in self.now}):
            _log.info("%s is taken up again as it is.", folder)
        since = {path: moment.isoformat(timespec="seconds") for path, moment in self._since.items()}
        if _moments(manifest).keys() != since.keys():
            # The disk may be full, or the index have gone with the folder: then this process alone knows.
            with suppress(sqlite3.Error, OSError):
                manifest.save({}, about={_SINCE: json.dumps(since)})


def _moments(manifest: Manifest) -> dict[str, datetime]:
    noted: dict[str, str] = json.loads(manifest.about.get(_SINCE, "{}"))
    return {path: datetime.fromisoformat(moment) for path, moment in noted.items()}


def without_mounts(found: Scan, manifest: Manifest) -> tuple[Scan, Kept]:
    """The scan with the folders closed in which a file system was mounted that is not there now.

    Also these folders.
    """
    lost: Kept = {}
    for folder in json.loads(manifest.about.get(_MOUNTS, "[]")):
        inside = [path for path in manifest.files if path.startswith(f"{folder}/")]
        if folder in (*found.mounts, *found.closed) or any(path in found.files for path in inside):
            continue
        if articles := sum(len(manifest.files[path].indexed) for path in inside):
            lost[folder] = (Absence(Lack.UNMOUNTED), articles)
    return replace(found, closed=(*found.closed, *lost)), lost


def note_mounts(found: Scan, lost: Iterable[str], manifest: Manifest) -> None:
    """Keep where file systems begin in the knowledge folder, those that are missing included."""
    noted = json.dumps(sorted({*found.mounts, *lost}))
    if manifest.writable and noted != manifest.about.get(_MOUNTS, "[]"):
        manifest.save({}, about={_MOUNTS: noted})


def found_in(knowledge: Path, *, meant: bool) -> Scan:
    """What is in the knowledge folder; nothing where it is gone, and that is `meant`.

    :raises FolderError: it cannot be read.
    """
    try:
        return scan(knowledge)
    except MissingFolderError:
        if not meant:
            raise
        return Scan({}, time.time_ns())


def leaves_nothing(knowledge: Path, files: Mapping[str, File], found: Scan, changes: FileChanges) -> bool:
    """Whether all articles would be gone, and no others be there.

    :param files: what is known of the files by now.
    """
    # Of several files that claim an id, one has it: another takes its place.
    held = (path for path, file in files.items() if file.indexed or file.declared)
    if any(path in found.files or found.hides(path) for path in held):
        return False
    return not any(prepare(knowledge, path).contents for path in _new(changes))


def _new(changes: FileChanges) -> Iterator[str]:
    yield from changes.added
    yield from changes.changed
