"""What can keep knowledge from being read as a whole; what is wrong inside a file is a `Problem`.

KnowledgeError
├── FolderError     the knowledge folder cannot be read
│   └── MissingFolderError    there is none
├── WatchError      (bot.knowledge.watch) it cannot be watched for changes
└── (bot.search.index.errors)  the index cannot be written or is being written by somebody else
"""

from __future__ import annotations

from pathlib import Path

from bot.text import UserError


class KnowledgeError(UserError):
    """Base; its text is one or two whole sentences for the person who runs the bot."""


class FolderError(KnowledgeError):
    """There is no knowledge folder to read at `path`."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"The knowledge folder {path} cannot be read: {reason}.")
        self.path = path
        self.reason = reason


class MissingFolderError(FolderError):
    """There is no folder at `path`."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "there is no such folder")
