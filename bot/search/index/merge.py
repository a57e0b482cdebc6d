"""An index that several processes write at once: each its own part, and the parts joined without copying.

An index of tantivy is a folder of segments, files that never change and have random names, with two lists:
`meta.json` names the segments and `.managed.json` all files. Parts of one schema are joined by moving their
segments into one folder and their entries into its lists; tantivy's Python package has no call for it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy

from bot.search.index.schema import build_schema, register_analyzers

_SEGMENTS, _FILES = "meta.json", ".managed.json"


class Part:
    """An index in a folder of its own, for one process to write."""

    def __init__(self, folder: Path, memory: int) -> None:
        """`memory` bytes are filled before a segment is written."""
        folder.mkdir()
        index = tantivy.Index(build_schema(), path=str(folder))
        register_analyzers(index)
        self._writer = index.writer(memory, 1)

    def add(self, documents: Iterable[str]) -> None:
        """Add the documents of a file, each as JSON."""
        for document in documents:
            self._writer.add_json(document)

    def finish(self, without: Iterable[str]) -> None:
        """Write all to the disk, except for the documents of some files."""
        for path in without:
            self._writer.delete_documents_by_term("path", path)
        self._writer.commit()
        self._writer.wait_merging_threads()


def join(folder: Path, parts: Sequence[Path]) -> None:
    """Move the segments of finished parts into the index in a folder, and take the parts' folders away.

    Nobody may have the index open for writing; who has it open must open it anew.
    """
    index = _read(folder / _SEGMENTS)
    files = set(_read(folder / _FILES))
    for part in parts:
        written = _read(part / _SEGMENTS)
        index["segments"] += written["segments"]
        index["opstamp"] = max(index["opstamp"], written["opstamp"])
        files |= set(_read(part / _FILES))
    _replace(folder / _FILES, sorted(files))
    for part in parts:
        for file in _read(part / _FILES):
            if file != _SEGMENTS:
                (part / file).rename(folder / file)
        shutil.rmtree(part)
    _replace(folder / _SEGMENTS, index)


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _replace(file: Path, content: object) -> None:
    new = file.with_suffix(".new")
    new.write_text(json.dumps(content), encoding="utf-8")
    new.replace(file)
