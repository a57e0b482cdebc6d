"""Articles in Word files, PDF with text, and mail."""

from __future__ import annotations

import email
import email.policy
import importlib
import io
import logging
import re
from collections import Counter
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

from bot.ingest.draft.days import LONGEST_DAY, read_day
from bot.ingest.draft.model import Source
from bot.ingest.errors import MissingToolError, UnreadableError
from bot.ingest.sources.markup import empty, show_speech, text_of, tree_of

FULL_LINE = 0.75
"""Share of the longest line from which on a line of a PDF is folded, and not the last of a paragraph."""
REPEATED = 0.5
"""Share of the pages on which a line stands that is their head or foot."""

_ENDS = re.compile(r"[.?!…:][\"'”’»)\]]*$")
_QUOTED = re.compile(r"^\s*>")
_SIGNATURE = re.compile(r"^-- ?$")
_ANSWERED = re.compile(
    r"^\s*(?:-{2,}\s*(?:original|forwarded) message\s*-{2,}|_{10,}|begin forwarded message:)\s*$"
    r"|^\s*(?:on|am|le|el|il)\s.{4,120}(?:wrote|schrieb|a écrit|escribió|ha scritto)\s*:\s*$",
    re.IGNORECASE,
)
"""A line below which a mail shows what it answers to."""
_COMMENT = re.compile(r"\s*\([^)]*\)\s*$")
"""The name of the zone behind the day of a mail."""
_OF_ANSWERED = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "divRplyFwdMsg", "appendonsend")


def read_docx(data: bytes, shown: str) -> Source:
    """The text of a Word file, a paragraph a line, tables cell by cell."""
    try:
        docx: Any = importlib.import_module("docx")
    except ModuleNotFoundError as error:
        raise MissingToolError("Word files") from error
    try:
        document = docx.Document(io.BytesIO(data))
        rows = [row for block in document.iter_inner_content() for row in _rows(block)]
    except Exception as error:  # python-docx tells a broken package by whatever breaks in it
        raise UnreadableError(shown, "this Word file is broken.") from error
    return _told(rows, shown, "there is no text in this Word file.")


def _rows(block: Any) -> list[str]:
    if hasattr(block, "rows"):
        cells = [cell.text for row in block.rows for cell in row.cells]
        return list(dict.fromkeys(line for cell in cells for line in cell.split("\n")))
    return str(block.text).split("\n")


def read_pdf(data: bytes, shown: str) -> Source:
    """The text of a PDF, its folded lines joined into paragraphs, without heads and feet of pages."""
    try:
        pypdf: Any = importlib.import_module("pypdf")
    except ModuleNotFoundError as error:
        raise MissingToolError("PDF") from error
    # What a PDF has wrong is told by what is read of it, not on the terminal.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(shown, "this PDF is locked by a password.")
        pages = [page.extract_text().strip("\n").split("\n") for page in reader.pages]
    except UnreadableError:
        raise
    except Exception as error:  # pypdf tells a broken file by whatever breaks in it
        raise UnreadableError(shown, "this PDF is broken.") from error
    return _told(_joined(_without_heads(pages)), shown, "a PDF without text: its pages are pictures.")


def _without_heads(pages: list[list[str]]) -> list[str]:
    """The lines of all pages without those that stand at the edge of most, but for their numbers."""
    edges = Counter(key for page in pages for key in {_edge(line) for line in (*page[:2], *page[-2:])})
    often = {key for key, count in edges.items() if len(pages) > 2 and count > REPEATED * len(pages)}
    return [
        line
        for page in pages
        for place, line in enumerate(page)
        if not (_edge(line) in often and (place < 2 or place >= len(page) - 2))
    ]


def _edge(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _joined(lines: list[str]) -> list[str]:
    full = FULL_LINE * max((len(line) for line in lines), default=0)
    rows: list[list[str]] = []
    folded = False
    for line in (line.strip() for line in lines):
        if not line:
            folded = False
        elif not folded:
            rows.append([line])
        elif rows[-1][-1].endswith("-") and line[0].islower():
            rows[-1][-1] = rows[-1][-1][:-1]
            rows[-1].append(line)
        else:
            rows[-1] += (" ", line)
        if line:
            # A short line without an end is a heading; one with an end is the last of its paragraph.
            folded = len(line) >= full
    return ["".join(row) for row in rows]


def read_mail(data: bytes, shown: str) -> Source:
    """The article in a mail: its plain text, else its HTML, without what it answers to and the signature."""
    message: EmailMessage = email.message_from_bytes(data, policy=email.policy.default)
    part = message.get_body(preferencelist=("plain", "html"))
    try:
        content = str(part.get_content()) if part is not None else ""
    except (LookupError, ValueError, KeyError) as error:
        raise UnreadableError(shown, "the text of this mail cannot be read.") from error
    if part is not None and part.get_content_subtype() == "html":
        content = "\n".join(_own_lines(_without_answered(content)))
    else:
        content = "\n".join(_joined(_own_lines(content)))
    source = _told(content.split("\n"), shown, "there is no text in this mail.")
    name, _ = parseaddr(str(message.get("from", "")))
    return Source(
        source.text,
        title=" ".join(str(message.get("subject", "")).split()),
        author=name,
        published=read_day(_COMMENT.sub("", str(message.get("date", ""))[:LONGEST_DAY])),
    )


def _own_lines(content: str) -> list[str]:
    """The lines above the signature and above what the mail answers to."""
    lines = content.splitlines()
    ends = (n for n, line in enumerate(lines) if _SIGNATURE.match(line) or _ANSWERED.match(line))
    return [line for line in lines[: next(ends, len(lines))] if not _QUOTED.match(line)]


def _without_answered(markup: str) -> str:
    """The text of a mail in HTML without the blocks in which programs keep what it answers to."""
    tree = tree_of(f"<html><body>{markup}</body></html>")
    for element in list(tree.iter("blockquote", "div")):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        cited = element.tag == "blockquote" and element.get("type") == "cite"
        if (cited or any(mark in marks for mark in _OF_ANSWERED)) and element.getparent() is not None:
            empty(element)
    show_speech(tree)
    return text_of(tree.body)


def _told(rows: list[str], shown: str, why: str) -> Source:
    text = "\n".join(row for row in (" ".join(row.split()) for row in rows) if row)
    if not text:
        raise UnreadableError(shown, why)
    return Source(text)
