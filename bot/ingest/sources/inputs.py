"""What a newsroom has, as articles: text, saved pages and feeds, folders of these, standard input."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from bot.ingest.draft.model import Source
from bot.ingest.errors import UnreadableError
from bot.ingest.sources.captions import read_captions
from bot.ingest.sources.documents import read_docx, read_mail, read_pdf
from bot.ingest.sources.feeds import read_feed
from bot.ingest.sources.kinds import kind_of
from bot.ingest.sources.pages import read_page

PAGES = frozenset((".html", ".htm", ".xhtml"))
FEEDS = frozenset((".xml", ".rss", ".atom"))
TEXTS = frozenset((".txt", ".text", ".md"))
DOCUMENTS = frozenset((".docx", ".pdf", ".eml", ".srt", ".vtt"))
READ = PAGES | FEEDS | TEXTS | DOCUMENTS
NOT_READ = {
    ".csv": "a table (CSV)",
    ".tsv": "a table (TSV)",
    ".yaml": "YAML",
    ".yml": "YAML",
    ".css": "a style sheet (CSS)",
    ".js": "a program (JavaScript)",
    ".tex": "TeX",
    ".ics": "a calendar",
    ".vcf": "a card of addresses",
}
"""Kinds of text by their endings that are no articles."""
WHAT_IS_READ = "These can be read: text, HTML, feeds (.xml, .rss, .atom), .docx, .pdf, .eml, .srt and .vtt."
# Larger files are no articles.
LARGEST_INPUT = 20 * 2**20

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_PAGE = re.compile(rb"^\s*<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.IGNORECASE)


def files_in(path: Path) -> list[Path]:
    """The file itself, or all files in and below a folder of kinds that are read, in the order of names.

    Raises UnreadableError where a folder has none.
    """
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.rglob("*") if file.suffix.lower() in READ and file.is_file())
    if not found:
        raise UnreadableError(str(path), f"no file in this folder is read. {WHAT_IS_READ}")
    return found


def read_input(path: Path) -> Iterator[Source]:
    """The articles in a file.

    Raises UnreadableError for what cannot be read, MissingToolError where the extra `ingest` is needed.
    """
    try:
        if path.stat().st_size > LARGEST_INPUT:
            raise UnreadableError(str(path), f"the file is larger than {LARGEST_INPUT // 2**20} MiB.")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(str(path), f"{(error.strerror or 'it cannot be read').lower()}.") from error
    yield from read_data(data, str(path), suffix=path.suffix.lower())


def read_data(data: bytes, shown: str, *, suffix: str = "") -> Iterator[Source]:
    """The articles in the content of a file; what it is, is told by the ending, else by how it begins."""
    name = _name(Path(shown).stem) if suffix else ""
    kind = kind_of(data) or NOT_READ.get(suffix, "")
    if not kind and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.replace(b"\0", b"")
    if kind and kind not in _READERS:
        raise UnreadableError(shown, f"this is {kind}. {WHAT_IS_READ}")
    if kind and suffix not in TEXTS:
        yield replace(_READERS[kind](data, shown), name=name)
    elif suffix in DOCUMENTS:
        raise UnreadableError(shown, f"this is no {suffix} file, whatever its name says.")
    elif suffix in FEEDS or (suffix not in TEXTS | PAGES and _FEED.search(data[:2000])):
        yield from read_feed(data, shown)
    elif suffix in PAGES or (suffix not in TEXTS and _PAGE.match(data)):
        yield replace(read_page(data, shown), name=name)
    else:
        yield Source(decode(data), name=name)


def _captions(kind: str) -> Callable[[bytes, str], Source]:
    return lambda data, shown: read_captions(decode(data), shown, kind)


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


_READERS: dict[str, Callable[[bytes, str], Source]] = {
    "docx": read_docx,
    "pdf": read_pdf,
    "eml": read_mail,
    "srt": _captions("srt"),
    "vtt": _captions("vtt"),
}
"""How each kind is read that is neither text, page nor feed."""
