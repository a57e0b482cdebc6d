"""What keeps the index from being made or brought up to date.

KnowledgeError (bot.knowledge.errors)
├── BusyError       another process is building the index and there is none to read yet
├── MendedError     the index was damaged while it was read, and is sound again
├── NoRuleError     a collection's rule is to be let go of that is none, or that its file still states
└── StorageError    there is no place where the index can be written
    └── WorkerError     a process that read knowledge files was killed
"""

from __future__ import annotations

from pathlib import Path

from bot.knowledge import KnowledgeError


class BusyError(KnowledgeError):
    """Another process holds the index at `folder` for writing, and there is no index to read yet."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Another process is building the index in {folder}, and there is none to read yet. "
            "Try again when it has finished."
        )
        self.folder = folder


class MendedError(KnowledgeError):
    """The index at `folder` was found damaged while a request was answered; it was built anew."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"The index in {folder} was damaged and has been built anew. Please ask again.")
        self.folder = folder


class NoRuleError(KnowledgeError):
    """The last rule of `collection` (a folder) cannot be let go of: it has none, or a file that states it."""

    def __init__(self, collection: str) -> None:
        super().__init__(
            f"There is no rule to be released for the folder {collection or '.'}: only a collection whose "
            "`collection.yaml` is gone has one. `briefing-bot collections` lists them."
        )
        self.collection = collection


class StorageError(KnowledgeError):
    """The index cannot be written to `folder`."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"The index cannot be written to {folder}: {reason}.")
        self.folder = folder


class WorkerError(KnowledgeError):
    """A process that was reading files, `path` among them, ended in the midst of it."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"A process that was reading {path} and the files after it was ended from outside. "
            "Free some memory and try again."
        )
        self.path = path
