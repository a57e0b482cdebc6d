"""The program as the benchmarks use it, whichever version of it is installed."""

from __future__ import annotations

import importlib
import inspect
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class Product(ABC):
    """One folder of knowledge, opened by the installed version; a context manager.

    What versions call by different names is called here alone: the measurements never import the program.
    """

    def __init__(self, opened: Any) -> None:
        self.opened = opened

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.opened.close()

    @abstractmethod
    def ask(self, question: str) -> object:
        """Answer a question."""

    @abstractmethod
    def verify(self, quotation: str, speaker: str | None) -> Any:
        """The verdict on a quotation."""

    @abstractmethod
    def articles(self, words: str = "", limit: int = 25) -> list[str]:
        """Titles of articles that the words begin or stand in, completed while somebody types."""

    @abstractmethod
    def people(self, words: str = "", limit: int = 25) -> list[str]:
        """Names of people that the words begin or stand in, completed while somebody types."""

    def reload(self) -> object:
        """Take up what changed in the folder."""
        return self.opened.reload()

    def wait_for_vectors(self) -> None:
        """Return when every item has its vector."""
        self.opened.wait_for_vectors()

    def disk(self) -> int:
        """Bytes that the index takes."""
        return int(self.opened.status().disk)

    def bot(self, records: Path, pace: int) -> Any:
        """The bot of Discord, whose members may ask so many questions in half a minute."""
        settings = importlib.import_module("bot.settings").Settings(
            records=records, member_pace=pace, channel_pace=pace
        )
        return importlib.import_module("bot.chat").build_bot(settings, self.opened)


class _Services(Product):
    """From the version on that has `bot.services`."""

    def __init__(self, module: Any, knowledge: Path, index: Path, *, vectors: bool) -> None:
        super().__init__(module.Services.open(knowledge, index=index, vectors=vectors))
        self.module = module
        self.viewer = module.OPERATOR

    def disk(self) -> int:
        # Before there were collections, nobody was asked who looks.
        takes_viewer = "viewer" in inspect.signature(self.opened.status).parameters
        return int((self.opened.status(self.viewer) if takes_viewer else self.opened.status()).disk)

    def ask(self, question: str) -> object:
        return self.opened.ask(self.module.Request(question, self.viewer))

    def verify(self, quotation: str, speaker: str | None) -> Any:
        return self.opened.verify(quotation, speaker, self.viewer)

    def articles(self, words: str = "", limit: int = 25) -> list[str]:
        part = self.module.Part(0, limit)
        return [listed.title for listed in self.opened.articles(words, self.viewer, part).articles]

    def people(self, words: str = "", limit: int = 25) -> list[str]:
        part = self.module.Part(0, limit)
        return [speaker.name for speaker in self.opened.people(words, self.viewer, part).people]


class _Engine(Product):
    """Before there were services, one engine did all."""

    def __init__(self, module: Any, knowledge: Path, index: Path, *, vectors: bool) -> None:
        super().__init__(module.Engine.open(knowledge, index=index, vectors=vectors))

    def ask(self, question: str) -> object:
        return self.opened.ask(question)

    def verify(self, quotation: str, speaker: str | None) -> Any:
        return self.opened.verify(quotation, speaker)

    def articles(self, words: str = "", limit: int = 25) -> list[str]:
        return [listed.title for listed in self.opened.articles(words, limit=limit)]

    def people(self, words: str = "", limit: int = 25) -> list[str]:
        return [speaker.name for speaker in self.opened.people(words, limit=limit)]


def opened(knowledge: Path, index: Path, *, vectors: bool) -> Product:
    """The folder, opened by the version that is installed."""
    try:
        services = importlib.import_module("bot.services")
    except ModuleNotFoundError:
        return _Engine(importlib.import_module("bot.answering.engine"), knowledge, index, vectors=vectors)
    return _Services(services, knowledge, index, vectors=vectors)
