"""What is wrong in a knowledge file, said for the editor who mends it, and the report on a whole folder."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Problem(BaseModel):
    """One thing to mend: `line` counts from 1; `what` and `mend` are whole sentences.

    An error leaves its file out, a warning leaves nothing out.
    """

    model_config = ConfigDict(frozen=True)

    path: str
    line: int
    severity: Literal["error", "warning"]
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what} {self.mend}"


class FolderReport(BaseModel):
    """What `check` found in a folder: its problems by path and line, and how much there is to answer from.

    `drafts` counts the documents that `draft: true` keeps back; files with an error count nowhere.
    """

    model_config = ConfigDict(frozen=True)

    problems: tuple[Problem, ...] = ()
    articles: int = 0
    quotes: int = 0
    facts: int = 0
    drafts: int = 0

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that leave a file out."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that leave nothing out."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")
