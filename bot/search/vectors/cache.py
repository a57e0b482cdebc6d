"""Vectors kept on disk by the content of their text, so that each text is encoded once.

A folder of files that only ever grow, one for each process that has written: nothing is locked, a killed
process loses at most the row at hand, and each row carries a checksum, so that damage costs a row and never
gives a wrong vector. Files of another encoder are removed. The folder is safe to delete at any time.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import uuid
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.models.encoder import DIMENSIONS

KEY_BYTES = 16
"""Bytes of a text's hash: two of a billion texts share one with a chance of 1 in 10^20."""

PACKED = np.dtype([("scale", "<f4"), ("whole", "i1", DIMENSIONS)])
"""A vector as `pack` writes it."""

ROW_BYTES = KEY_BYTES + PACKED.itemsize + 4
"""Bytes of a row: key, vector, checksum of both."""

MOST_BYTES = 150_000_000
"""Size of the folder at which it starts again: mostly vectors of texts that are gone."""

MOST_FILES = 16
"""Files, one for each run of the program that wrote, at which they are joined into one."""

Vectors = NDArray[np.float32]

log = logging.getLogger(__name__)


class VectorCache:
    """Vectors by text, for one encoder. Threads may share one, processes a folder.

    Whatever goes wrong with the files costs time, never an answer.

    :param folder: made on the first write.
    :param encoder: a name of the encoder that changes whenever its vectors do, such as its file's hash.
    """

    def __init__(self, folder: Path, encoder: str) -> None:
        self._folder = folder
        self._seed = hashlib.blake2b(encoder.encode(), digest_size=KEY_BYTES).digest()
        self._prefix = self._seed[:4].hex()
        self._own = self._new_file()
        self._lock = threading.Lock()
        self._packed: dict[bytes, bytes] | None = None

    def get(self, texts: Sequence[str]) -> tuple[Vectors, NDArray[np.bool_]]:
        """The vectors that are kept, (n, DIMENSIONS), and which rows those are; the other rows are 0."""
        keys = [self._key(text) for text in texts]
        with self._lock:
            packed = self._load()
            found = [packed.get(key) for key in keys]
        known = np.array([row is not None for row in found], dtype=np.bool_)
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        vectors[known] = unpack(b"".join(row for row in found if row is not None))
        return vectors, known

    def put(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keeps the vectors of the texts, in 8 bits a number."""
        rows = dict(zip(map(self._key, texts), pack(vectors), strict=True))
        with self._lock:
            self._load().update(rows)
            try:
                self._append(self._own, rows)
            except OSError as error:
                log.warning("%s: vectors are not kept for now (%s)", self._folder, error)
                self._own = self._new_file()  # what was half written must not shift the rows to come

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(
            text.encode(errors="surrogatepass"), digest_size=KEY_BYTES, key=self._seed
        ).digest()

    def _new_file(self) -> Path:
        return self._folder / f"{self._prefix}-{uuid.uuid4().hex}.vectors"

    def _append(self, path: Path, rows: dict[bytes, bytes]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(b"".join(_row(key, packed) for key, packed in rows.items()))

    def _load(self) -> dict[bytes, bytes]:
        """All sound rows, read once; tidies the folder on the way."""
        if self._packed is None:
            self._packed = {}
            try:
                self._packed.update(self._read())
            except OSError as error:
                log.warning("%s: kept vectors cannot be read (%s)", self._folder, error)
        return self._packed

    def _read(self) -> dict[bytes, bytes]:
        every = sorted(self._folder.glob("*.vectors"))
        files = [path for path in every if path.name.startswith(self._prefix)]
        if sum(path.stat().st_size for path in files) > MOST_BYTES:
            files = []
        rows: dict[bytes, bytes] = {}
        for path in files:
            rows.update(_sound_rows(path.read_bytes()))
        if len(files) > MOST_FILES:
            self._join(rows)
            files = []
        for path in set(every) - set(files):
            path.unlink(missing_ok=True)
        return rows

    def _join(self, rows: dict[bytes, bytes]) -> None:
        whole = self._new_file()
        aside = whole.with_suffix(".aside")
        self._append(aside, rows)
        aside.replace(whole)


def _row(key: bytes, packed: bytes) -> bytes:
    return key + packed + zlib.crc32(packed, zlib.crc32(key)).to_bytes(4, "little")


def _sound_rows(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Keys and packed vectors of the rows, but those whose checksum is wrong or that are cut short."""
    for start in range(0, len(content) - ROW_BYTES + 1, ROW_BYTES):
        row = content[start : start + ROW_BYTES]
        key, packed = row[:KEY_BYTES], row[KEY_BYTES:-4]
        if row == _row(key, packed):
            yield key, packed


def pack(vectors: Vectors) -> list[bytes]:
    """Each row as 8-bit integers behind their scale, a 32-bit float."""
    rows = np.empty(len(vectors), dtype=PACKED)
    rows["scale"] = np.maximum(np.abs(vectors).max(axis=1, initial=0), 1e-12) / 127
    rows["whole"] = np.rint(vectors / rows["scale"][:, None])
    return [row.tobytes() for row in rows]


def unpack(packed: bytes) -> Vectors:
    """The rows that `pack` wrote, one after the other; each number within half a step of its row."""
    rows = np.frombuffer(packed, dtype=PACKED)
    vectors: Vectors = rows["whole"].astype(np.float32)
    vectors *= rows["scale"][:, None]
    return vectors
