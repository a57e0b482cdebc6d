"""The folder in which a knowledge folder's indexes lie: which one is in use, and who writes."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.knowledge import CollectionRules, FileChanges, Scan
from bot.search.index.engine import TANTIVY, Engine
from bot.search.index.errors import StorageError
from bot.search.index.generation import Generation
from bot.search.index.location import beside, cached, folder_for
from bot.search.index.progress import Progress
from bot.search.index.report import UpdatedFiles
from bot.search.index.seals import is_panic
from bot.text import holding, write_whole

_LOCK = "lock.sqlite"


class IndexFolder:
    """`path` is where indexes are written.

    :param given: where; see `folder_for` where None.
    :param engine: what keeps the indexes themselves.
    """

    def __init__(self, knowledge: Path, given: Path | None, engine: Engine = TANTIVY) -> None:
        self._knowledge = knowledge
        self._engine = engine
        self._own = given is None
        self.path = given or folder_for(knowledge)

    @property
    def where(self) -> str:
        """Where the indexes themselves are, for people."""
        return self._engine.place or str(self.path)

    def leave_knowledge(self) -> None:
        """Write elsewhere if it was beside the knowledge, which is there no more."""
        if self._own:
            self.path = folder_for(self._knowledge)

    @contextmanager
    def alone(self, patience: float) -> Iterator[bool]:
        """Whether nobody else writes the index meanwhile, after a wait of up to so many seconds.

        :raises StorageError: for what comes of writing.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with holding(self.path / _LOCK, patience) as alone:
                yield alone
        except (OSError, sqlite3.OperationalError) as error:
            raise StorageError(self.path, str(error)) from error

    def in_use(self) -> Path:
        """The index in use. Raises OSError where there is none, ValueError for a damaged name."""
        try:
            return self._named_in(self.path)
        except OSError:
            # What was made beside the knowledge answers, too, where that can only be read by now.
            if not self._own or self.path == (own := beside(self._knowledge)):
                raise
            return self._named_in(own)

    def newest_of(self, name: str) -> Path | None:
        """The file of this name beside the indexes that was written last; None where there is none.

        The knowledge may have been read-only for a time, and the file been kept elsewhere then.
        """
        places = [beside(self._knowledge), cached(self._knowledge)] if self._own else [self.path]
        found = [
            (written, place / name) for place in places if (written := _written(place / name)) is not None
        ]
        return max(found)[1] if found else None

    def newest(self) -> Generation:
        """The index in use, opened anew. Raises UnusableError, or whatever DAMAGE names."""
        return self._engine.open(self.in_use())

    def build(
        self,
        knowledge: Path,
        found: Scan,
        progress: Callable[[Progress], None] | None,
        rules: CollectionRules,
    ) -> tuple[Generation, UpdatedFiles]:
        """Build a whole index aside, and put it into use when it is complete.

        :raises StorageError: the index's library cannot write it.
        """
        generation = self._engine.create(self.path / f"{self._engine.prefix}{secrets.token_hex(4)}")
        everything = FileChanges(added=tuple(sorted(found.files)))
        try:
            done = generation.apply(knowledge, found, everything, progress, rules)
        except BaseException as error:
            generation.discard()
            if isinstance(error, ValueError) or is_panic(error):  # the library's own, as for a full disk
                raise StorageError(self.path, str(error)) from error
            raise
        self._put_into_use(generation)
        return generation, done

    def _put_into_use(self, generation: Generation) -> None:
        """A power cut leaves the old one or this one, whole."""
        _flush(generation.folder)
        generation.put_into_use()
        write_whole(self.path / self._engine.pointer, generation.folder.name)
        _flush(self.path)

    def others(self, used: Path | None) -> tuple[Path, ...]:
        """The indexes that are not in use, as far as they are there."""
        return tuple(old for old in self.path.glob(f"{self._engine.prefix}*") if old != used)

    def remove_others(self, used: Path) -> None:
        """Delete the indexes that are not in use, as far as the system lets them be deleted."""
        for old in self.others(used):
            shutil.rmtree(old, ignore_errors=True)

    def size(self) -> int:
        """Bytes that it takes."""
        return sum(_size(Path(place) / name) for place, _, names in os.walk(self.path) for name in names)

    def _named_in(self, folder: Path) -> Path:
        return folder / (folder / self._engine.pointer).read_text(encoding="utf-8")


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


def _written(file: Path) -> int | None:
    """When a file was written, in nanoseconds; None where there is none to be had."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return None
