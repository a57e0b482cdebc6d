"""The index of one knowledge folder, kept up to date; gives out snapshots to read."""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Self

from bot.knowledge import FileChanges, FolderError, Problem, Scan, compare, scan
from bot.replies import Reload
from bot.search.backend import Snapshot
from bot.search.index.errors import BusyError, StorageError
from bot.search.index.generation import DAMAGE, Generation, UnusableError
from bot.search.index.location import folder_for
from bot.search.index.manifest import File
from bot.search.index.ownership import taken_ids
from bot.search.index.progress import Progress
from bot.search.index.report import TakenUp, UpdatedFiles
from bot.search.index.seals import DamagedError, damage_told, is_panic, means_damage
from bot.text import holding, write_whole

__all__ = ["Progress", "Store"]

_log = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds that an update waits for another process to finish its own."""
_POINTER = "current"
"""The file that names the folder of the index in use; replaced in one step when a new one is complete."""
_LOCK = "lock.sqlite"
_PREFIX = "index-"


class Store:
    """Safe for threads: questions read snapshots while one update at a time prepares the next."""

    def __init__(self, knowledge: Path, folder: Path) -> None:
        self.knowledge = knowledge
        self.folder = folder
        self._mutex = Lock()
        self._generation: Generation | None = None
        self._snapshot: Snapshot | None = None
        self._unread: tuple[Problem, ...] = ()
        self._unusable: Exception | None = None

    @classmethod
    def open(cls, knowledge: Path, folder: Path | None = None) -> Self:
        """The store of a knowledge folder, with the index of the last time if there is one.

        :param folder: where the index lives; see `folder_for` where None.
        """
        store = cls(knowledge, folder or folder_for(knowledge))
        store._follow()
        return store

    def close(self) -> None:
        """Let go of the index's files."""
        with self._mutex:
            if self._generation:
                self._generation.close()
            self._generation = self._snapshot = None

    @property
    def snapshot(self) -> Snapshot:
        """The knowledge as it stands, to be kept for the whole of a question.

        Raises LookupError before there is any.
        """
        if self._snapshot is None:
            raise LookupError("no index has been built yet")
        return self._snapshot

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong in the knowledge files, by path and line."""
        if not self._generation:
            return self._unread
        files, attention = self._generation.manifest.files, self._generation.manifest.needs_attention
        inside = (problem for file in attention.values() for problem in file.problems)
        found = [*self._unread, *inside, *taken_ids(files, attention)]
        return tuple(sorted(found, key=lambda problem: (problem.path, problem.line)))

    @property
    def built(self) -> datetime | None:
        """When the index last changed, in UTC."""
        return self._generation.built if self._generation else None

    def disk(self) -> int:
        """Bytes that the index's folder takes."""
        return sum(_size(Path(place) / name) for place, _, names in os.walk(self.folder) for name in names)

    def update(self, progress: Callable[[Progress], None] | None = None) -> Reload:
        """Bring the index to what the knowledge folder holds now; questions see the old until it is done.

        :raises FolderError: the knowledge folder cannot be read.
        :raises BusyError: another process is building the index, and there is none to read yet.
        :raises StorageError: the index cannot be written.
        """
        started = time.monotonic()
        if not self.knowledge.is_dir():
            raise FolderError(self.knowledge, "there is no such folder")
        with self._locked() as alone:
            before, known = self._snapshot, self._files()
            generation = self._follow()
            now = self._files()
            done = self._write(generation, progress) if alone else self._read(generation)
            if before and known is not None:
                # Another process took files up since: what became of their entries is news here, too.
                if self._generation is not generation:
                    done = _compared(UpdatedFiles(known, self._files() or {}), before, self.snapshot)
                elif now is not known:
                    all_of_it = _compared(UpdatedFiles(known, self._files() or {}), before, self.snapshot)
                    done = replace(done, entries=all_of_it.entries)
        return done.reload(self._attention(), self.problems, time.monotonic() - started, waiting=not alone)

    @contextmanager
    def _locked(self) -> Iterator[bool]:
        """Whether nobody else writes the index meanwhile. Raises StorageError for what comes of writing."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._mutex, holding(self.folder / _LOCK, PATIENCE) as alone:
                yield alone
        except (OSError, sqlite3.OperationalError) as error:
            raise StorageError(self.folder, str(error)) from error

    def taken_up(self, mark: str) -> TakenUp:
        """What became of entries since a mark that was handed out before, whoever took it up."""
        with self._mutex:
            if self._generation is None:
                return TakenUp((), mark, whole=False)
            name, _, number = mark.partition(":")
            same = name == self._generation.folder.name
            try:
                told, last = self._generation.manifest.journal_since(int(number) if same else 0)
            except (sqlite3.DatabaseError, DamagedError):
                # The next update finds the damage and mends it.
                return TakenUp((), mark, whole=False)
            return TakenUp(told, f"{self._generation.folder.name}:{last}", whole=same)

    def rebuild(self) -> tuple[Path, ...]:
        """Build the index anew, so that nothing is left in it of what the folder holds no more.

        Returns the folders of former indexes that the system does not let be deleted.

        :raises FolderError: the knowledge folder cannot be read.
        :raises BusyError: another process is writing the index.
        :raises StorageError: the index cannot be written.
        """
        with self._locked() as alone:
            if not alone:
                raise BusyError(self.folder)
            self._build(scan(self.knowledge), None)
            used = self._generation.folder if self._generation else None
            return tuple(old for old in self.folder.glob(f"{_PREFIX}*") if old != used)

    @property
    def touched(self) -> bool:
        """Whether another program wrote to what the snapshot reads, which none should."""
        return self._generation is not None and self._generation.touched

    def is_damaged(self) -> bool:
        """Whether a file that the snapshot reads is not as it was written; every byte is looked at."""
        with self._mutex:
            return self._generation is None or self._generation.is_damaged()

    def mend(self) -> None:
        """Take up the index that is sound: one that another process has built anew, or build it anew.

        :raises FolderError: the knowledge folder cannot be read.
        :raises BusyError: another process is writing the index.
        :raises StorageError: the index cannot be written.
        """
        with self._locked() as alone:
            try:
                self._use(self._newest())
            except (*DAMAGE, UnusableError) as error:
                if not alone:
                    raise BusyError(self.folder) from error
                _log.warning("The index in %s is damaged (%s) and is built anew.", self.folder, error)
                self._build(scan(self.knowledge), None)

    def files_of(self, article: str) -> dict[str, frozenset[str]]:
        """The files (by their paths in the knowledge folder) in which the article with this id stands.

        Each with all articles that it holds, or held before it was broken.
        """
        files = self._files() or {}
        held = {path: frozenset((*file.indexed, *file.declared)) for path, file in files.items()}
        return {path: articles for path, articles in held.items() if article in articles}

    def _read(self, generation: Generation | None) -> UpdatedFiles:
        """Somebody else writes: read what there is."""
        if generation is None and self._generation is None:
            raise BusyError(self.folder)
        return UpdatedFiles()

    def _write(
        self, generation: Generation | None, progress: Callable[[Progress], None] | None
    ) -> UpdatedFiles:
        found = scan(self.knowledge)
        self._unread = found.problems
        if generation is None:
            if self._unusable:
                _log.warning("The index is built anew: %s.", self._unusable)
            return self._build(found, progress)
        known = {path: file.known for path, file in generation.manifest.files.items()}
        changes = compare(self.knowledge, found, known)
        generation.touch(changes.touched, found)
        if not changes:
            return UpdatedFiles()
        try:
            done = generation.apply(self.knowledge, found, changes, progress)
            before, self._snapshot = self._snapshot, generation.snapshot()
            if before:
                done = _compared(done, before, self._snapshot)
                generation.manifest.journal(done.entries)
        except BaseException as error:
            if not means_damage(error):
                raise
            _log.warning("The index in %s is damaged (%s) and is built anew.", generation.folder, error)
            return self._build(found, progress)
        return done

    def _build(self, found: Scan, progress: Callable[[Progress], None] | None) -> UpdatedFiles:
        """Build the whole index aside and put it into use when it is complete."""
        generation = Generation.create(self.folder / f"{_PREFIX}{secrets.token_hex(4)}")
        try:
            done = generation.apply(
                self.knowledge, found, FileChanges(added=tuple(sorted(found.files))), progress
            )
        except BaseException as error:
            generation.close()
            shutil.rmtree(generation.folder, ignore_errors=True)
            if isinstance(error, ValueError) or is_panic(error):  # the library's own, as for a full disk
                raise StorageError(self.folder, str(error)) from error
            raise
        self._point_at(generation.folder.name)
        self._use(generation)
        for old in self.folder.glob(f"{_PREFIX}*"):
            if old != generation.folder:
                shutil.rmtree(old, ignore_errors=True)
        return done

    def _point_at(self, name: str) -> None:
        """Put the index in this folder into use; a power cut leaves the old one or this one, whole."""
        _flush(self.folder / name)
        write_whole(self.folder / _POINTER, name)
        _flush(self.folder)

    def _follow(self) -> Generation | None:
        """The index in use, opened if another process has put it there; None where there is no usable one."""
        try:
            name = (self.folder / _POINTER).read_text(encoding="utf-8")
            if self._generation is None or self._generation.folder.name != name:
                self._use(self._newest())
            else:
                if self._generation.refresh():
                    self._snapshot = self._generation.snapshot()
                self._generation.check()
        except (*DAMAGE, UnusableError) as error:
            self._unusable = None if isinstance(error, FileNotFoundError) else error
            return None
        return self._generation

    def _newest(self) -> Generation:
        """The index in use on disk, opened anew. Raises UnusableError, or whatever DAMAGE names."""
        return Generation.open(self.folder / (self.folder / _POINTER).read_text(encoding="utf-8"))

    def _use(self, generation: Generation) -> None:
        snapshot = generation.snapshot()
        if self._generation:
            self._generation.close()
        self._generation, self._snapshot = generation, snapshot

    def _files(self) -> Mapping[str, File] | None:
        """The files of the index in use; another object wherever they were read or written since."""
        return self._generation.manifest.files if self._generation else None

    def _attention(self) -> Mapping[str, File]:
        return self._generation.manifest.needs_attention if self._generation else {}


def _compared(done: UpdatedFiles, before: Snapshot, after: Snapshot) -> UpdatedFiles:
    """An update with what became of single entries, as far as what was there before can still be read."""
    try:
        with damage_told():
            return done.with_entries(before, after)
    except DamagedError as error:
        _log.warning("Of what changed in single entries nothing is known: the index was damaged (%s).", error)
        return done


def _flush(folder: Path) -> None:
    """Bring a folder's names to the disk where the system can (Windows keeps them by itself)."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _size(file: Path) -> int:
    """The bytes of a file; none if it has just gone, as those of an index do."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
