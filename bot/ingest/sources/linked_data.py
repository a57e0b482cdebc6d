"""What a page says of its article in linked data (JSON-LD with the words of schema.org), and in its head."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from bot.ingest.draft.days import read_day
from bot.ingest.sources.bylines import byline_of

_ARTICLES = re.compile(r"Article|BlogPosting|Report|LiveBlog|Review")
_PUBLISHED = frozenset([
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date",
    "pubdate", "publishdate", "publication_date", "publish-date", "dc.date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "parsely-pub-date", "sailthru.date", "citation_publication_date",
])  # fmt: skip
"""Names in a page's head under which the day of publication stands."""
DEEPEST = 8
"""Levels of lists and objects that are looked through."""


class Told(NamedTuple):
    """What the page says, empty where it says nothing; `updates` are the entries of a live blog."""

    title: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    published: datetime | date | None = None
    updates: tuple[dict[str, Any], ...] = ()


def told_of(tree: Any) -> Told:
    """What the first article in the page's linked data says of itself."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for each in _objects(data, 0):
            if _ARTICLES.search(str(each.get("@type", ""))):
                return _told(each)
    return Told()


def stated_day(tree: Any) -> datetime | date | None:
    """The day of publication in the page's `<meta>`, else in its first `<time>` that says so."""
    for meta in tree.iter("meta"):
        named = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if named in _PUBLISHED and (day := read_day(meta.get("content") or "")):
            return day
    for time in tree.iter("time"):
        marks = f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower()
        if ("publi" in marks or time.get("pubdate") is not None) and (
            day := read_day(time.get("datetime") or "")
        ):
            return day
    return None


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        yield from _objects(
            list(data.get("@graph", ())) if isinstance(data.get("@graph"), list) else [], depth + 1
        )
    elif isinstance(data, list):
        for each in data:
            yield from _objects(each, depth + 1)


def _told(data: dict[str, Any]) -> Told:
    updates = data.get("liveBlogUpdate") or ()
    return Told(
        title=_text(data.get("headline") or data.get("name")),
        source=_name(data.get("publisher")),
        author=_names(data.get("author")),
        url=_text(data.get("url")) or _id(data.get("mainEntityOfPage")),
        published=read_day(_text(data.get("datePublished"))),
        updates=tuple(each for each in updates if isinstance(each, dict))
        if isinstance(updates, list)
        else (),
    )


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return _text(value.get("name") if isinstance(value, dict) else value)


def _names(value: Any) -> str:
    return byline_of(_name(each) for each in (value if isinstance(value, list) else [value]))


def _id(value: Any) -> str:
    return _text(value.get("@id") if isinstance(value, dict) else value)
