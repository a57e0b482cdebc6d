"""Whether the index still holds what was written: seals of rows and documents, checksums of whole files.

A disk, a copy or another program can change any byte. What is shown is checked when it is read, by the seal
that was written with it; tantivy's files have a checksum at their end, compared when they are opened.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

META = "meta.json"
MANAGED = ".managed.json"
"""tantivy's lists of the segments in use, and of all its files."""
_END = 8
"""Bytes at the very end of a file of tantivy's: the length of its footer, and the number that says so."""
_MAGIC = 1337
_FOOTER = re.compile(
    rb'\{"version":(\{"major":\d+,"minor":\d+,"patch":\d+,"index_format_version":\d+\}),"crc":(\d+)\}'
)
_BLOCK = 2**20
"""Bytes read at a time."""
TRIES = 5
"""Looks at a folder that another process is writing, until its list and its files are of one moment."""
_BITS = 63
"""Width of a seal: what SQLite holds as a number."""

Stamp = tuple[int, int]
"""Of a file that is written once: its size in bytes, and when it was written in nanoseconds."""


class DamagedError(Exception):
    """The index holds other bytes than were written."""


def seal_of(*fields: object) -> int:
    """What is stored beside some fields (texts, numbers, None) to know them again: 63 bits of their hash."""
    written = "\x1f".join(map(str, fields)).encode(errors="surrogatepass")
    digest = hashlib.blake2b(written, digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - _BITS)


def check_seal(seal: object, *fields: object) -> None:
    """Compare fields that were read with the seal that was stored beside them.

    :raises DamagedError: they are not what was written.
    """
    if seal != seal_of(*fields):
        raise DamagedError("what it holds is not what was written")


def means_damage(error: BaseException) -> bool:
    """Whether an error tells that the index's files are damaged; operational ones of SQLite may pass."""
    if isinstance(error, sqlite3.OperationalError):
        return False
    return isinstance(error, DamagedError | ValueError | sqlite3.DatabaseError) or is_panic(error)


def is_panic(error: BaseException) -> bool:
    """Whether the index's library gave up: its panics are no `Exception`, and their class has no address."""
    return type(error).__name__ == "PanicException"


@contextmanager
def damage_told() -> Iterator[None]:
    """What the index's library raises over damaged files, as DamagedError."""
    try:
        yield
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise DamagedError(str(error)) from error
    except BaseException as error:
        if is_panic(error):
            raise DamagedError(str(error)) from error
        raise


def check_files(folder: Path) -> None:
    """Compare every file that the index in a folder reads with the checksum at its end.

    :raises DamagedError: one differs, is cut short or is missing.
    :raises OSError: the folder or a file cannot be read.
    """
    for _ in range(TRIES):
        before = (folder / META).read_bytes()
        try:
            if len({_checked_version(file) for file in _segment_files(folder, before)}) > 1:
                raise DamagedError("its files name several versions")
        except (DamagedError, FileNotFoundError):
            # Another process may have merged segments meanwhile, and deleted those it merged.
            if (folder / META).read_bytes() != before:
                continue
            raise
        return


def stamps(folder: Path) -> dict[Path, Stamp]:
    """The files of the segments in use with their stamps; none where the list cannot be read."""
    try:
        return {file: _stamp(file) for file in _segment_files(folder, (folder / META).read_bytes())}
    except (OSError, DamagedError):
        return {}


def is_touched(known: Mapping[Path, Stamp]) -> bool:
    """Whether somebody wrote to one of these files, which are written once.

    Deleted ones do not count: a segment that was merged is read on until its snapshot is let go of.
    """
    for file, stamp in known.items():
        try:
            if _stamp(file) != stamp:
                return True
        except OSError:
            continue
    return False


def _stamp(file: Path) -> Stamp:
    status = file.stat()
    return status.st_size, status.st_mtime_ns


def _segment_files(folder: Path, meta: bytes) -> Iterator[Path]:
    try:
        named = {segment["segment_id"].replace("-", "") for segment in json.loads(meta)["segments"]}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedError(f"{META} cannot be read") from error
    found = [file for file in folder.iterdir() if file.name.partition(".")[0] in named]
    if {file.name.partition(".")[0] for file in found} != named:
        raise DamagedError("files are missing")
    yield from sorted(found)


def _checked_version(file: Path) -> bytes:
    """What a file of the index says of its version, after all its bytes were compared with its checksum."""
    size = file.stat().st_size
    with file.open("rb") as opened:
        opened.seek(max(0, size - _END))
        end = opened.read(_END)
        footer = int.from_bytes(end[:4], "little")
        if len(end) < _END or int.from_bytes(end[4:], "little") != _MAGIC or footer > size - _END:
            raise DamagedError(f"{file.name} is cut short")
        opened.seek(size - _END - footer)
        written = opened.read(footer)
        opened.seek(0)
        crc, left = 0, size - _END - footer
        while left > 0 and (block := opened.read(min(_BLOCK, left))):
            crc, left = zlib.crc32(block, crc), left - len(block)
    found = _FOOTER.fullmatch(written)
    if found is None or left or crc != int(found[2]):
        raise DamagedError(f"{file.name} is not as it was written")
    return found[1]
