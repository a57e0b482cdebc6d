"""The articles in a saved RSS or Atom feed that carries their full text, read by feedparser."""

from __future__ import annotations

import html
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from bot.ingest.draft.days import read_day
from bot.ingest.draft.model import Source
from bot.ingest.errors import MissingToolError, UnreadableError
from bot.ingest.sources.bylines import byline_of
from bot.ingest.sources.markup import paragraphs
from bot.text import by_kind

# Titles and captions of pictures are not the article's; feedparser takes them for it.
_MEDIA = rb"<%s:(title|description|text|credit|keywords|summary|subtitle)\b(?:[^<>]*?/>|[^<>]*>)"
MOST_PREFIXES = 8
"""Names of a feed for the elements of pictures and recordings: it has one of each."""
_MEDIA_END = rb"</%s:%s\s*>"
_MEDIA_PREFIX = re.compile(rb"xmlns:([\w.-]+)\s*=\s*[\"']https?://search\.yahoo\.com/mrss/?[\"']")
_RECORDING_PREFIX = re.compile(rb"xmlns:([\w.-]+)\s*=\s*[\"']https?://www\.itunes\.com/dtds/[^\"']*[\"']")
# What is left of a text that was escaped once more than it says.
_STILL_MARKUP = re.compile(r"</(?:p|div|a|em|strong|b|i|span|li|ul|ol|blockquote|h[1-6])\s*>|<br\s*/?>")
# A CDATA section that a program escaped once more.
_ESCAPED_CDATA = re.compile(rb"&lt;!\[CDATA\[|\]\]&gt;")
_END = re.compile(rb"</(?:rss|feed|rdf:RDF)\s*>\s*$", re.IGNORECASE)
_TAG = re.compile(rb"<(/?)([A-Za-z][\w:.-]*+)(?:[^<>]*?)(/?)>")
_ADDRESS = re.compile(r"[<(]?\b\S+@\S+\.\w+\b[>)]?")
LONGEST_NAME = 300
"""Characters of an author or of a feed's title: what is longer is text that stands in the wrong place."""
_NAMED = re.compile(r"^\S+@\S+\s*\((?P<name>[^()]+)\)\s*$")
_FEED_ITSELF = re.compile(
    r"[\s|:–—-]+(?:(?:rss|atom)(?:\s+\d(?:\.\d)?)?(?:\s+feed)?|feed)\s*$", re.IGNORECASE
)
_SECTIONS = re.compile(r"\s+[-–—|»>:·/]+\s+|\s*[|»>:]\s+")


