"""Vectors in a file that several processes map: one makes them there, the others read them as they come.

The file holds, one after the other: the keys of the sentences, their vectors, and which of them are made. It
lies beside the index that it belongs to, goes when its maker ends, and says nothing that the index and the
kept vectors do not say, too.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.models import DIMENSIONS

_NAME = "vectors-{}.map"
_BLOCK = 2**20
"""Bytes written at a time."""
_KEY = np.dtype(np.int64)
_NUMBER = np.dtype(np.float32)
_FLAG = np.dtype(np.bool_)

Keys = NDArray[np.int64]


class MapError(Exception):
    """A file is not there, or holds the vectors of other sentences."""


class Arrays(NamedTuple):
    """The vectors (n, DIMENSIONS) and which of them (n) are made."""

    vectors: NDArray[np.float32]
    ready: NDArray[np.bool_]

    @classmethod
    def empty(cls, count: int) -> Arrays:
        """Those of this process alone."""
        return cls(np.zeros((count, DIMENSIONS), dtype=_NUMBER), np.zeros(count, dtype=_FLAG))


def made_in(folder: Path, keys: Keys) -> tuple[Path, Arrays]:
    """A new file in a folder for the vectors of these sentences, none made yet; former ones go.

    :raises OSError: it cannot be written, as on a full disk.
    """
    remove_from(folder)
    path = folder / _NAME.format(secrets.token_hex(4))
    try:
        with path.open("wb") as file:
            file.write(keys.tobytes())
            # Written, not only made long: a page that the disk has no room for would end the process.
            for size in _blocks(_size(len(keys)) - keys.nbytes):
                file.write(bytes(size))
        return path, _arrays(path, len(keys), "r+")
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def opened(path: Path, keys: Keys) -> Arrays:
    """What another process makes in a file; it cannot be written here.

    :raises MapError: it is not there, or holds the vectors of other sentences.
    """
    try:
        if path.stat().st_size != _size(len(keys)):
            raise MapError(path)
        theirs = np.memmap(path, _KEY, "r", shape=(len(keys),))
        arrays = _arrays(path, len(keys), "r")
    except OSError as error:
        raise MapError(path) from error
    if not np.array_equal(theirs, keys):
        raise MapError(path)
    return arrays


def remove_from(folder: Path) -> None:
    """Delete the files of former processes; whoever has one mapped reads on."""
    for path in folder.glob(_NAME.format("*")):
        with suppress(OSError):
            path.unlink()


def _size(count: int) -> int:
    return count * (_KEY.itemsize + DIMENSIONS * _NUMBER.itemsize + _FLAG.itemsize)


def _arrays(path: Path, count: int, mode: Any) -> Arrays:
    start = count * _KEY.itemsize
    vectors = np.memmap(path, _NUMBER, mode, start, (count, DIMENSIONS))
    ready = np.memmap(path, _FLAG, mode, start + vectors.nbytes, (count,))
    # As plain arrays: a view of numpy's own class for files is slower at every step.
    return Arrays(np.asarray(vectors).view(np.ndarray), np.asarray(ready).view(np.ndarray))


def _blocks(size: int) -> Iterator[int]:
    while size > 0:
        yield min(size, _BLOCK)
        size -= _BLOCK
