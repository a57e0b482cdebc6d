"""One index with its manifest in a folder of its own, whatever engine keeps the index."""

from __future__ import annotations

import shutil
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from bot.knowledge import (
    PEOPLE_FILE,
    CollectionRules,
    EntryChanges,
    FileChanges,
    Scan,
    stated_from_json,
    stated_to_json,
)
from bot.names import PersonEntry, Register, Spelling
from bot.search.backend import Snapshot
from bot.search.index.manifest import Manifest
from bot.search.index.ownership import IdOwners, IdResolver
from bot.search.index.prepare import Prepared, prepare
from bot.search.index.progress import Progress
from bot.search.index.report import UpdatedFiles
from bot.search.index.seals import DamagedError
from bot.search.index.workers import MANY, WorkerPool


class Effort(NamedTuple):
    """What a writer may use: bytes of memory that are filled before a segment is written, and threads."""

    memory: int
    threads: int


EDIT = Effort(30_000_000, 1)
"""For a handful of files: the least memory that the writer takes, and one segment."""
MANY_EDITS = Effort(600_000_000, 1)
"""For an archive's: fewer and larger segments are faster to search, and the writer waits for documents, not
for a second thread. (Workers that write parts of their own, joined by moving tantivy's files, built 100,000
items on two cores 1.2 times as fast, and left a segment each.)"""
FORMAT_KEY = "format"
"""Where the manifest has the form of the index."""
_BUILT, PEOPLE = "built", "people"
NOBODY = "[]"
"""A list of persons with nobody in it."""

DAMAGE = (DamagedError, sqlite3.DatabaseError, ValueError, OSError)
"""What a damaged index raises, beside panics."""


class UnusableError(Exception):
    """The folder holds no index that this program can use: none, a damaged one, or one of another format."""


