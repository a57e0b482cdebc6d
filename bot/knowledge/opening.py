"""The bytes of a knowledge file: of regular files only, within a limit, and without waiting for a writer."""

from __future__ import annotations

import os
import stat
from pathlib import Path

LARGEST_FILE = 16 * 2**20
"""Bytes: some 2,000 articles in one file."""
_FLAGS = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))
"""What was a file a moment ago may be a pipe by now: opening it must not wait either."""


class IrregularFileError(Exception):
    """A folder, pipe, socket or device: it is not opened."""


class TooLargeFileError(Exception):
    """A file of `size` bytes, more than are read."""

    def __init__(self, size: int) -> None:
        super().__init__(f"{size} bytes")
        self.size = size


def regular_bytes(path: Path) -> bytes:
    """All bytes of the regular file that a path leads to.

    :raises IrregularFileError: it leads to something else.
    :raises TooLargeFileError: there are more than `LARGEST_FILE`; no more than those were read.
    :raises OSError: the file cannot be read.
    """
    _check(path.stat())
    opened = os.open(path, _FLAGS)
    with os.fdopen(opened, "rb") as file:
        size = _check(os.fstat(opened))
        data = file.read(size + 1)
        if len(data) > size:  # it has grown, or its system tells no size
            data += file.read(LARGEST_FILE + 1 - len(data))
    if len(data) > LARGEST_FILE:
        raise TooLargeFileError(len(data))
    return data


def _check(status: os.stat_result) -> int:
    if not stat.S_ISREG(status.st_mode):
        raise IrregularFileError
    if status.st_size > LARGEST_FILE:
        raise TooLargeFileError(status.st_size)
    return status.st_size
