"""One index with its manifest in a folder of its own."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple, Self
from weakref import finalize

import tantivy

from bot.knowledge import PEOPLE_FILE, CollectionRules, FileChanges, Scan, stated_from_json, stated_to_json
from bot.names import PersonEntry, Register
from bot.search.index.manifest import Manifest
from bot.search.index.ownership import IdOwners, IdResolver
from bot.search.index.prepare import Prepared, prepare
from bot.search.index.progress import Progress
from bot.search.index.report import UpdatedFiles
from bot.search.index.schema import VERSION, build_schema, register_analyzers
from bot.search.index.seals import (
    MANAGED,
    META,
    TRIES,
    DamagedError,
    Stamp,
    check_files,
    damage_told,
    is_panic,
    is_touched,
    stamps,
)
from bot.search.index.snapshot import TantivySnapshot
from bot.search.index.workers import MANY, WorkerPool
from bot.text import file_digest

FORMAT = f"{VERSION} / tantivy {version('tantivy')}"
"""An index of another format is built anew."""


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
_FORMAT, _BUILT, _PEOPLE, _LIST = "format", "built", "people", "list"
_LOCK = ".lock"
"""Ends the names of the locks that the index's library makes."""
_NOBODY = "[]"
"""A list of persons with nobody in it."""


DAMAGE = (DamagedError, sqlite3.DatabaseError, ValueError, OSError)
"""What a damaged index raises, beside panics."""


class UnusableError(Exception):
    """The folder holds no index that this program can use: none, a damaged one, or one of another format."""