def read_feed(data: bytes, shown: str) -> Iterator[Source]:
    """The articles of a feed in its order; entries without text are left out.

    Raises MissingToolError without the extra, UnreadableError if it is no feed or has no text.
    """
    try:
        feedparser: Any = importlib.import_module("feedparser")
        importlib.import_module("lxml.html")
    except ModuleNotFoundError as error:
        raise MissingToolError("feeds") from error
    if not data.strip():
        raise UnreadableError(shown, "this feed cannot be read: the file is empty.")
    # What is dangerous in a text, and addresses in it, are left out below: feedparser's own way takes time by
    # the square of the length.
    feed = feedparser.parse(
        _closed(_ESCAPED_CDATA.sub(b"", _without_media(data.strip()))),
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not feed.get("entries"):
        why = "there are no entries in this feed." if feed.get("version") else "this feed cannot be read."
        raise UnreadableError(shown, why)
    site = _plain(feed.get("feed", {}).get("title_detail"))
    empty = True
    for entry in feed.entries:
        text = max((_text(each) for each in _texts(entry)), key=len, default="")
        if text:
            empty = False
            yield Source(
                text,
                title=_plain(entry.get("title_detail")),
                source=_titled(entry.get("source", {}).get("title")) or paper_of(site),
                author=_authors(entry),
                url=_link(entry),
                published=_date(entry),
            )
    if empty:
        raise UnreadableError(shown, "no entry in this feed has its own text.")


def _without_media(data: bytes) -> bytes:
    """The feed without what belongs to pictures and, where entries have a text beside it, to recordings."""
    prefixes = [b"media", *_MEDIA_PREFIX.findall(data)]
    if data.count(b"<description") > data.count(b"<item"):
        prefixes += _RECORDING_PREFIX.findall(data)
    for prefix in [*dict.fromkeys(prefixes)][:MOST_PREFIXES]:
        data = b"".join(_outside(data, re.escape(prefix)))
    return data


def _outside(data: bytes, prefix: bytes) -> Iterator[bytes]:
    """What stands outside of the elements of a prefix. An end that is missing is looked for once."""
    opens = re.compile(_MEDIA % prefix)
    unclosed: set[bytes] = set()
    at = 0
    opened = opens.search(data)
    while opened is not None:
        ends = opened
        if not opened.group().endswith(b"/>"):
            name = opened[1]
            ending = re.compile(_MEDIA_END % (prefix, name))
            closed = None if name in unclosed else ending.search(data, opened.end())
            if closed is None:
                unclosed.add(name)
                opened = opens.search(data, opened.end())
                continue
            ends = closed
        yield data[at : opened.start()]
        at = ends.end()
        opened = opens.search(data, at)
    yield data[at:]


def _closed(data: bytes) -> bytes:
    """A feed that breaks off with what is open in its last entry closed."""
    if _END.search(data):
        return data
    last = max(data.rfind(b"<item"), data.rfind(b"<entry"))
    if last < 0:
        return data
    cut = data[: data.rfind(b"<")] if data.rfind(b"<") > data.rfind(b">") else data
    cdata = b"]]>" if cut.rfind(b"<![CDATA[") > cut.rfind(b"]]>") else b""
    open_tags: list[bytes] = []
    count: Counter[bytes] = Counter()
    for closing, name, empty in _TAG.findall(
        re.sub(rb"<!\[CDATA\[.*?(?:\]\]>|$)", b"", cut[last:], flags=re.DOTALL)
    ):
        if closing and count[name]:
            while (ended := open_tags.pop()) != name:
                count[ended] -= 1
            count[name] -= 1
        elif not closing and not empty:
            open_tags.append(name)
            count[name] += 1
    return cut + cdata + b"".join(b"</%s>" % name for name in reversed(open_tags))


def paper_of(title: str) -> str:
    """The paper's name in a feed's title, without the section: "Pacific Observer - World"."""
    if len(title) > LONGEST_NAME:
        return ""
    title = _FEED_ITSELF.sub("", title)
    sections = by_kind("bot.ingest.sources", "sections.txt")["section"]
    parts = [part.strip() for part in _SECTIONS.split(title) if part.strip()]
    kept = [part for part in parts if not all(word.casefold() in sections for word in part.split())]
    return kept[0] if kept else title.strip()


def _texts(entry: Any) -> Iterator[str]:
    yield from (each.get("value", "") for each in entry.get("content", ()))
    yield entry.get("summary", "")


def _text(markup: str) -> str:
    """The text of an entry, in whatever way and however often it was escaped."""
    text = paragraphs(re.sub(r"<!\[CDATA\[|\]\]>", "", markup))
    return paragraphs(text) if _STILL_MARKUP.search(text) else text


def _plain(detail: Any) -> str:
    """A title as plain text, whatever it was escaped by."""
    if not detail:
        return ""
    value = str(detail.get("value", ""))
    if "html" in detail.get("type", ""):
        value = paragraphs(value)
    return _titled(value)


def _titled(title: str | None) -> str:
    return " ".join(html.unescape(title or "").split())


def _authors(entry: Any) -> str:
    """All authors, without their addresses."""
    written = [str(each.get("name", "")) for each in entry.get("authors", ())]
    if len(written) < 2:
        written = [str(entry.get("author", "")) or "".join(written)]
    return byline_of(_name(each) for each in written)


def _name(written: str) -> str:
    written = written[:LONGEST_NAME]
    match = _NAMED.match(written)
    return " ".join((match["name"] if match else _ADDRESS.sub("", written)).split())


def _link(entry: Any) -> str:
    address = str(entry.get("link", ""))
    return address if address.startswith(("http://", "https://")) and address.split() == [address] else ""


def _date(entry: Any) -> datetime | date | None:
    for key in ("published", "updated", "created"):
        # Asked as a dict of its own kind an entry without a day would answer with another one's.
        day = read_day(str(dict.get(entry, key, "")))
        if day:
            return day
        parsed = dict.get(entry, f"{key}_parsed")
        if parsed:
            year, month, monthday, hour, minute, second = parsed[:6]
            return datetime(year, month, monthday, hour, minute, second, tzinfo=UTC)
    return None
