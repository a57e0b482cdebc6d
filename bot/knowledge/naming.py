"""Writes the ids that quotes and facts lack into their files, and leaves every other sign as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from yaml import Node

from bot.knowledge.diagnosis import is_kept_back
from bot.knowledge.editing import Put, UnwritableEditError, rewritten
from bot.knowledge.library import scan
from bot.knowledge.model import Article, Fact, Quote, entry_ids
from bot.knowledge.problems import Problem
from bot.knowledge.reader import read, read_bytes
from bot.knowledge.strict import documents, plain
from bot.text import text_fingerprint, write_whole

_LETTERS = {"quotes": "q", "facts": "f"}
_DIGITS = 8
"""Hexadecimal digits of an id: entries of one file share them as good as never, and get a number if so."""


class NamedEntries(NamedTuple):
    """What was done in a folder: how many entries got an id, and which files could not be given any."""

    entries: int
    problems: tuple[Problem, ...]


def name_entries(folder: Path) -> NamedEntries:
    """Give every quote and fact of the folder's published articles an id, where it has none.

    A file is written whole and only where that changes nothing but ids; one with errors, or in which an entry
    stands for two by an alias, is left as it is. Drafts get theirs when they are published.

    :raises FolderError: there is no such folder, or it cannot be read.
    :raises OSError: a file cannot be written; those before it are.
    """
    entries = 0
    problems: list[Problem] = []
    for path in sorted(scan(folder).files):
        if not read(folder / path, path).articles:
            continue
        data = (folder / path).read_bytes()
        named, count = with_ids(data, path)
        if named is None:
            problems.append(_unnamed(str(folder / path)))
        elif count:
            write_whole(folder / path, named)
            entries += count
    return NamedEntries(entries, tuple(problems))


def with_ids(data: bytes, path: str) -> tuple[bytes | None, int]:
    """The content of a good file with the ids that were missing, and how many; None where that cannot be.

    An id is made of the entry's words, so that two editors who name the same file write the same.
    """
    articles = iter(read_bytes(data, path).articles)
    read = [None if _held_back(root) else next(articles) for root in documents(data)]
    taken = {name for article in read if article for name, _ in entry_ids(article)}
    changes = {
        number: tuple(_ids(article, taken)) for number, article in enumerate(read) if article is not None
    }
    try:
        return rewritten(data, changes), sum(map(len, changes.values()))
    except UnwritableEditError:
        return None, 0


def _held_back(root: Node) -> bool:
    fields = plain(root)
    return isinstance(fields, dict) and is_kept_back(fields)


def _ids(article: Article, taken: set[str]) -> Iterator[Put]:
    """The ids that an article's entries are to get."""
    both: dict[str, Sequence[Quote | Fact]] = {"quotes": article.quotes, "facts": article.facts}
    for kind, entries in both.items():
        for number, entry in enumerate(entries):
            if not entry.id:
                yield Put((kind, number, "id"), _new_name(_LETTERS[kind], entry.text, taken), first=True)


def _new_name(letter: str, text: str, taken: set[str]) -> str:
    name = first = f"{letter}-{text_fingerprint(text):016x}"[: len(letter) + 1 + _DIGITS]
    number = 1
    while name in taken:
        number += 1
        name = f"{first}-{number}"
    taken.add(name)
    return name


def _unnamed(path: str) -> Problem:
    return Problem(
        path=path,
        line=1,
        severity="warning",
        what="No ids were written: an entry of this file is written in a way that leaves no place for one.",
        mend="Write out what is used twice by an alias (`*name`), and each key on a line of its own.",
    )
