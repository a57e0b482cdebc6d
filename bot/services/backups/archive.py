"""The archive: a zip file of settings, records and rules, with a manifest; read as a stranger's."""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, BinaryIO

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.text import UserError

FORMAT = 2
"""The number of this form of archive; a later form has a higher one."""
WITHOUT_RULES = 1
"""The number of an archive that has no rules of collections: older versions read it, too."""

MANIFEST, SETTINGS, RECORDS = "manifest.json", "settings.json", "records.sqlite"
RULES = "collections.json"
"""Only in archives of an installation that has collections."""
# Bytes of a manifest or of settings: some hundred times what either has.
_SMALL = 1_000_000
_PIECE = 1 << 20
# What zipfile and zlib say to an archive that is damaged.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, LookupError,
    ValueError, AttributeError, OSError,
)  # fmt: skip


class BackupError(UserError):
    """A backup cannot be written, or is none that can be restored; the sentence says why."""


class Packed(BaseModel):
    """One file of the archive: its size in bytes, and the SHA-256 of its content in hexadecimal digits."""

    model_config = ConfigDict(frozen=True)

    bytes: int
    sha256: str


class Manifest(BaseModel):
    """What an archive holds: when and by which version it was made, and its files by name.

    `revision` is the number of the last change that the tables of its records have seen.
    """

    model_config = ConfigDict(frozen=True)

    format: int
    made: datetime
    version: str
    revision: str
    files: dict[str, Packed]


class Archive:
    """An archive to read from; each file is checked against the manifest as it is read."""

    def __init__(self, path: Path, packed: zipfile.ZipFile) -> None:
        """:raises BackupError: it is damaged, no backup, or a newer version's."""
        self._path = path
        self._packed = packed
        with damage_told(path):
            self.manifest = self._manifest()

    def settings(self) -> dict[str, str]:
        """The settings by their variables.

        :raises BackupError: they are not what was packed.
        """
        with damage_told(self._path):
            read = json.loads(b"".join(self._pieces(SETTINGS, self.manifest.files[SETTINGS], _SMALL)))
            return {str(name): str(value) for name, value in read.items()}

    def rules(self) -> str:
        """The rules of collections as they were kept; "" where there were none.

        :raises BackupError: they are not what was packed.
        """
        if RULES not in self.manifest.files:
            return ""
        expected = self.manifest.files[RULES]
        with damage_told(self._path):
            return b"".join(self._pieces(RULES, expected, expected.bytes)).decode()

    def unpack_records(self, target: Path) -> None:
        """Write the records into a new file.

        :raises BackupError: they are not what was packed, or the file cannot be written.
        """
        expected = self.manifest.files[RECORDS]
        with damage_told(self._path), target.open("xb") as file:
            for piece in self._pieces(RECORDS, expected, expected.bytes):
                try:
                    file.write(piece)
                except OSError as error:
                    raise BackupError(f"{target.parent} cannot be written: {error.strerror}.") from error

    def _manifest(self) -> Manifest:
        names = self._packed.namelist()
        files = {SETTINGS, RECORDS, *({RULES} & set(names))}
        if sorted(names) != sorted((MANIFEST, *files)):
            raise BackupError(f"{self._path} is no backup of Briefing Bot.")
        text = b"".join(self._pieces(MANIFEST, None, _SMALL))
        number = json.loads(text).get("format")
        if isinstance(number, int) and number > FORMAT:
            raise BackupError(
                f"{self._path} was made by a newer version of Briefing Bot. Update the program first."
            )
        manifest = Manifest.model_validate_json(text)
        if manifest.files.keys() != files:
            raise BackupError(f"{self._path} is damaged: its manifest does not list its files.")
        return manifest

    def _pieces(self, name: str, expected: Packed | None, most: int) -> Iterator[bytes]:
        """The content of a file of at most so many bytes; at its end it is as `expected`, or nothing is."""
        digest, size = hashlib.sha256(), 0
        with self._packed.open(name) as file:
            while piece := file.read(_PIECE):
                size += len(piece)
                digest.update(piece)
                if size > most:
                    raise BackupError(f"{self._path} is damaged: {name} is larger than what was packed.")
                yield piece
        if expected and (size, digest.hexdigest()) != (expected.bytes, expected.sha256):
            raise BackupError(f"{self._path} is damaged: {name} is not what was packed.")


@contextmanager
def opened_archive(path: Path) -> Iterator[Archive]:
    """An archive to be read.

    :raises BackupError: it is none, is damaged, or is a newer version's.
    """
    # A pipe or device would have no end.
    if not path.is_file():
        raise BackupError(f"There is no backup file {path}.")
    try:
        packed = zipfile.ZipFile(path)
    except PermissionError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}.") from None
    except _DAMAGED as error:
        raise BackupError(f"{path} is no backup of Briefing Bot, or is damaged: {error}.") from error
    with packed:
        yield Archive(path, packed)


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """Say of a damaged archive that it is one.

    :raises BackupError: it is damaged.
    """
    try:
        yield
    except ValidationError:
        raise BackupError(f"{path} is damaged: its manifest cannot be read.") from None
    except _DAMAGED as error:
        raise BackupError(f"{path} is damaged: {error}.") from error


def pack(
    out: BinaryIO, texts: Mapping[str, str], records: Path, *, made: datetime, revision: str
) -> Manifest:
    """Write an archive; `texts` are its files beside the records, by name."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        files = {name: _packed_text(packed, name, text) for name, text in texts.items()}
        with records.open("rb") as file:
            files[RECORDS] = _packed_file(packed, file)
        manifest = Manifest(
            format=FORMAT if RULES in texts else WITHOUT_RULES,
            made=made,
            version=version("briefing-bot"),
            revision=revision,
            files=files,
        )
        packed.writestr(MANIFEST, manifest.model_dump_json(indent=2))
    return manifest


def _packed_text(packed: zipfile.ZipFile, name: str, text: str) -> Packed:
    content = text.encode()
    packed.writestr(name, content)
    return Packed(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())


def _packed_file(packed: zipfile.ZipFile, file: IO[bytes]) -> Packed:
    digest, size = hashlib.sha256(), 0
    entry = zipfile.ZipInfo(RECORDS)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with packed.open(entry, "w", force_zip64=True) as out:
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            out.write(piece)
    return Packed(bytes=size, sha256=digest.hexdigest())
