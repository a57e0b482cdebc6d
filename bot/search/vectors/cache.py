"""Vectors kept on disk by the key of their sentence, so that each sentence is encoded once.

A table in SQLite beside the index. Several processes may share it, a killed one loses what it had not
written yet, and each row carries a checksum, so that damage costs time and never gives a wrong vector. Rows
of another encoder are removed. The file is safe to delete at any time: nothing is kept open between calls.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import sqlite3
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.models import DIMENSIONS
from bot.search.frozen import cannot_be_written, frozen
from bot.search.vectors.former import FORMER, read_former
from bot.search.vectors.packing import Vectors, pack, unpack

NAME = "vectors.sqlite"
PATIENCE = 10.0
"""Seconds that one process waits for another to finish its own writing."""
MOST_ROWS = 300_000
"""Rows, some 150 MB, at which the table starts again: mostly vectors of sentences that are gone."""
AT_ONCE = 500
"""Rows read by one statement."""

_TABLE = """
create table if not exists vector (
    encoder integer, sentence integer, packed blob not null, checksum integer not null,
    primary key (encoder, sentence)
) without rowid
"""
_KEPT = "select sentence, packed, checksum from vector where encoder = ? and sentence in ({})"

_PASSING = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_NOMEM,
}  # fmt: skip
"""Errors that say nothing against the file itself."""

log = logging.getLogger(__name__)


class VectorCache:
    """Vectors by the key of their sentence, for one encoder. Threads and processes may share a folder.

    Whatever goes wrong with the file costs time, never an answer.

    :param folder: where the file is made on the first write.
    :param encoder: a name of the encoder that changes whenever its vectors do, such as its file's hash.
    """

    def __init__(self, folder: Path, encoder: str) -> None:
        self._file = folder / NAME
        self._former = folder / FORMER
        self._name = encoder
        self._encoder = int.from_bytes(hashlib.blake2b(encoder.encode(), digest_size=4).digest(), "big")
        self._unsaved: dict[int, bytes] = {}
        self._tidy = False

    def get(self, sentences: Sequence[int]) -> tuple[Vectors, NDArray[np.bool_]]:
        """The vectors that are kept, (n, DIMENSIONS), and which rows those are; the other rows are 0.

        :param sentences: keys as `sentence_key` makes them.
        """
        rows = {**self._read(sentences), **self._unsaved}
        found = [rows.get(sentence) for sentence in sentences]
        known = np.array([row is not None for row in found], dtype=np.bool_)
        vectors = np.zeros((len(sentences), DIMENSIONS), dtype=np.float32)
        vectors[known] = unpack(b"".join(row for row in found if row is not None))
        return vectors, known

    def put(self, sentences: Sequence[int], vectors: Vectors) -> None:
        """Keep the vectors of these sentences, in 8 bits a number; in memory where they cannot be written."""
        rows = dict(zip(sentences, pack(vectors), strict=True))
        try:
            self._write(rows)
        except (sqlite3.DatabaseError, OSError) as error:
            self._unsaved |= rows
            self._give_way(error)

    @property
    def has_former(self) -> bool:
        """Whether files of the former format are still to be taken over."""
        return self._former.is_dir()

    def adopt(self, lines: Mapping[int, str]) -> None:
        """Take over vectors of these sentences, by key, from files of the former format, which then go."""
        kept = read_former(self._former, self._name, lines)
        if kept:
            self.put(list(kept), unpack(b"".join(kept.values())))
        shutil.rmtree(self._former, ignore_errors=True)

    def _read(self, sentences: Sequence[int]) -> dict[int, bytes]:
        if not self._file.exists():
            return {}
        try:
            with self._opened() as database:
                return dict(self._sound(database, sentences))
        except sqlite3.DatabaseError as error:
            if cannot_be_written(error):
                return self._read_frozen(sentences)
            self._give_way(error)
            return {}

    def _read_frozen(self, sentences: Sequence[int]) -> dict[int, bytes]:
        """The same from a file that cannot be written."""
        try:
            with closing(frozen(self._file)) as database:
                return dict(self._sound(database, sentences))
        except sqlite3.DatabaseError as error:
            log.warning("%s: vectors are made again (%s)", self._file, error)
            return {}

    def _sound(self, database: sqlite3.Connection, sentences: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """Keys and packed vectors of the rows, but those whose checksum is wrong."""
        for start in range(0, len(sentences), AT_ONCE):
            asked = sentences[start : start + AT_ONCE]
            query = _KEPT.format(",".join("?" * len(asked)))
            for sentence, packed, checksum in database.execute(query, (self._encoder, *asked)):
                if isinstance(packed, bytes) and checksum == self._checksum(sentence, packed):
                    yield sentence, packed

    def _write(self, rows: dict[int, bytes]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._opened() as database:
            database.executemany(
                "insert or replace into vector values (?, ?, ?, ?)",
                (
                    (self._encoder, sentence, packed, self._checksum(sentence, packed))
                    for sentence, packed in rows.items()
                ),
            )

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """The table, in a transaction; without rows of other encoders, and not too many of this one."""
        with closing(sqlite3.connect(self._file, timeout=PATIENCE)) as database, database:
            database.execute("pragma journal_mode = wal")
            database.execute("pragma synchronous = normal")
            database.execute(_TABLE)
            if not self._tidy:
                database.execute("delete from vector where encoder != ?", (self._encoder,))
                (rows,) = database.execute("select count(*) from vector").fetchone()
                if rows > MOST_ROWS:
                    database.execute("delete from vector")
                self._tidy = True
            yield database

    def _give_way(self, error: Exception) -> None:
        """Do without the file for now; where it is damaged, for ever."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if isinstance(error, OSError) or code in _PASSING:
            log.warning("%s: vectors are not kept for now (%s)", self._file, error)
            return
        log.warning("%s is damaged (%s); vectors are made again.", self._file, error)
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                self._file.with_name(self._file.name + ending).unlink(missing_ok=True)

    def _checksum(self, sentence: int, packed: bytes) -> int:
        return zlib.crc32(packed, zlib.crc32(b"%d %d" % (self._encoder, sentence)))


def forget_others(folder: Path, sentences: Collection[int]) -> None:
    """Delete the vectors of all sentences but these, whatever encoder made them, and overwrite them.

    :raises sqlite3.DatabaseError: the file cannot be written.
    """
    shutil.rmtree(folder / FORMER, ignore_errors=True)
    if not (folder / NAME).exists():
        return
    kept = set(sentences)
    with closing(sqlite3.connect(folder / NAME, timeout=PATIENCE)) as database:
        with database:
            database.execute(_TABLE)
            rows = database.execute("select encoder, sentence from vector").fetchall()
            gone = [row for row in rows if row[1] not in kept]
            database.executemany("delete from vector where encoder = ? and sentence = ?", gone)
        database.execute("vacuum")
        database.execute("pragma wal_checkpoint(truncate)")
