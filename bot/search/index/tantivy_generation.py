"""An index of tantivy's in its folder, beside its manifest: the embedded default."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp
from typing import Self
from weakref import finalize

import tantivy

from bot.knowledge import CollectionRules
from bot.names import Register
from bot.search.index.generation import DAMAGE, FORMAT_KEY, Effort, Generation, UnusableError
from bot.search.index.manifest import Manifest
from bot.search.index.prepare import Prepared
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
from bot.text import file_digest

FORMAT = f"{VERSION} / tantivy {version('tantivy')}"
"""An index of another format is built anew."""
_LIST = "list"
_LOCK = ".lock"
"""Ends the names of the locks that the index's library makes."""


class TantivyGeneration(Generation):
    """A folder with an index and the manifest of what is in it."""

    def __init__(
        self,
        folder: Path,
        index: tantivy.Index,
        manifest: Manifest,
        links: Path | None = None,
    ) -> None:
        super().__init__(folder, manifest)
        self._remove_links = finalize(self, shutil.rmtree, links, ignore_errors=True) if links else None
        self._index = _ready(index)
        self._stamps: Mapping[Path, Stamp] = {}

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
            if manifest.about.get(FORMAT_KEY) != FORMAT:
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

    def close(self) -> None:
        super().close()
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

    def about(self) -> dict[str, str]:
        return {FORMAT_KEY: FORMAT, _LIST: _list_digest(self.folder)}

    def _write(
        self,
        pages: Iterable[tuple[str, Prepared | None]],
        people: Mapping[str, str],
        effort: Effort,
        rules: CollectionRules,
    ) -> Register:
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
                return self._settled(people)[0]
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()


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


def _ready(index: tantivy.Index) -> tantivy.Index:
    """An index just opened, made ready to be written and read."""
    register_analyzers(index)
    index.config_reader("manual")
    return index
