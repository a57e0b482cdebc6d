"""What the index knows of the knowledge files: a small SQLite file beside the index's own.

The index is committed first and the manifest after it. Files that are about to be written are marked before;
a mark that is found later tells of a killed update, and its file is read again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic_core import from_json

from bot.knowledge import NO_STAMP, EntryChanges, Known, Problem, Scan
from bot.search.frozen import cannot_be_written, frozen
from bot.search.index import roll
from bot.search.index.seals import DamagedError, check_seal, seal_of

NAME = "manifest.sqlite"
_UNKNOWN = "unknown"
"""The content's hash of a file that a killed update may or may not have written."""
_TABLES = """
create table if not exists about (key text primary key, value text not null, seal integer) without rowid;
create table if not exists file (
    path text primary key, size integer, written integer, changed integer, digest text, good integer,
    declared text, indexed text, problems text, seal integer, marked integer not null default 0
) without rowid;
create table if not exists journal (number integer primary key, changes text not null, seal integer);
"""
MOST_UPDATES = 1000
"""Updates of which the journal tells: more than editors make between two looks of the bot at it."""
_REVISION = "revision"
"""Counts the writes, so that a process sees that another one has written."""
_SAVE = "insert or replace into file values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
_NOTE = "insert or replace into about values (?, ?, ?)"
_MARK = """
insert into file (path, declared, indexed, problems, marked) values (?, '{}', '{}', '[]', 1)
on conflict (path) do update set marked = 1
"""


@dataclass(frozen=True, slots=True)
class File:
    """A knowledge file as last read, and what the index holds of it.

    `declared` maps the ids of the articles in the file to their lines; it is empty where the file has errors
    (`good` false). `indexed` maps the ids of its articles in the index to hashes of their content: those of
    the file as it is, of its last good version, or none.
    """

    known: Known
    good: bool
    declared: dict[str, int]
    indexed: dict[str, int]
    problems: tuple[Problem, ...] = ()

    @property
    def current(self) -> bool:
        """Whether the index holds the file as it is."""
        return self.good and self.indexed.keys() == self.declared.keys()

    @property
    def needs_attention(self) -> bool:
        """Whether it has problems, or the index does not hold it as it is."""
        return bool(self.problems) or not self.current

    def seen(self, path: str, scan: Scan) -> File:
        """The same content as a later scan found it."""
        return replace(self, known=Known.of(path, scan, self.known.digest))


