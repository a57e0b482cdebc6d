"""One index with its manifest in a folder of its own."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple, Self

import tantivy

from bot.knowledge import PEOPLE_FILE, FileChanges, Scan, stated_from_json, stated_to_json
from bot.names import PersonEntry, Register, Spelling
from bot.search.index.manifest import Manifest
from bot.search.index.ownership import IdOwners, IdResolver
from bot.search.index.prepare import Prepared, prepare
from bot.search.index.progress import Progress
from bot.search.index.report import UpdatedFiles
from bot.search.index.schema import VERSION, build_schema, register_analyzers
from bot.search.index.snapshot import TantivySnapshot
from bot.search.index.workers import MANY, WorkerPool

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
_FORMAT, _BUILT, _PEOPLE = "format", "built", "people"


Touched = Mapping[str, Spelling | None]
"""Spellings of names as an update left them; None where nobody has one any more."""


class UnusableError(Exception):
    """The folder holds no index that this program can use: none, a damaged one, or one of another format."""


class Generation:
    """A folder with an index and the manifest of what is in it."""

    def __init__(self, folder: Path, index: tantivy.Index, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        self._index = _ready(index)
        self._owners: IdOwners | None = None
        self._register: Register | None = None

    @classmethod
    def create(cls, folder: Path) -> Self:
        """An empty index in a new folder."""
        folder.mkdir(parents=True)
        return cls(folder, tantivy.Index(build_schema(), path=str(folder)), Manifest(folder))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The finished index in a folder. Raises UnusableError."""
        try:
            manifest = Manifest(folder)
        except (sqlite3.DatabaseError, ValueError, OSError) as error:
            raise UnusableError(f"{folder} is damaged: {error}") from error
        try:
            if manifest.about.get(_FORMAT) != FORMAT:
                raise UnusableError(f"{folder} is of another format")
            return cls(folder, tantivy.Index.open(str(folder)), manifest)
        except (sqlite3.DatabaseError, ValueError, OSError) as error:
            manifest.close()
            raise UnusableError(f"{folder} is damaged: {error}") from error
        except BaseException:
            manifest.close()
            raise

    @property
    def built(self) -> datetime | None:
        """When the index last changed, in UTC."""
        written = self.manifest.about.get(_BUILT)
        return datetime.fromisoformat(written) if written else None

    def close(self) -> None:
        """Let go of the manifest."""
        self.manifest.close()

    def snapshot(self) -> TantivySnapshot:
        """The index as it is now."""
        self._index.reload()
        return TantivySnapshot(self._index.searcher(), self._index.schema, self.register())

    def register(self) -> Register:
        """Who is who in the knowledge as it is now."""
        if self._register is None:
            self._register = Register.of(self.manifest.roll.spellings(), self._stated())
        return self._register

    def _stated(self) -> tuple[PersonEntry, ...]:
        """What the last good list of persons says."""
        return tuple(person.entry() for person in stated_from_json(self.manifest.about.get(_PEOPLE, "[]")))

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
            people: dict[str, str] = {_PEOPLE: "[]"} if PEOPLE_FILE in changes.removed else {}
            with WorkerPool(knowledge, reading) as pool:
                read = _noting(_counted(pool.pages(), len(reading), progress), people)
                pages = resolver.resolve(work, read)
                touched = self._write(pages, MANY_EDITS if len(reading) >= MANY else EDIT)
            about = {_FORMAT: FORMAT, _BUILT: datetime.now(UTC).isoformat(timespec="seconds")}
            self.manifest.save(resolver.resolved, resolver.gone, about | people)
            if self._register:
                self._register = self._register.changed(touched, self._stated())
        except BaseException:
            self.manifest.doubt()
            self._register = None
            raise
        self._owners = owners
        before = {path: files[path] for path in (*resolver.resolved, *resolver.gone) if path in files}
        return UpdatedFiles(before, resolver.resolved)

    def _write(self, pages: Iterable[tuple[str, Prepared | None]], effort: Effort) -> Touched:
        """Replace what the index and the roll hold of these files, all at once.

        Returns the spellings of names that this touched, as they are now.
        """
        files = self.manifest.files
        writer = self._index.writer(effort.memory, effort.threads)
        try:
            with self.manifest.transaction():
                for path, page in pages:
                    if path in files:
                        writer.delete_documents_by_term("path", path)
                    for document in page.documents if page else ():
                        writer.add_json(document)
                    self.manifest.roll.replace(path, page.mentions if page else ())
                writer.commit()
                return self.manifest.roll.settle()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()


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
