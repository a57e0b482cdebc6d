"""The program as the benchmarks use it, whichever version of it is installed."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class Product:
    """One folder of knowledge, opened by the installed version; a context manager.

    What versions call by different names is called here alone: the measurements never import the program.
    """

    def __init__(self, knowledge: Path, index: Path, *, vectors: bool) -> None:
        try:
            opened = importlib.import_module("bot.services.desk").Desk
        except ModuleNotFoundError:  # before there were services
            opened = importlib.import_module("bot.answering.engine").Engine
        self._opened: Any = opened.open(knowledge, index=index, vectors=vectors)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def ask(self, question: str) -> object:
        """Answer a question."""
        return self._opened.ask(question)

    def verify(self, quotation: str, speaker: str | None) -> Any:
        """The verdict on a quotation."""
        return self._opened.verify(quotation, speaker)

    def articles(self, words: str = "", limit: int = 25) -> list[str]:
        """Titles of articles that the words begin or stand in, completed while somebody types."""
        return [listed.title for listed in self._opened.articles(words, limit=limit)]

    def people(self, words: str = "", limit: int = 25) -> list[str]:
        """Names of people that the words begin or stand in, completed while somebody types."""
        return [speaker.name for speaker in self._opened.people(words, limit=limit)]

    def reload(self) -> object:
        """Take up what changed in the folder."""
        return self._opened.reload()

    def wait_for_vectors(self) -> None:
        """Return when every item has its vector."""
        self._opened.wait_for_vectors()

    def disk(self) -> int:
        """Bytes that the index takes."""
        return int(self._opened.status().disk)

    def bot(self, records: Path, pace: int) -> Any:
        """The bot of Discord, whose members may ask so many questions in half a minute."""
        settings = importlib.import_module("bot.settings").Settings(
            records=records, member_pace=pace, channel_pace=pace
        )
        return importlib.import_module("bot.chat").build_bot(settings, self._opened)
