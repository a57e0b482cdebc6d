"""What a newsroom has, as articles: text, saved pages and feeds, folders of these, standard input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.ingest.draft.model import Source
from bot.ingest.errors import UnreadableError
from bot.ingest.sources.feeds import read_feed
from bot.ingest.sources.pages import read_page

PAGES = frozenset((".html", ".htm", ".xhtml"))
FEEDS = frozenset((".xml", ".rss", ".atom"))
TEXTS = frozenset((".txt", ".text", ".md"))
# Larger files are no articles.
LARGEST_INPUT = 20 * 2**20

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_PAGE = re.compile(rb"^\s*<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.IGNORECASE)


def read_inputs(path: Path) -> Iterator[Source]:
    """The articles in a file, or in all files of a folder and below it, in the order of their names.

    Raises UnreadableError for what cannot be read, MissingToolError where the extra `ingest` is needed.
    """
    if path.is_dir():
        for file in sorted(file for file in path.rglob("*") if file.suffix.lower() in PAGES | FEEDS | TEXTS):
            yield from read_inputs(file)
        return
    try:
        if path.stat().st_size > LARGEST_INPUT:
            raise UnreadableError(str(path), f"the file is larger than {LARGEST_INPUT // 2**20} MiB.")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(str(path), f"{(error.strerror or 'it cannot be read').lower()}.") from error
    yield from read_data(data, str(path), suffix=path.suffix.lower())


def read_data(data: bytes, shown: str, *, suffix: str = "") -> Iterator[Source]:
    """The articles in the content of a file; what it is, is told by the ending, else by how it begins."""
    stem = Path(shown).stem if suffix else ""
    if suffix in FEEDS or (suffix not in TEXTS | PAGES and _FEED.search(data[:2000])):
        yield from read_feed(data, shown)
    elif suffix in PAGES or (suffix not in TEXTS and _PAGE.match(data)):
        source = read_page(data, shown)
        yield replace(source, name=_name(stem))
    else:
        yield Source(decode(data), name=_name(stem))


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or what Windows wrote before."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _name(stem: str) -> str:
    return re.sub(r"[^\w.-]+", "-", stem).strip("-.")
