"""The index of one knowledge folder, kept up to date; gives out snapshots to read."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import NamedTuple, Self

from bot.knowledge import (
    CollectionRules,
    FileChanges,
    FolderError,
    Problem,
    Rule,
    Scan,
    compare,
    scan,
    speaks_of_embargo,
)
from bot.replies import Lack, Missing, Reload
from bot.search.backend import Snapshot
from bot.search.index.engine import TANTIVY, Engine
from bot.search.index.errors import BusyError, NoRuleError, StorageError
from bot.search.index.folder import IndexFolder
from bot.search.index.generation import DAMAGE, Generation, UnusableError
from bot.search.index.held import Held, compared, with_others
from bot.search.index.kept_rules import KeptRules
from bot.search.index.manifest import File
from bot.search.index.missing import (
    WHOLE,
    Absence,
    Kept,
    MissingFolders,
    absence_of,
    found_in,
    leaves_nothing,
    note_mounts,
    without_mounts,
)
from bot.search.index.ownership import taken_ids
from bot.search.index.progress import Progress
from bot.search.index.report import TakenUp, UpdatedFiles
from bot.search.index.seals import DamagedError, means_damage

__all__ = ["Progress", "Store"]

_log = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds that an update waits for another process to finish its own."""
_EMPTIED = "emptied"
"""Where the manifest has that there were articles in it once."""


class Place(NamedTuple):
    """An index: its folder, and the name of what was committed there last when it was read."""

    folder: Path
    commit: str


