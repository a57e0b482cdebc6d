"""The article in a saved web page: its text, headline, author, date, found by trafilatura."""

from __future__ import annotations

import importlib
from datetime import date, datetime
from typing import Any

from bot.ingest.draft.days import read_day
from bot.ingest.draft.model import Source
from bot.ingest.errors import MissingToolError, UnreadableError
from bot.ingest.sources import liveblogs
from bot.ingest.sources.linked_data import Told, told_of
from bot.ingest.sources.markup import show_speech, text_of, tree_of

SHORTEST = 40
"""Characters of text: with less the article was not found, and all paragraphs of the page are taken."""


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
    if not text:
        raise UnreadableError(shown, "no article was found in this page.")
    return _source(text, found, told)


def _tree(trafilatura: Any, data: bytes) -> Any:
    decoded = trafilatura.utils.decode_file(data)
    return tree_of(decoded) if decoded.strip() else None


def _source(text: str, found: Any, told: Told) -> Source:
    """What trafilatura found goes before what the page's linked data say, but for the name of the paper.

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
        published=_date(found.date if found is not None else "") or told.published,
    )


def _authors(found: str | None) -> str:
    """Authors as trafilatura lists them, as a byline does."""
    return " and ".join(", ".join((found or "").split("; ")).rsplit(", ", 1)) if found else ""


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
