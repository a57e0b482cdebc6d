"""A whole folder checked: every problem of every file, for the editor's terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.knowledge.problems import Problem, Report
from bot.knowledge.reader import Reading, read

ENDINGS = frozenset({".yaml", ".yml"})
"""What the name of a knowledge file ends in; hidden files and folders (`.name`) are passed over."""


def check(folder: Path) -> Report:
    """All problems of the folder's knowledge files; paths in them are shown as they follow on `folder`.

    :raises NotADirectoryError: there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is no folder")
    readings = [read(path, str(path)) for path in files(folder)]
    problems = [problem for reading in readings for problem in reading.problems]
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


def files(folder: Path) -> list[Path]:
    """The knowledge files of a folder and its sub-folders, by path."""
    found = (path for path in folder.rglob("*") if path.suffix in ENDINGS)
    return sorted(
        path for path in found if not any(part[0] == "." for part in path.relative_to(folder).parts)
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
            yield Problem(
                path=reading.path,
                line=lines[article_id],
                severity="error",
                what=f"The id `{article_id}` is already used in {holders[article_id]}.",
                mend="Give the article another `id:`, or the file another name.",
            )
        if not taken:
            holders.update(dict.fromkeys(lines, reading.path))
