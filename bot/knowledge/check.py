"""A whole folder checked: every problem of every file, for the editor's terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.knowledge.library import scan
from bot.knowledge.problems import Problem, Report
from bot.knowledge.reader import Reading, read


def check(folder: Path) -> Report:
    """All problems of the folder's knowledge files; paths in them are shown as they follow on `folder`.

    :raises FolderError: there is no such folder, or it cannot be read.
    """
    found = scan(folder)
    readings = [read(folder / path, str(folder / path)) for path in found.files]
    unread = [one.model_copy(update={"path": str(folder / one.path)}) for one in found.problems]
    problems = [*unread, *(problem for reading in readings for problem in reading.problems)]
    taken = list(taken_ids(readings))
    left_out = {problem.path for problem in taken}
    kept = [r for r in readings if r.path not in left_out]
    articles = [article for reading in kept for article in reading.articles]
    return Report(
        problems=tuple(sorted([*problems, *taken], key=lambda problem: (problem.path, problem.line))),
        articles=len(articles),
        quotes=sum(len(article.quotes) for article in articles),
        facts=sum(len(article.facts) for article in articles),
        drafts=sum(reading.drafts for reading in kept),
    )


def taken_ids(readings: Iterable[Reading]) -> Iterator[Problem]:
    """A problem for each article whose id one of an earlier file has; `readings` come in the order of paths.

    A file with such a problem is left out whole, and so takes no id from those after it.
    """
    holders: dict[str, str] = {}
    for reading in readings:
        lines = {article.id: line for article, line in zip(reading.articles, reading.lines, strict=True)}
        taken = holders.keys() & lines.keys()
        for article_id in sorted(taken, key=lines.__getitem__):
            yield taken_id(reading.path, lines[article_id], article_id, holders[article_id])
        if not taken:
            holders.update(dict.fromkeys(lines, reading.path))


def taken_id(path: str, line: int, article: str, holder: str) -> Problem:
    """The problem of a file in which an article has an id that one of the file `holder` has."""
    return Problem(
        path=path,
        line=line,
        severity="error",
        what=f"The id `{article}` is already used in {holder}.",
        mend="Give the article another `id:`, or the file another name.",
    )
