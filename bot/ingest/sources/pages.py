"""The article in a saved web page: its text, headline, author, date, found by trafilatura."""

from __future__ import annotations

import importlib
from typing import Any

from bot.ingest.draft.model import Source
from bot.ingest.errors import MissingToolError, UnreadableError
from bot.knowledge import read_date


def read_page(data: bytes, shown: str) -> Source:
    """The article of a saved page.

    Raises MissingToolError without the extra, UnreadableError if there is none.
    """
    try:
        trafilatura: Any = importlib.import_module("trafilatura")
    except ModuleNotFoundError as error:
        raise MissingToolError("web pages") from error
    found = trafilatura.bare_extraction(
        data, include_comments=False, include_tables=False, with_metadata=True, deduplicate=False
    )
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        raise UnreadableError(shown, "no article was found in this page.")
    return Source(
        text,
        title=found.title or "",
        source=found.sitename or found.hostname or "",
        author=found.author or "",
        url=_address(found.url),
        published=_date(found.date),
    )


def _address(url: str | None) -> str:
    return url if url and url.startswith(("http://", "https://")) else ""


def _date(text: str | None) -> Any:
    try:
        return read_date(text) if text else None
    except ValueError:
        return None