class Manifest:
    """The files by path. One process writes at a time; the caller holds the index's lock meanwhile."""

    def __init__(self, folder: Path) -> None:
        """Open or make the manifest in a folder; one that cannot be written is only read.

        :raises sqlite3.DatabaseError: it is damaged.
        :raises DamagedError: what it holds is not what was written.
        """
        self.files: dict[str, File] = {}
        self.needs_attention: dict[str, File] = {}
        self.about: dict[str, str] = {}
        self.marked = False
        """Whether a killed update may or may not have written some files."""
        self._revision: int | None = None
        self._path = folder / NAME
        self._database, self.writable = _opened(self._path)
        self._file = _file_at(self._path)
        self.roll = roll.Roll(self._database)
        try:
            self._check()
            self.refresh()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @property
    def has_moved(self) -> bool:
        """Whether the file that is there is another one than is open, as after a folder was put back."""
        return _file_at(self._path) != self._file

    def refresh(self) -> bool:
        """Read all anew if another process has written since; returns whether."""
        revision = self._written()
        if revision == self._revision:
            return False
        self.files = dict(self._load())
        self.needs_attention = {path: file for path, file in self.files.items() if file.needs_attention}
        self.about = dict(_unsealed(self._database.execute("select key, value, seal from about")))
        self._revision = revision
        return True

    def doubt(self) -> None:
        """What is known may no longer hold: the next refresh reads it anew."""
        self._revision = None

    def mark(self, paths: Iterable[str]) -> None:
        """Note that the index is about to be written for these files."""
        with self.transaction():
            self._database.executemany(_MARK, ((path,) for path in paths))

    def save(
        self, files: Mapping[str, File], gone: Collection[str] = (), about: Mapping[str, str] | None = None
    ) -> None:
        """Keep what is now known of these files, forget those gone, and note facts about the index."""
        about = about or {}
        if not (files or gone or about):
            return
        with self.transaction():
            self._database.executemany("delete from file where path = ?", ((path,) for path in gone))
            self._database.executemany(_SAVE, (_row(path, file) for path, file in files.items()))
            self.note(about)
        noted = {**self.needs_attention, **files}
        self.needs_attention = {
            path: file for path, file in noted.items() if path not in gone and file.needs_attention
        }
        merged = {**self.files, **files}
        for path in gone:
            merged.pop(path, None)
        self.files = merged
        self.about = {**self.about, **about}

    def journal(self, changes: EntryChanges) -> None:
        """Note what an update made of entries, for those who were not there; what came is not told."""
        told = changes.model_copy(update={"came": ()})
        if told == EntryChanges():
            return
        with self.transaction():
            written = told.model_dump_json()
            added = "insert into journal (changes, seal) values (?, ?)"
            self._database.execute(added, (written, seal_of(written)))
            oldest = "delete from journal where number <= (select max(number) from journal) - ?"
            self._database.execute(oldest, (MOST_UPDATES,))

    def journal_since(self, number: int) -> tuple[tuple[EntryChanges, ...], int]:
        """What updates after that one made of entries, oldest first, and the number of the last."""
        rows = self._database.execute(
            "select number, changes, seal from journal where number > ? order by number", (number,)
        ).fetchall()
        for _, changes, seal in rows:
            check_seal(seal, changes)
        told = tuple(EntryChanges.model_validate_json(changes) for _, changes, _ in rows)
        return told, rows[-1][0] if rows else number

    def note(self, about: Mapping[str, str]) -> None:
        """Note facts about the index, inside a transaction."""
        rows = ((key, value, seal_of(key, value)) for key, value in about.items())
        self._database.executemany(_NOTE, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all that is written inside, or nothing where it raises."""
        self._database.execute("begin immediate")
        try:
            yield
            revision = self._written() + 1
            self.note({_REVISION: str(revision)})
        except BaseException:
            self._database.execute("rollback")
            raise
        self._database.execute("commit")
        if self._revision is not None:
            self._revision = revision

    def _written(self) -> int:
        """How often the manifest was written, by whomever."""
        found = self._database.execute("select value from about where key = ?", (_REVISION,)).fetchone()
        return int(found[0]) if found else 0

    def _check(self) -> None:
        """See that no row has got lost: a page can be damaged so that it seems to have fewer of them."""
        found = self._database.execute("pragma quick_check(1)").fetchone()
        if found != ("ok",):
            raise DamagedError(f"{NAME} is damaged")

    def _load(self) -> Iterator[tuple[str, File]]:
        self.marked = False
        for *row, seal, marked in self._database.execute("select * from file order by path"):
            path, size, written, changed, digest, good, declared, indexed, problems = row
            if marked:
                self.marked = True
                yield path, File(Known(NO_STAMP, _UNKNOWN), False, {}, {})
                continue
            check_seal(seal, *row)
            noted = tuple(Problem(**problem) for problem in from_json(problems))
            known = Known((size, written, changed), digest)
            yield path, File(known, bool(good), from_json(declared), from_json(indexed), noted)


def _opened(path: Path) -> tuple[sqlite3.Connection, bool]:
    """The database, with its tables, and whether it can be written."""
    database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        database.execute("pragma journal_mode = wal")
        database.execute("pragma synchronous = normal")
        database.executescript(_TABLES + roll.TABLES)
    except BaseException as error:
        database.close()
        if isinstance(error, sqlite3.OperationalError) and cannot_be_written(error) and path.exists():
            return frozen(path), False
        raise
    return database, True


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file is at a path; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _row(path: str, file: File) -> tuple[object, ...]:
    problems = json.dumps([problem.model_dump() for problem in file.problems])
    row = (
        path, *file.known.stamp, file.known.digest, int(file.good),
        json.dumps(file.declared), json.dumps(file.indexed), problems,
    )  # fmt: skip
    return (*row, seal_of(*row))


def _unsealed(rows: Iterable[tuple[str, str, int]]) -> Iterator[tuple[str, str]]:
    for key, value, seal in rows:
        check_seal(seal, key, value)
        yield key, value