class Generation:
    """A folder with an index and the manifest of what is in it."""

    def __init__(
        self,
        folder: Path,
        index: tantivy.Index,
        manifest: Manifest,
        links: Path | None = None,
    ) -> None:
        self.folder = folder
        self.manifest = manifest
        self._remove_links = finalize(self, shutil.rmtree, links, ignore_errors=True) if links else None
        self._index = _ready(index)
        self._owners: IdOwners | None = None
        self._register: Register | None = None
        self._stamps: Mapping[Path, Stamp] = {}
        self.commit = ""
        """Names what the last snapshot was made of; another name wherever that is something else."""

    @classmethod
    def create(cls, folder: Path) -> Self:
        """An empty index in a new folder."""
        folder.mkdir(parents=True)
        return cls(folder, tantivy.Index(build_schema(), path=str(folder)), Manifest(folder))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The finished index in a folder, after a look at every byte of it. Raises UnusableError."""
        try:
            manifest = Manifest(folder)
        except DAMAGE as error:
            raise UnusableError(f"{folder} is damaged: {error}") from error
        try:
            if manifest.about.get(_FORMAT) != FORMAT:
                raise UnusableError(f"{folder} is of another format")
            # Before the library sees it: what it does with damaged files ends the program at times.
            check_files(folder)
            _check_list(folder, manifest)
            if os.access(folder, os.W_OK):
                return cls(folder, tantivy.Index.open(str(folder)), manifest)
            links = _linked(folder)
            try:
                return cls(folder, tantivy.Index.open(str(links)), manifest, links)
            except BaseException:
                shutil.rmtree(links, ignore_errors=True)
                raise
        except DAMAGE as error:
            manifest.close()
            raise UnusableError(f"{folder} is damaged: {error}") from error
        except BaseException as error:
            manifest.close()
            if is_panic(error):
                raise UnusableError(f"{folder} is damaged: {error}") from error
            raise

    @property
    def built(self) -> datetime | None:
        """When the index last changed, in UTC."""
        written = self.manifest.about.get(_BUILT)
        return datetime.fromisoformat(written) if written else None

    def close(self) -> None:
        """Let go of the manifest, and of what was needed to read the index."""
        self.manifest.close()
        if self._remove_links:
            self._remove_links()

    def snapshot(self, rules: Callable[[], CollectionRules]) -> TantivySnapshot:
        """The index as it is now; `rules` gives those of the moment.

        :raises DamagedError: it cannot be opened.
        """
        with damage_told():
            self.commit = self._reloaded()
            self._stamps = stamps(self.folder)
            return TantivySnapshot(self._index.searcher(), self._index.schema, self.register(), rules)

    def _reloaded(self) -> str:
        """Take up what was committed last, which other processes may do meanwhile; its name."""
        for _ in range(TRIES):
            name = commit_in(self.folder)
            self._index.reload()
            if commit_in(self.folder) == name:
                return name
        return ""

    @property
    def writable(self) -> bool:
        """Whether it could be written when it was opened."""
        return self.manifest.writable and self._remove_links is None

    @property
    def has_moved(self) -> bool:
        """Whether something else lies in its place by now, as after a backup was put back."""
        return self.manifest.has_moved

    @property
    def touched(self) -> bool:
        """Whether somebody wrote to files that the snapshot reads, which nobody should."""
        return is_touched(self._stamps)

    def check(self) -> None:
        """A quick look whether anybody but this program wrote to the index. Raises DamagedError."""
        _check_list(self.folder, self.manifest)
        if self.touched and self.is_damaged():
            raise DamagedError(f"somebody wrote to files in {self.folder}")

    def is_damaged(self) -> bool:
        """Whether a file is not as it was written; every byte is looked at."""
        try:
            check_files(self.folder)
        except (DamagedError, OSError):
            return True
        self._stamps = stamps(self.folder)
        return False

    def register(self) -> Register:
        """Who is who in the knowledge as it is now."""
        if self._register is None:
            spellings, near = self.manifest.roll.spellings(), self.manifest.roll.near()
            entries = _entries(self.manifest.about.get(_PEOPLE, _NOBODY))
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
    ) -> UpdatedFiles:
        """Bring the index to what the scan found."""
        files = self.manifest.files
        work = sorted({*changes.added, *changes.changed, *changes.removed})
        reading = [path for path in work if path in scan.files]
        owners, self._owners = self._owners or IdOwners(files), None
        resolver = IdResolver(files, owners, scan, lambda path: prepare(knowledge, path))
        try:
            if self.built:
                self.manifest.mark(work)
            people: dict[str, str] = {_PEOPLE: _NOBODY} if PEOPLE_FILE in changes.removed else {}
            with WorkerPool(knowledge, reading) as pool:
                read = _noting(_counted(pool.pages(), len(reading), progress), people)
                pages = resolver.resolve(work, read)
                register = self._write(pages, people, MANY_EDITS if len(reading) >= MANY else EDIT)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            about = {_FORMAT: FORMAT, _BUILT: now, _LIST: _list_digest(self.folder)}
            self.manifest.save(resolver.resolved, resolver.gone, about | people)
            self._register = register
        except BaseException:
            self.manifest.doubt()
            self._register = None
            raise
        self._owners = owners
        before = {path: files[path] for path in (*resolver.resolved, *resolver.gone) if path in files}
        return UpdatedFiles(before, resolver.resolved)

    def _write(
        self, pages: Iterable[tuple[str, Prepared | None]], people: Mapping[str, str], effort: Effort
    ) -> Register:
        """Replace what the index and the roll hold of these files, all at once.

        `people` has what the list of persons says where that changed, when the pages are read. Returns who is
        who now.
        """
        writer = self._index.writer(effort.memory, effort.threads)
        try:
            with self.manifest.transaction():
                for path, page in pages:
                    if self.built:  # also of what a damaged manifest has forgotten
                        writer.delete_documents_by_term("path", path)
                    for document in page.documents if page else ():
                        writer.add_json(document)
                    self.manifest.roll.replace(path, page.mentions if page else ())
                writer.commit()
                return self._settled(people)
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()

    def _settled(self, people: Mapping[str, str]) -> Register:
        """Who is who after the roll was written; all that a start needs of it is kept in one go with that."""
        roll, before = self.manifest.roll, self._register
        touched = roll.settle()
        entries = _entries(people.get(_PEOPLE) or self.manifest.about.get(_PEOPLE, _NOBODY))
        register = before.changed(touched, entries) if before else Register.of(roll.spellings(), entries)
        if before is None or register.near is not before.near:
            roll.keep(register.near)
        self.manifest.note(people)
        return register


def _linked(folder: Path) -> Path:
    """A folder of links to an index that cannot be written: the library makes a lock beside what it reads."""
    links = Path(mkdtemp(prefix="briefing-index-"))
    for file in folder.iterdir():
        if file.suffix != _LOCK:
            (links / file.name).symlink_to(file.absolute())
    return links


def commit_in(folder: Path) -> str:
    """Names what was committed last to the index in a folder."""
    return file_digest((folder / META).read_bytes())


def _list_digest(folder: Path) -> str:
    """The hash of what the library writes down about its files, which has no checksum of its own."""
    return file_digest(b"".join((folder / name).read_bytes() for name in (META, MANAGED)))


def _check_list(folder: Path, manifest: Manifest) -> None:
    """See that the index's lists of files are those that the last update left. Raises DamagedError."""
    for _ in range(TRIES):
        if manifest.marked or _list_digest(folder) == manifest.about.get(_LIST):
            return  # an update that was killed left marks, and they tell what to read again
        if not manifest.refresh():
            break  # nobody else is writing it just now
    raise DamagedError(f"{META} or {MANAGED} is not as it was written")


def _entries(stated: str) -> tuple[PersonEntry, ...]:
    return tuple(person.entry() for person in stated_from_json(stated))


def _ready(index: tantivy.Index) -> tantivy.Index:
    """An index just opened, made ready to be written and read."""
    register_analyzers(index)
    index.config_reader("manual")
    return index


def _noting(pages: Iterable[Prepared], people: dict[str, str]) -> Iterator[Prepared]:
    """The pages; what a good list of persons among them says is put into `people`, to be kept."""
    for page in pages:
        if page.path == PEOPLE_FILE and (page.good or page.stated is None):
            people[_PEOPLE] = stated_to_json(page.stated or ())
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