class Store:
    """Safe for threads: questions read snapshots while one update at a time prepares the next."""

    def __init__(self, knowledge: Path, folder: Path | None = None, engine: Engine = TANTIVY) -> None:
        self.knowledge = knowledge
        self.unwritten = ""
        """Why the index could not be written at the start, which went on with the old one."""
        self._place = IndexFolder(knowledge, folder, engine)
        self._mutex = Lock()
        self._generation: Generation | None = None
        self._snapshot: Snapshot | None = None
        self._unread: tuple[Problem, ...] = ()
        self._unusable: Exception | None = None
        self._missing = MissingFolders(knowledge)
        self._rules = KeptRules(knowledge, self._place)

    @classmethod
    def open(cls, knowledge: Path, folder: Path | None = None, engine: Engine = TANTIVY) -> Self:
        """The store of a knowledge folder, with the index of the last time if there is one.

        :param folder: where the index lives; see `folder_for` where None.
        :param engine: what keeps it.
        """
        store = cls(knowledge, folder, engine)
        store._follow()
        return store

    @property
    def folder(self) -> Path:
        """Where the index is written."""
        return self._place.path

    @property
    def where(self) -> str:
        """Where the index is kept, for people."""
        return self._place.where

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
    def place(self) -> Place:
        """Where what is answered from lies. Raises LookupError before there is any."""
        if self._generation is None:
            raise LookupError("no index has been built yet")
        return Place(self._generation.folder, self._generation.commit)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong in the knowledge files, by path and line."""
        if not self._generation:
            return self._unread
        files, attention = self._generation.manifest.files, self._generation.manifest.needs_attention
        inside = (problem for file in attention.values() for problem in file.problems)
        gone = (one for one in self.rules.problems(files) if not self._is_missing(one.path))
        found = [*self._unread, *inside, *gone, *taken_ids(files, attention)]
        return tuple(sorted(found, key=lambda problem: (problem.path, problem.line)))

    def _is_missing(self, path: str) -> bool:
        """Whether a file has vanished at once with many others, which is told by itself."""
        return any((self.knowledge / path).is_relative_to(each.folder) for each in self.missing)

    @property
    def rules(self) -> CollectionRules:
        """Who may see which folder, at the moment."""
        return self._rules.in_force()

    def release(self, folder: str) -> None:
        """Let go of the last rule of a folder whose `collection.yaml` is gone.

        :raises FolderError: the knowledge folder cannot be read.
        :raises NoRuleError: there is no such rule.
        :raises BusyError: another process is writing the index.
        :raises StorageError: the rules cannot be kept.
        """
        found = scan(self.knowledge)
        with self._mutex, self._writing() as alone:
            if not alone:
                raise BusyError(self.folder)
            try:
                self._rules.release(folder, found)
            except KeyError:
                raise NoRuleError(folder) from None
            if self._generation:
                self._generation.publish(self.rules)

    def articles_of(self, rule: Rule) -> int:
        """How many articles a rule counts for."""
        files = self._files() or {}
        return sum(len(file.indexed) for path, file in files.items() if self.rules.of(path) == rule)

    @property
    def built(self) -> datetime | None:
        """When the index last changed, in UTC."""
        return self._generation.built if self._generation else None

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What has vanished at once, and is kept as it was."""
        return self._missing.now

    @property
    def emptied(self) -> bool:
        """Whether nothing is known any more, and that is meant."""
        about = self._generation.manifest.about if self._generation else {}
        return bool(self._snapshot and not self._snapshot.articles and _EMPTIED in about)

    def disk(self) -> int:
        """Bytes that the index's folder takes."""
        return self._place.size()

    def start(self, progress: Callable[[Progress], None] | None = None) -> Reload:
        """The first update; where the index cannot be written, the old one is answered from.

        Raises what `update` raises.
        """
        try:
            return self.update(progress)
        except StorageError as error:
            if self._snapshot is None:
                raise
            found = scan(self.knowledge)
            self._rules.take(found, keep=False)
            changes = self._changes(found)
            count = len({*changes.added, *changes.changed, *changes.removed})
            if count:
                self.unwritten = str(error)
                _log.warning("%s Files whose changes are not known for that: %d.", error, count)
            return Reload(problems=self.problems, unwritten=self.unwritten)

    def update(
        self, progress: Callable[[Progress], None] | None = None, *, confirmed: bool = False
    ) -> Reload:
        """Bring the index to what the knowledge folder holds now; questions see the old until it is done.

        Where all articles, or all of a file system that was mounted in the folder, have vanished at once,
        they are kept as they were.

        :param confirmed: whether that is known to be meant, and they are to go.
        :raises FolderError: the knowledge folder cannot be read, and nothing is known of it.
        :raises BusyError: another process is building the index, and there is none to read yet.
        :raises StorageError: the index cannot be written.
        """
        started = time.monotonic()
        absence = absence_of(self.knowledge)
        confirmed = confirmed and not (absence and absence.lack is Lack.UNREADABLE)
        alone = True
        with self._mutex:
            before = self._held()
            if absence and not confirmed and self._keeps(absence):
                done = with_others(UpdatedFiles(), before, self._held(), self._held())
            else:
                with self._writing(absence, confirmed=confirmed) as alone:
                    found = found_in(self.knowledge, meant=confirmed)
                    # Who may see what is settled before anything is read that the rules are about.
                    self._rules.take(found, keep=alone)
                    generation = self._follow()
                    followed = self._held()._replace(generation=generation)
                    done = (
                        self._write(found, generation, progress, confirmed=confirmed)
                        if alone
                        else self._read()
                    )
                    done = with_others(done, before, followed, self._held())
            self.unwritten = ""
        return done.reload(
            self._attention(),
            self.problems,
            time.monotonic() - started,
            waiting=not alone,
            missing=self.missing,
        )

    def _keeps(self, absence: Absence) -> bool:
        """Whether what is known is kept as it was, for nothing of it is to be had: a fault, not news."""
        self._rules.recall()
        self._follow()
        if self._generation is None or self._snapshot is None or not self._snapshot.articles:
            return False
        self._missing.note({WHOLE: (absence, self._snapshot.articles)}, self._generation.manifest)
        return True

    @contextmanager
    def _writing(self, absence: Absence | None = None, *, confirmed: bool = False) -> Iterator[bool]:
        """Whether nobody else writes the index meanwhile.

        :raises FolderError: there is no knowledge to be read, and that is not `confirmed`.
        :raises StorageError: for what comes of writing.
        """
        if absence and absence.error:
            if not confirmed:
                raise absence.error
            self._place.leave_knowledge()
        with self._place.alone(PATIENCE) as alone:
            yield alone

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
        found = scan(self.knowledge)
        with self._mutex, self._writing() as alone:
            if not alone:
                raise BusyError(self.folder)
            self._rules.take(found, keep=True)
            self._build(found, None)
            return self._place.others(self._generation.folder if self._generation else None)

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
        with self._mutex, self._writing() as alone:
            try:
                self._use(self._place.newest())
            except (*DAMAGE, UnusableError) as error:
                if not alone:
                    raise BusyError(self.folder) from error
                if absence := absence_of(self.knowledge):
                    raise absence.error or FolderError(self.knowledge, "there is no file in it") from error
                _log.warning("The index in %s is damaged (%s) and is built anew.", self.folder, error)
                found = scan(self.knowledge)
                self._rules.take(found, keep=True)
                self._build(found, None)

    def files_of(self, article: str) -> dict[str, frozenset[str]]:
        """The files (by their paths in the knowledge folder) in which the article with this id stands.

        Each with all articles that it holds, or held before it was broken.
        """
        files = self._files() or {}
        held = {path: frozenset((*file.indexed, *file.declared)) for path, file in files.items()}
        return {path: articles for path, articles in held.items() if article in articles}

    def contents(self) -> tuple[Snapshot, dict[str, int]]:
        """The snapshot, and of each article in it a hash of its content; waits for an update to be over.

        Raises LookupError before there is any.
        """
        with self._mutex:
            files = self._files() or {}
            return self.snapshot, {
                article: content for file in files.values() for article, content in file.indexed.items()
            }

    def paths_in(self, problem: Problem) -> Iterator[str]:
        """The files that a problem tells of: its own, and those that it names beside it."""
        told = f"{problem.what} {problem.mend}"
        yield problem.path
        yield from (path for path in self._files() or {} if path in told)

    def articles_in(self, path: str) -> frozenset[str]:
        """The articles that the index has of a file."""
        file = (self._files() or {}).get(path)
        return frozenset(file.indexed if file else ())

    def articles_inside(self, folder: Path) -> frozenset[str]:
        """The articles that the index has of the files in a folder."""
        paths = (path for path in self._files() or {} if folder in (self.knowledge / path).parents)
        return frozenset(article for path in paths for article in self.articles_in(path))

    def may_be_held_back(self, path: str) -> bool:
        """Whether a file of which nothing is indexed, as of a broken one, speaks of an embargo."""
        return not self.articles_in(path) and speaks_of_embargo(self.knowledge / path)

    def _read(self) -> UpdatedFiles:
        """Somebody else writes: read what there is."""
        if self._generation is None:
            raise BusyError(self.folder)
        return UpdatedFiles()

    def _write(
        self,
        found: Scan,
        generation: Generation | None,
        progress: Callable[[Progress], None] | None,
        *,
        confirmed: bool,
    ) -> UpdatedFiles:
        self._unread = found.problems
        kept: Kept = {}
        if generation and not confirmed:
            found, kept = without_mounts(found, generation.manifest)
        changes = self._changes(found) if generation else FileChanges(added=tuple(sorted(found.files)))
        had = self._snapshot.articles if self._snapshot else 0
        if had and not confirmed and leaves_nothing(self.knowledge, self._files() or {}, found, changes):
            kept, done = {WHOLE: (Absence(Lack.EMPTY), had)}, UpdatedFiles()
        else:
            done = self._apply(generation, found, changes, progress)
        if self._generation:
            note_mounts(found, kept, self._generation.manifest)
            self._missing.note(kept, self._generation.manifest)
        return done

    def _changes(self, found: Scan) -> FileChanges:
        known = {path: file.known for path, file in (self._files() or {}).items()}
        return compare(self.knowledge, found, known)

    def _apply(
        self,
        generation: Generation | None,
        found: Scan,
        changes: FileChanges,
        progress: Callable[[Progress], None] | None,
    ) -> UpdatedFiles:
        if generation is None:
            if self._unusable:
                _log.warning("The index is built anew: %s.", self._unusable)
            return self._build(found, progress)
        if generation.writable:
            generation.touch(changes.touched, found)
        if not changes:
            return UpdatedFiles()
        if not generation.writable:
            return self._build(found, progress)
        try:
            done = generation.apply(self.knowledge, found, changes, progress, self.rules)
            before, self._snapshot = self._snapshot, generation.snapshot(self._rules.in_force)
            if before:
                done = compared(done, before, self._snapshot)
                generation.journal(done.entries)
                self._note_emptied(had=bool(before.articles))
        except BaseException as error:
            if not means_damage(error):
                raise
            _log.warning("The index in %s is damaged (%s) and is built anew.", generation.folder, error)
            return self._build(found, progress)
        return done

    def _build(self, found: Scan, progress: Callable[[Progress], None] | None) -> UpdatedFiles:
        """Build the whole index aside and put it into use when it is complete."""
        had = bool(self._snapshot and self._snapshot.articles)
        generation, done = self._place.build(self.knowledge, found, progress, self.rules)
        self._use(generation)
        self._note_emptied(had=had)
        self._place.remove_others(generation.folder)
        return done

    def _note_emptied(self, *, had: bool) -> None:
        """Note where an update that was meant has left nothing of what there was."""
        if self._generation and had and not self.snapshot.articles:
            self._generation.manifest.save({}, about={_EMPTIED: "yes"})

    def _follow(self) -> Generation | None:
        """The index in use, opened if another process has put it there; None where there is no usable one."""
        try:
            used = self._place.in_use()
            generation = self._generation
            if generation is None or generation.folder != used or generation.has_moved:
                self._use(self._place.newest())
            elif not generation.refresh():
                generation.check()
            elif generation.writable:
                self._snapshot = generation.snapshot(self._rules.in_force)
                generation.check()
            else:
                self._use(self._place.newest())
        except (*DAMAGE, UnusableError) as error:
            self._unusable = None if isinstance(error, FileNotFoundError) else error
            return None
        return self._generation

    def _use(self, generation: Generation) -> None:
        snapshot = generation.snapshot(self._rules.in_force)
        if self._generation:
            self._generation.close()
        self._generation, self._snapshot = generation, snapshot

    def _held(self) -> Held:
        return Held(self._generation, self._snapshot, self._files())

    def _files(self) -> Mapping[str, File] | None:
        """The files of the index in use; another object wherever they were read or written since."""
        return self._generation.manifest.files if self._generation else None

    def _attention(self) -> Mapping[str, File]:
        return self._generation.manifest.needs_attention if self._generation else {}
