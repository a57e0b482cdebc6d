"""What can go wrong on the way from an article to a draft.

IngestError
├── UnreadableError   the input cannot be read, or there is no article in it
├── MissingToolError  the input needs the extra `ingest`
├── UnforeseenError   the program itself fails at an input
├── NetworkError      the network that reads articles cannot be used
├── BusyError         another program writes into the knowledge folder and does not end
└── ProofError        a line does not stand in the article letter for letter
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.knowledge import Problem
from bot.text import UserError


class IngestError(UserError):
    """Base of all."""


class UnreadableError(IngestError):
    """The input cannot be read, or there is no article in it."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name


class MissingToolError(IngestError):
    """The input needs a library that is not installed."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"To read {kind}, install what this needs: pip install 'briefing-bot[ingest]'")
        self.kind = kind


class UnforeseenError(IngestError):
    """The program itself fails at an input: a mistake in it, of which the log has the cause."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: the program failed at this one; the others are read. Save its text as a .txt file and "
            "read that. Please send the file, and what the log says about it, to the makers of the program."
        )
        self.name = name


class NetworkError(IngestError):
    """The network that reads articles is missing or damaged."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The article was not read. {why}")


class BusyError(IngestError):
    """Another program writes drafts or articles into the knowledge folder and does not end."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"Another program is writing into {folder} and does not end. Try again later.")
        self.folder = folder


class ProofError(IngestError):
    """A line does not stand in the article letter for letter, so nothing is published."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)
