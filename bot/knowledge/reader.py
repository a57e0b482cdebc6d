"""A knowledge file in, its articles or its problems out.

A good file takes one quick pass. Only where that fails `diagnosis` goes over the file slowly, for the line of
every problem and a sentence on how to mend it.
"""

from __future__ import annotations

import logging
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError
from yaml import Node, YAMLError

from bot.knowledge.diagnosis import diagnose, doubtful, is_kept_back, missing
from bot.knowledge.model import Article, entry_ids
from bot.knowledge.opening import LARGEST_FILE, IrregularFileError, TooLargeFileError, regular_bytes
from bot.knowledge.problems import Problem, limited
from bot.knowledge.strict import STRAY_BREAKS, IrregularError, documents, id_line, plain
from bot.knowledge.syntax import UTF16_MARKS
from bot.text import file_digest

_log = logging.getLogger(__name__)
_STRAY_BYTES = tuple(stray.encode() for stray in STRAY_BREAKS)


class FileReading(BaseModel):
    """One file as read: all its articles, or none and its problems; warnings stand beside articles.

    `path` is the file's name as shown to people, `lines` has the line of each article's `id` or beginning,
    `drafts` counts the documents that `draft: true` or `adds_to` keeps back, `digest` changes with every byte
    of the file and is empty where the file could not be read.
    """

    model_config = ConfigDict(frozen=True)

    path: str
    articles: tuple[Article, ...] = ()
    lines: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    drafts: int = 0
    digest: str = ""

    @property
    def good(self) -> bool:
        """Whether nothing leaves the file out."""
        return all(problem.severity == "warning" for problem in self.problems)


def read(path: Path, shown: str, *, drafts: bool = False) -> FileReading:
    """The file at `path`, called `shown` in its problems. What cannot be opened is a problem, not an error.

    `drafts` true reads drafts as though they were published, to check them before they are.
    """
    data = content_of(path, shown)
    return read_bytes(data, shown, drafts=drafts) if isinstance(data, bytes) else data


def content_of(path: Path, shown: str) -> bytes | FileReading:
    """The bytes of the file at `path`, or the reading that tells why there are none."""
    try:
        return regular_bytes(path)
    except IrregularFileError:
        return _left_out(
            shown, "This is no file.", "Give folders and pipes a name that does not end in .yaml."
        )
    except TooLargeFileError as error:
        return _too_large(shown, error.size)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return _left_out(
            shown,
            f"The file cannot be read: {reason}.",
            "Check that it is there and that the bot may read it.",
        )


def read_bytes(data: bytes, shown: str, *, drafts: bool = False) -> FileReading:
    """The content of a knowledge file; `shown` also names an article without an `id`. Never raises.

    Where the program itself fails at a file, that is a problem of this file, and the log has the cause.
    """
    try:
        reading = _read(data, shown, drafts=drafts)
    except Exception as error:
        _log.exception("%s cannot be read.", shown)
        failed = _left_out(
            shown,
            f"The program fails at this file ({type(error).__name__}).",
            "Write it in a simpler way; the log has more for who mends the program.",
        )
        return failed.model_copy(update={"digest": file_digest(data)})
    return reading.model_copy(update={"problems": limited(reading.problems)})


def _read(data: bytes, shown: str, *, drafts: bool) -> FileReading:
    if len(data) > LARGEST_FILE:
        return _too_large(shown, len(data))
    digest = file_digest(data)
    try:
        if data.startswith(UTF16_MARKS) or any(stray in data for stray in _STRAY_BYTES):
            raise IrregularError
        roots = documents(data)
        pages = [_Page(id_line(root), _fields(root)) for root in roots]
        wanted = [page for page in pages if drafts or not is_kept_back(page.fields)]
        articles = _articles(wanted, PurePath(shown).stem, alone=len(pages) == 1)
    except (YAMLError, IrregularError, ValidationError):
        problems, held_back = diagnose(data, shown, drafts=drafts)
        return FileReading(path=shown, problems=problems, drafts=held_back, digest=digest)
    return FileReading(
        path=shown,
        articles=articles,
        lines=tuple(page.line for page in wanted),
        problems=tuple(
            problem
            for root, page in zip(roots, pages, strict=True)
            if drafts or page.fields.get("adds_to") or not is_kept_back(page.fields)
            for problem in (*missing(page.fields, shown, page.line), *doubtful(data, root, shown))
        ),
        drafts=len(pages) - len(wanted),
        digest=digest,
    )


class _Page(NamedTuple):
    """A document of the file: the line of its `id` or beginning, and its fields as written."""

    line: int
    fields: dict[str, Any]


def _fields(root: Node) -> dict[str, Any]:
    fields = plain(root)
    if not isinstance(fields, dict):
        raise IrregularError
    return fields


def _articles(pages: list[_Page], stem: str, *, alone: bool) -> tuple[Article, ...]:
    if alone:
        return tuple(Article.model_validate({"id": stem, **page.fields}) for page in pages)
    articles = tuple(Article.model_validate(page.fields) for page in pages)
    entries = [name for article in articles for name, _ in entry_ids(article)]
    if not pages or len({article.id for article in articles}) != len(articles):
        raise IrregularError
    if len(set(entries)) != len(entries):
        raise IrregularError
    return articles


def _left_out(shown: str, what: str, mend: str) -> FileReading:
    problem = Problem(path=shown, line=1, severity="error", what=what, mend=mend)
    return FileReading(path=shown, problems=(problem,))


def _too_large(shown: str, size: int) -> FileReading:
    return _left_out(
        shown,
        f"The file has {size / 2**20:.1f} MiB, more than the {LARGEST_FILE // 2**20} MiB that are read.",
        "Keep one article in each file.",
    )
