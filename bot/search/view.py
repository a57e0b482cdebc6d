"""What a process answers from, told to another one that is to answer from the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.knowledge import CollectionRules


@dataclass(frozen=True, eq=False)
class View:
    """The index in a folder as it was committed under this name, and who may see what of it.

    `vectors` is the file in which its vectors are shared; None where they are not.
    """

    folder: Path
    commit: str
    vectors: Path | None
    rules: CollectionRules

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and self.same_knowledge(other) and self.rules == other.rules

    __hash__ = None  # type: ignore[assignment]

    def same_knowledge(self, other: View) -> bool:
        """Whether both have the same entries, whoever may see them."""
        mine, theirs = (self.folder, self.commit, self.vectors), (other.folder, other.commit, other.vectors)
        return mine == theirs
