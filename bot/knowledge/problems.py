"""What is wrong in a knowledge file, said for the editor who mends it, and the report on a whole folder."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

MOST = 20
"""Problems that are told of one file: one with more needs another look, not a longer list."""


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


def limited(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of one file in the order of its lines: the first of them, and how many there are more.

    Errors go first where not all are told: it is they that leave the file out.
    """
    in_order = sorted(problems, key=lambda problem: problem.line)
    if len(in_order) <= MOST:
        return tuple(in_order)
    errors = [problem for problem in in_order if problem.severity == "error"]
    told = sorted(
        [*errors, *(one for one in in_order if one.severity != "error")][:MOST], key=lambda one: one.line
    )
    rest = len(in_order) - MOST
    what = f"The file has {rest} more problem{'s' * (rest != 1)}."
    more = told[-1].model_copy(update={"what": what, "mend": "Fix the ones shown first."})
    return (*told, more.model_copy(update={"severity": "error" if len(errors) > MOST else more.severity}))


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
