"""What keeps an index: tantivy in a folder of its own, by default."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from bot.search.index.generation import Generation
from bot.search.index.tantivy_generation import TantivyGeneration


class Engine(Protocol):
    """Makes and opens indexes.

    `prefix` begins the names of their folders; `pointer` is the file that names the one in use, replaced in
    one step when a new one is complete.
    """

    @property
    def prefix(self) -> str: ...

    @property
    def pointer(self) -> str: ...

    @property
    def place(self) -> str:
        """Where indexes are, for people; empty for the folders themselves."""

    def create(self, folder: Path) -> Generation:
        """An empty index, with its manifest in a new folder."""

    def open(self, folder: Path) -> Generation:
        """The finished index of a folder.

        :raises UnusableError: there is none, or it cannot be used.
        """


class _Tantivy:
    prefix = "index-"
    pointer = "current"
    place = ""

    def create(self, folder: Path) -> Generation:
        return TantivyGeneration.create(folder)

    def open(self, folder: Path) -> Generation:
        return TantivyGeneration.open(folder)


TANTIVY: Engine = _Tantivy()
