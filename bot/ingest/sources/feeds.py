"""The articles in a saved RSS or Atom feed that carries their full text."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from bot.ingest.draft.model import Source
from bot.ingest.errors import MissingToolError, UnreadableError

# Where a feed keeps an entry's text, the fullest first.
_TEXT_FIELDS = ("encoded", "content", "description", "summary")
_DATE_FIELDS = ("published", "pubDate", "date", "updated")
_AUTHOR_FIELDS = ("creator", "author")
# Elements that begin a new paragraph.
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "tr",
        "section",
        "article",
        "figure",
        "ul",
        "ol",
        "table",
    ]
)
_NO_TEXT = frozenset(
    ["script", "style", "figcaption", "aside", "nav", "form", "button", "iframe", "noscript"]
)


def read_feed(data: bytes, shown: str) -> Iterator[Source]:
    """The articles of a feed in its order; entries without text are left out.

    Raises MissingToolError without the extra, UnreadableError if it is no feed.
    """
    try:
        etree: Any = importlib.import_module("lxml.etree")
    except ModuleNotFoundError as error:
        raise MissingToolError("feeds") from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(data.strip(), parser)
    if root is None:
        raise UnreadableError(shown, "this is no feed that can be read.")
    entries = [element for element in root.iter() if _local(element) in ("item", "entry")]
    if not entries:
        raise UnreadableError(shown, "there are no entries in this feed.")
    site = _first(_channel(root), ("title",))
    for entry in entries:
        text = paragraphs(_longest(entry))
        if text:
            yield Source(
                text,
                title=_plain(_first(entry, ("title",))),
                source=_plain(site),
                author=_plain(_first(entry, _AUTHOR_FIELDS)),
                url=_link(entry),
                published=_date(_first(entry, _DATE_FIELDS)),
            )


def paragraphs(markup: str) -> str:
    """The text of a piece of HTML, a line a paragraph."""
    if not markup.strip():
        return ""
    html: Any = importlib.import_module("lxml.html")
    rows = [""]
    _collect(html.fragment_fromstring(markup, create_parent="div"), rows)
    return "\n".join(row for row in (" ".join(row.split()) for row in rows) if row)


def _collect(element: Any, rows: list[str]) -> None:
    tag = element.tag if isinstance(element.tag, str) else "script"
    block = tag in _BLOCKS
    if block:
        rows.append("")
    if tag not in _NO_TEXT:
        rows[-1] += element.text or ""
        for child in element:
            _collect(child, rows)
            rows[-1] += child.tail or ""
    if block:
        rows.append("")


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _channel(root: Any) -> Any:
    return next((element for element in root if _local(element) == "channel"), root)


def _first(element: Any, names: tuple[str, ...]) -> str:
    for name in names:
        for child in element:
            if _local(child) == name:
                text = " ".join("".join(child.itertext()).split())
                if text:
                    return text
    return ""


def _longest(entry: Any) -> str:
    texts = [_inner(child) for child in entry if _local(child) in _TEXT_FIELDS]
    return max(texts, key=len, default="")


def _inner(element: Any) -> str:
    """The markup of a field, whether it is escaped or stands there as elements (Atom's xhtml)."""
    if len(element) == 0:
        return element.text or ""
    etree: Any = importlib.import_module("lxml.etree")
    return "".join(etree.tostring(child, encoding="unicode") for child in element)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def _link(entry: Any) -> str:
    for child in entry:
        if _local(child) == "link":
            address = child.get("href") or (child.text or "").strip()
            if address.startswith(("http://", "https://")) and child.get("rel", "alternate") == "alternate":
                return str(address)
    return ""


def _date(text: str) -> datetime | None:
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(text)
        except ValueError:
            continue
    return None
