"""A folder of knowledge files: what stands in it, and what changed since it was last looked at."""

from __future__ import annotations

import gc
import os
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, Self

from bot.knowledge.errors import FolderError, MissingFolderError
from bot.knowledge.opening import IrregularFileError, TooLargeFileError, regular_bytes
from bot.knowledge.problems import Problem
from bot.text import file_digest

ENDINGS = (".yaml", ".yml")
SETTLED = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use (FAT's). A file that was read sooner than this
after it was written may have been written again at the same time: its content is looked at once more."""


_NO_DEVICE = -1
"""Of what cannot be looked at, as of a file system whose server is gone."""

Stamp = tuple[int, int, int]
"""What a folder tells of a file: its size in bytes, when it was last written and changed, in nanoseconds.

Whoever copies a file with its time (`cp -p`, `rsync -t`, `touch -d`) sets the time of writing; the other one
is the system's own (on Windows it is when the file was made, and tells nothing more). A plain tuple, for a
scan makes one for each file: named ones cost an archive a tenth of its scan.
"""
NO_STAMP: Stamp = (-1, 0, 0)
"""The stamp of no file: whatever is there is new."""


@dataclass(frozen=True, slots=True)
class Known:
    """A file as it was last read: the hash of its content, and the stamp by which it is known to be the same.

    That is `NO_STAMP` where no stamp can be trusted.
    """

    stamp: Stamp
    digest: str

    @classmethod
    def of(cls, path: str, scan: Scan, digest: str) -> Self:
        """A file that was read after a scan had found it."""
        stamp = _, written, changed = scan.files.get(path, NO_STAMP)
        settled = bool(digest) and scan.time - max(written, changed) > SETTLED
        return cls(stamp if settled else NO_STAMP, digest)


@dataclass(frozen=True)
class Scan:
    """The knowledge files of a folder by their paths in it (with `/`), in no order, at one time.

    `problems` names what could not be looked into; `closed` are the folders among that. `mounts` are the
    folders in which another file system begins.
    """

    files: Mapping[str, Stamp]
    time: int
    problems: tuple[Problem, ...] = ()
    closed: tuple[str, ...] = ()
    mounts: tuple[str, ...] = ()

    def hides(self, path: str) -> bool:
        """Whether a path lies in a folder that could not be looked into: it may still be there."""
        return any(path.startswith(f"{folder}/") for folder in self.closed)


@dataclass(frozen=True)
class FileChanges:
    """Paths that came, changed and went, each in path order.

    `touched` have a new stamp over the same content, or one that could not be trusted before.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def scan(folder: Path) -> Scan:
    """All `.yaml` and `.yml` files under a folder, hidden files and folders left out.

    Links to folders are not followed, links to files only within the folder. Raises FolderError where the
    folder itself cannot be listed.
    """
    now = time.time_ns()
    files: dict[str, Stamp] = {}
    problems: list[Problem] = []
    closed: list[str] = []
    mounts: list[str] = []
    waiting = [_Inside("", os.fspath(folder), _device(folder))]
    with _collector_paused():
        while waiting:
            shown, place, device = waiting.pop()
            try:
                with os.scandir(place) as entries:
                    found = _look(entries, shown, files, problems)
            except OSError as error:
                if not shown:
                    raise FolderError(folder, _reason(error)) from error
                closed.append(shown.rstrip("/"))
                problems.append(_closed(shown.rstrip("/"), _reason(error)))
            else:
                mounts += [inside.shown.rstrip("/") for inside in found if inside.device != device]
                waiting += found
    return Scan(files, now, tuple(problems), tuple(closed), tuple(sorted(mounts)))


def is_bare(folder: Path) -> bool:
    """Whether no knowledge file is in a folder; it is looked for no further than the first one.

    False, too, where one may be in a folder that cannot be looked into. Raises FolderError where the folder
    itself cannot be listed.
    """
    _device(folder)
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(Path(entry.path))
                    elif entry.name.endswith(ENDINGS):
                        return False
        except OSError as error:
            if place is folder:
                raise FolderError(folder, _reason(error)) from error
            return False
    return True


class _Inside(NamedTuple):
    """A folder in the knowledge folder: as it is shown, as it is opened, and the number of its device."""

    shown: str
    place: str
    device: int


def _device(folder: Path) -> int:
    """Raises FolderError where there is no such folder."""
    try:
        status = folder.stat()
    except FileNotFoundError:
        raise MissingFolderError(folder) from None
    except OSError as error:
        raise FolderError(folder, _reason(error)) from error
    if not stat.S_ISDIR(status.st_mode):
        raise MissingFolderError(folder)
    # On Windows no entry of a folder tells its device.
    return 0 if sys.platform == "win32" else status.st_dev


def _device_of(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_dev
    except OSError:
        return _NO_DEVICE


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


@contextmanager
def _collector_paused() -> Iterator[None]:
    """For many objects that hold no cycles: looking for some takes as long as half of an archive's scan."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _look(
    entries: Iterator[os.DirEntry[str]], shown: str, files: dict[str, Stamp], problems: list[Problem]
) -> list[_Inside]:
    """Note a folder's knowledge files; returns the folders inside it."""
    folders = []
    for entry in entries:
        name = entry.name
        if name[0] == ".":
            continue
        if entry.is_dir(follow_symlinks=False):
            if _is_text(name):
                folders.append(_Inside(f"{shown}{name}/", entry.path, _device_of(entry)))
            else:
                problems.append(_misnamed(shown + name, "folder"))
        elif name.endswith(ENDINGS):
            if not _is_text(name):
                problems.append(_misnamed(shown + name, "file"))
            elif entry.is_symlink() and _strays(entry.path, shown):
                problems.append(_strayed(shown + name))
            elif (stamp := _stamp(entry)) is not None:
                files[shown + name] = stamp
    return folders


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    """A file's stamp; None if it has just gone, or is a link to a folder.

    `NO_STAMP` for a link to nothing or to itself: reading it tells the problem, and what it led to is kept.
    """
    try:
        status = entry.stat()
    except FileNotFoundError:
        return NO_STAMP if entry.is_symlink() else None
    except OSError:
        return NO_STAMP
    return None if stat.S_ISDIR(status.st_mode) else (status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _strays(link: str, shown: str) -> bool:
    """Whether a link leads out of the knowledge folder, which is the place of `link` without `shown`."""
    folder = Path(link).parents[shown.count("/")]
    return not Path(os.path.realpath(link)).is_relative_to(os.path.realpath(folder))


def compare(folder: Path, now: Scan, known: Mapping[str, Known]) -> FileChanges:
    """What differs from the files as they were last read.

    A file with the stamp it had counts as unchanged; others are compared by the hash of their content.
    """
    added: list[str] = []
    changed: list[str] = []
    touched: list[str] = []
    for path, stamp in now.files.items():
        old = known.get(path)
        if old is None:
            added.append(path)
        elif old.stamp != stamp or stamp is NO_STAMP:
            if _digest(folder / path) != old.digest:
                changed.append(path)
            elif Known.of(path, now, old.digest).stamp != old.stamp:
                touched.append(path)
    gone = [path for path in known.keys() - now.files.keys() if not now.hides(path)]
    return FileChanges(*(tuple(sorted(paths)) for paths in (added, changed, gone, touched)))


def _digest(path: Path) -> str:
    """The hash of a file's content; empty where it is not read, as of a pipe or too large a file."""
    try:
        return file_digest(regular_bytes(path))
    except (OSError, IrregularFileError, TooLargeFileError):
        return ""


def _is_text(name: str) -> bool:
    """Whether a file's name can be written: bytes that are no UTF-8 come as lone surrogates."""
    return name.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in name)


def _misnamed(path: str, kind: Literal["file", "folder"]) -> Problem:
    written = path.encode("utf-8", "backslashreplace").decode()
    return _problem(written, f"The {kind}'s name is not UTF-8 text.", f"Rename the {kind}.")


def _strayed(path: str) -> Problem:
    return _problem(path, "The link leads out of the knowledge folder.", "Put the file itself in its place.")


def _closed(path: str, reason: str) -> Problem:
    return _problem(path, f"The folder cannot be read: {reason}.", "Let the bot's user read it.")


def _problem(path: str, what: str, mend: str) -> Problem:
    return Problem(path=path, line=1, severity="error", what=what, mend=mend)
