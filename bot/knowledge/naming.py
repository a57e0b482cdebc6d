"""Writes the ids that quotes and facts lack into their files, and leaves every other sign as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from bot.knowledge.diagnosis import is_draft
from bot.knowledge.library import scan
from bot.knowledge.model import Article, Fact, FileEntry, Quote, entry_ids
from bot.knowledge.problems import Problem
from bot.knowledge.reader import read, read_bytes
from bot.knowledge.strict import documents, plain
from bot.text import text_fingerprint, write_whole

_LETTERS = {"quotes": "q", "facts": "f"}
_DIGITS = 8
"""Hexadecimal digits of an id: entries of one file share them as good as never, and get a number if so."""
_MARK = "\ufeff"


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
    text = data.decode("utf-8")
    mark, text = (_MARK, text[1:]) if text.startswith(_MARK) else ("", text)
    before = read_bytes(data, path)
    roots = [root for root in documents(data) if not is_draft(_fields(root))]
    taken = {name for article in before.articles for name, _ in entry_ids(article)}
    edits: list[_Edit] = []
    for root, article in zip(roots, before.articles, strict=True):
        for node, entry, name in _nameless(root, article, taken):
            edits += _edits(node, entry, name, text)
    named = (mark + _applied(text, edits)).encode()
    after = read_bytes(named, path)
    count = sum(1 for edit in edits if edit.names)
    same = after.good and [_bare(one) for one in after.articles] == [_bare(one) for one in before.articles]
    return (named, count) if same else (None, 0)


class _Edit(NamedTuple):
    """A text put in at a place of the file; `names` where it is what gives an entry its id."""

    place: int
    written: str
    names: bool = False


def _nameless(root: Node, article: Article, taken: set[str]) -> Iterator[tuple[Node, SequenceNode, str]]:
    """The entries without an id, each with the list it stands in and the name it is to have."""
    lists = {key.value: child for key, child in root.value}
    both: dict[str, Sequence[Quote | Fact]] = {"quotes": article.quotes, "facts": article.facts}
    for kind, entries in both.items():
        nodes = lists[kind].value if entries else ()
        for node, entry in zip(nodes, entries, strict=True):
            if not entry.id:
                yield node, lists[kind], _new_name(_LETTERS[kind], entry.text, taken)


def _new_name(letter: str, text: str, taken: set[str]) -> str:
    name = first = f"{letter}-{text_fingerprint(text):016x}"[: len(letter) + 1 + _DIGITS]
    number = 1
    while name in taken:
        number += 1
        name = f"{first}-{number}"
    taken.add(name)
    return name


def _edits(node: Node, entries: SequenceNode, name: str, text: str) -> Iterator[_Edit]:
    start: int = node.start_mark.index
    if isinstance(node, MappingNode) and node.flow_style:
        yield _Edit(text.index("{", start) + 1, f"id: {name}, ", names=True)
    elif isinstance(node, MappingNode):
        first = node.value[0][0].start_mark
        yield _Edit(first.index, f"id: {name}{_line_end(text)}{' ' * first.column}", names=True)
    elif isinstance(node, ScalarNode) and entries.flow_style:
        yield _Edit(start, f"{{id: {name}, text: ", names=True)
        yield _Edit(node.end_mark.index, "}")
    elif isinstance(node, ScalarNode):
        column: int = node.start_mark.column
        yield _Edit(start, f"id: {name}{_line_end(text)}{' ' * column}text: ", names=True)
        deeper = " " * (column - entries.start_mark.column)
        yield from (_Edit(line, deeper) for line in _further_lines(text, start, node.end_mark.index))


def _further_lines(text: str, start: int, end: int) -> Iterator[int]:
    """Where the lines of a text after its first begin, but for empty ones."""
    place = text.find("\n", start, end) + 1
    while place:
        if text[place : place + 1] not in ("\n", "\r", "") and place < end:
            yield place
        place = text.find("\n", place, end) + 1


def _applied(text: str, edits: Iterable[_Edit]) -> str:
    parts, last = [], 0
    for edit in sorted(edits, key=lambda edit: edit.place):
        parts += [text[last : edit.place], edit.written]
        last = edit.place
    return "".join((*parts, text[last:]))


def _line_end(text: str) -> str:
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def _fields(root: Node) -> dict[str, object]:
    fields = plain(root)
    return fields if isinstance(fields, dict) else {}


def _bare(article: Article) -> Article:
    """The article without the ids of its entries."""

    def bare(entries: Iterable[FileEntry]) -> tuple[FileEntry, ...]:
        return tuple(entry.model_copy(update={"id": ""}) for entry in entries)

    return article.model_copy(update={"quotes": bare(article.quotes), "facts": bare(article.facts)})


def _unnamed(path: str) -> Problem:
    return Problem(
        path=path,
        line=1,
        severity="warning",
        what="No ids were written: an entry of this file is written in a way that leaves no place for one.",
        mend="Write out what is used twice by an alias (`*name`), and each key on a line of its own.",
    )