class Generation(ABC):
    """A folder with the manifest of what is in an index; the index itself is there, or elsewhere."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        self._owners: IdOwners | None = None
        self._register: Register | None = None
        self.commit = ""
        """Names what the last snapshot was made of, where other processes of this machine read it, too."""

    @property
    def built(self) -> datetime | None:
        """When the index last changed, in UTC."""
        written = self.manifest.about.get(_BUILT)
        return datetime.fromisoformat(written) if written else None

    def close(self) -> None:
        """Let go of the manifest, and of what was needed to read the index."""
        self.manifest.close()

    def discard(self) -> None:
        """Delete an index that was not finished."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @abstractmethod
    def snapshot(self, rules: Callable[[], CollectionRules]) -> Snapshot:
        """The index as it is now; `rules` gives those of the moment.

        :raises DamagedError: it cannot be opened.
        """

    @property
    @abstractmethod
    def writable(self) -> bool:
        """Whether it could be written when it was opened."""

    @property
    def has_moved(self) -> bool:
        """Whether something else lies in its place by now, as after a backup was put back."""
        return self.manifest.has_moved

    @property
    @abstractmethod
    def touched(self) -> bool:
        """Whether somebody wrote to what the snapshot reads, which nobody should."""

    @abstractmethod
    def check(self) -> None:
        """A quick look whether anybody but this program wrote to the index. Raises DamagedError."""

    @abstractmethod
    def is_damaged(self) -> bool:
        """Whether the index is not as it was written."""

    @abstractmethod
    def about(self) -> dict[str, str]:
        """What is kept of an index that was just written, by which it is known again."""

    def put_into_use(self) -> None:  # noqa: B027 -- an index of this machine needs no more
        """Let others read an index that is complete."""

    def journal(self, changes: EntryChanges) -> None:
        """Note what an update made of entries, for those who were not there."""
        self.manifest.journal(changes)

    def publish(self, rules: CollectionRules) -> None:  # noqa: B027 -- on this machine all have the files
        """Let others know who may see which folder, where they have not these rules' files."""

    def register(self) -> Register:
        """Who is who in the knowledge as it is now."""
        if self._register is None:
            spellings, near = self.manifest.roll.spellings(), self.manifest.roll.near()
            entries = entries_of(self.manifest.about.get(PEOPLE, NOBODY))
            self._register = Register(spellings, entries, near) if near else Register.of(spellings, entries)
        return self._register

    def refresh(self) -> bool:
        """See what another process has written since; returns whether it has."""
        if not self.manifest.refresh():
            return False
        self._owners = self._register = None
        return True

    def touch(self, paths: Iterable[str], scan: Scan) -> None:
        """Note new stamps of files whose content is as it was."""
        files = {path: self.manifest.files[path] for path in paths}
        self.manifest.save({path: file.seen(path, scan) for path, file in files.items()})

    def apply(
        self,
        knowledge: Path,
        scan: Scan,
        changes: FileChanges,
        progress: Callable[[Progress], None] | None,
        rules: CollectionRules,
    ) -> UpdatedFiles:
        """Bring the index to what the scan found; `rules` say who may see it."""
        files = self.manifest.files
        work = sorted({*changes.added, *changes.changed, *changes.removed})
        reading = [path for path in work if path in scan.files]
        owners, self._owners = self._owners or IdOwners(files), None
        resolver = IdResolver(files, owners, scan, lambda path: prepare(knowledge, path))
        try:
            if self.built:
                self.manifest.mark(work)
            people: dict[str, str] = {PEOPLE: NOBODY} if PEOPLE_FILE in changes.removed else {}
            with WorkerPool(knowledge, reading) as pool:
                read = _noting(_counted(pool.pages(), len(reading), progress), people)
                pages = resolver.resolve(work, read)
                effort = MANY_EDITS if len(reading) >= MANY else EDIT
                register = self._write(pages, people, effort, rules)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            about = {_BUILT: now, **self.about(), **people}
            self.manifest.save(resolver.resolved, resolver.gone, about)
            self._register = register
        except BaseException:
            self.manifest.doubt()
            self._register = None
            raise
        self._owners = owners
        before = {path: files[path] for path in (*resolver.resolved, *resolver.gone) if path in files}
        return UpdatedFiles(before, resolver.resolved)

    @abstractmethod
    def _write(
        self,
        pages: Iterable[tuple[str, Prepared | None]],
        people: Mapping[str, str],
        effort: Effort,
        rules: CollectionRules,
    ) -> Register:
        """Replace what the index and the roll hold of these files, all at once.

        `people` has what the list of persons says where that changed, when the pages are read. Returns who is
        who now.
        """

    def _settled(self, people: Mapping[str, str]) -> tuple[Register, Mapping[str, Spelling | None]]:
        """Who is who after the roll was written, and the spellings that this changed.

        All that a start needs of it is kept in one go with the roll.
        """
        roll, before = self.manifest.roll, self._register
        touched = roll.settle()
        entries = entries_of(self._stated(people))
        register = before.changed(touched, entries) if before else Register.of(roll.spellings(), entries)
        if before is None or register.near is not before.near:
            roll.keep(register.near)
        self.manifest.note(people)
        return register, touched

    def _stated(self, people: Mapping[str, str]) -> str:
        """What the list of persons says by now, as it is kept."""
        return people.get(PEOPLE) or self.manifest.about.get(PEOPLE, NOBODY)


def entries_of(stated: str) -> tuple[PersonEntry, ...]:
    """The entries of `people.yaml`, as they are kept."""
    return tuple(person.entry() for person in stated_from_json(stated))


def _noting(pages: Iterable[Prepared], people: dict[str, str]) -> Iterator[Prepared]:
    """The pages; what a good list of persons among them says is put into `people`, to be kept."""
    for page in pages:
        if page.path == PEOPLE_FILE and (page.good or page.stated is None):
            people[PEOPLE] = stated_to_json(page.stated or ())
        yield page


def _counted(
    pages: Iterable[Prepared], count: int, progress: Callable[[Progress], None] | None
) -> Iterator[Prepared]:
    started = time.monotonic()
    items = 0
    for number, page in enumerate(pages, 1):
        items += page.items
        yield page
        if progress:
            progress(Progress(number, count, items, time.monotonic() - started))
