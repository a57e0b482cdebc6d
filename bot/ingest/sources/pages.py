"""The article in a saved web page: its text, headline, author, date, found by trafilatura."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from bot.ingest.draft.days import read_day
from bot.ingest.draft.model import Source
from bot.ingest.errors import MissingToolError, UnreadableError
from bot.ingest.sources import liveblogs
from bot.ingest.sources.bylines import byline_of
from bot.ingest.sources.linked_data import Told, stated_day, told_of
from bot.ingest.sources.markup import show_speech, text_of, tree_of

SHORTEST = 40
"""Characters of text: with less the article was not found, and all paragraphs of the page are taken."""
MOST_MISSED = 200
"""Lines that the page has not, or not in trafilatura's order: with more it is no use to compare them."""


def read_page(data: bytes, shown: str) -> Source:
    """The article of a saved page.

    Raises MissingToolError without the extra, UnreadableError if there is none.
    """
    try:
        trafilatura: Any = importlib.import_module("trafilatura")
    except ModuleNotFoundError as error:
        raise MissingToolError("web pages") from error
    tree = _tree(trafilatura, data)
    if tree is None:
        raise UnreadableError(shown, "no article was found in this page.")
    told = told_of(tree)
    entries = liveblogs.entries_of(tree, told)
    show_speech(tree)
    etree: Any = importlib.import_module("lxml.etree")
    found = trafilatura.bare_extraction(
        etree.tostring(tree, encoding="unicode"),
        include_comments=False, include_tables=False, with_metadata=True, deduplicate=False,
    )  # fmt: skip
    text = (found.text or "").strip() if found is not None else ""
    if entries:
        text = liveblogs.text_of_entries(entries)
    elif len(text) < SHORTEST:
        text = _all_paragraphs(tree) or text
    else:
        text = _unjoined(text, text_of(tree.body))
    if not text:
        raise UnreadableError(shown, "no article was found in this page.")
    return _source(text, found, told, stated_day(tree))


def _tree(trafilatura: Any, data: bytes) -> Any:
    decoded = trafilatura.utils.decode_file(data)
    etree: Any = importlib.import_module("lxml.etree")
    try:
        return tree_of(decoded) if decoded.strip() else None
    except etree.ParserError:
        # Nothing but comments and the like.
        return None


def _source(text: str, found: Any, told: Told, stated: datetime | date | None) -> Source:
    """What trafilatura found goes before what the page's linked data say, but for the name of the paper.

    The day that the page's head has is taken last.

    Without one trafilatura gives the host's name.
    """
    name = (found.sitename or "") if found is not None else ""
    if told.source and (not name or (found is not None and name in (found.hostname or ""))):
        name = told.source
    return Source(
        text,
        title=(found.title if found is not None else "") or told.title,
        source=name or (found.hostname if found is not None else "") or told.source or "",
        author=_authors(found.author if found is not None else "") or told.author,
        url=_address(found.url if found is not None else "") or _address(told.url),
        # What trafilatura knows of no page is a day to come.
        published=_date(found.date if found is not None else "") or told.published or stated,
    )


def _unjoined(text: str, blocks: str) -> str:
    """The text with a line for each of the page's blocks where trafilatura joined several for want of better.

    A line that is no run of whole blocks stays as it is.
    """
    whole: list[str] = []
    edges = {0}
    place = 0
    for block in blocks.split("\n"):
        bare = "".join(block.split())
        whole.append(bare)
        place += len(bare)
        edges.add(place)
    page = "".join(whole)
    return "\n".join(_at_edges(text.split("\n"), page, edges))


def _at_edges(lines: list[str], page: str, edges: set[int]) -> Iterator[str]:
    cursor, missed = 0, 0
    for line in lines:
        # Trafilatura puts a hyphen before what a list has.
        written = line.removeprefix("- ")
        bare = "".join(written.split())
        begin = -1 if missed > MOST_MISSED else page.find(bare, cursor)
        if begin < 0:
            missed += 1
            begin = page.find(bare) if cursor and missed <= MOST_MISSED else -1
        cursor = begin + len(bare) if begin >= 0 else cursor
        yield (_parted(written, begin, edges) or line) if begin in edges else line


def _parted(written: str, begin: int, edges: set[int]) -> str:
    """A line that begins at a place of the page, parted as its blocks are; empty where it is one."""
    rows: list[list[str]] = [[]]
    place = begin
    for letter in written:
        if letter.isspace():
            rows[-1].append(letter)
            continue
        if place in edges and place > begin:
            rows.append([])
        rows[-1].append(letter)
        place += 1
    return "\n".join("".join(row).strip() for row in rows) if place in edges and len(rows) > 1 else ""


def _authors(found: str | None) -> str:
    """Authors as trafilatura lists them, as a byline does."""
    return byline_of((found or "").split("; "))


def _all_paragraphs(tree: Any) -> str:
    """The text of the article's element, else of the page's, a block a line."""
    for tag in ("article", "main", "body"):
        for element in tree.iter(tag):
            text = text_of(element)
            if text:
                return text
    return ""


def _address(url: str | None) -> str:
    return url if url and url.startswith(("http://", "https://")) and url.split() == [url] else ""


def _date(text: str | None) -> datetime | date | None:
    return read_day(text) if text else None
