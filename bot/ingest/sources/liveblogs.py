"""The entries of a live blog, each with the moment at which it was written."""

from __future__ import annotations

import importlib
import re
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from bot.ingest.draft.days import read_day
from bot.ingest.sources.linked_data import Told
from bot.ingest.sources.markup import paragraphs, show_speech, text_of, tree_of

FEWEST = 3
"""Entries with a time that make a page a live blog."""

_ENTRY = re.compile(
    r"live-?blog|live-?post|live-?update|blog-?(?:entry|post)|liveblogupdate|\bupdate\b", re.IGNORECASE
)
_POST = re.compile(r"(?:^|[\s_-])(?:post|entry|event|card)(?:$|[\s_-])(?!.*comment)", re.IGNORECASE)
_TIME = re.compile(r"(?:^|[\s_-])(?:time|timestamp|date|datetime)(?:$|[\s_-])", re.IGNORECASE)
_MOMENTS = (
    "datetime",
    "data-time",
    "data-datetime",
    "data-timestamp",
    "data-date",
    "data-published",
    "title",
)
"""Attributes in which the moment of an entry stands, as a date or in seconds since 1970."""
_LIVE = re.compile(r"LiveBlog|BlogPosting|liveBlogUpdate", re.IGNORECASE)


class Entry(NamedTuple):
    """What was written at a moment."""

    moment: datetime | date
    text: str


def entries_of(tree: Any, told: Told) -> list[Entry]:
    """The entries of a page in its order; none where it is no live blog."""
    found = [entry for each in told.updates if (entry := _of_data(each))]
    if len(found) < FEWEST:
        found = _of_markup(tree)
    return found if len(found) >= FEWEST else []


def text_of_entries(entries: list[Entry]) -> str:
    """The entries below each other, each beneath a line with its moment."""
    return "\n".join(f"{entry.moment.isoformat()}\n{entry.text}" for entry in entries)


def _of_data(data: dict[str, Any]) -> Entry | None:
    moment = read_day(str(data.get("datePublished", "")))
    body = paragraphs(str(data.get("articleBody") or "").replace("\n", "<br>"))
    head = " ".join(str(data.get("headline") or "").split())
    text = "\n".join(filter(None, (head if head and not body.startswith(head) else "", body)))
    return Entry(moment, text) if moment and text else None


def _of_markup(tree: Any) -> list[Entry]:
    """Elements that are marked as entries and hold a `<time>` with its moment."""
    found: list[Entry] = []
    inside: set[Any] = set()
    for element in tree.iter("article", "div", "li", "section"):
        if not _is_entry(element) or any(parent in inside for parent in element.iterancestors()):
            continue
        moments = [moment for time in _times(element) if (moment := _moment(time))]
        if len(moments) != 1:
            continue
        inside.add(element)
        copy = tree_of(_written(element))
        for time in _times(copy):
            time.text, rest = "", list(time)
            for child in rest:
                time.remove(child)
        show_speech(copy)
        text = text_of(copy.body)
        if text:
            found.append(Entry(moments[0], text))
    return found


def _is_entry(element: Any) -> bool:
    marks = " ".join(
        element.get(key) or "" for key in ("class", "id", "itemprop", "data-component", "data-block-type")
    )
    if _ENTRY.search(marks) or _LIVE.search(element.get("itemtype") or ""):
        return True
    posted = element.tag in ("article", "li") or _POST.search(element.get("class") or "") is not None
    return posted and len(_times(element)) == 1 and _beside_others(element)


def _times(element: Any) -> list[Any]:
    """The elements that tell a time: `<time>`, and others whose class and attributes do."""
    return [
        each
        for each in element.iter()
        if each.tag == "time" or (_TIME.search(str(each.get("class") or "")) and _moment(each) is not None)
    ]


def _moment(time: Any) -> datetime | date | None:
    for key in _MOMENTS:
        written = time.get(key) or ""
        if re.fullmatch(r"\d{10}(?:\d{3})?", written):
            return datetime.fromtimestamp(int(written[:10]), UTC)
        if moment := read_day(written):
            return moment
    return None


def _beside_others(element: Any) -> bool:
    """Whether the elements beside it have a time each, too."""
    parent = element.getparent()
    beside = [each for each in parent if each.tag == element.tag] if parent is not None else []
    return len(beside) >= FEWEST and all(len(_times(each)) == 1 for each in beside)


def _written(element: Any) -> str:
    etree: Any = importlib.import_module("lxml.etree")
    return str(etree.tostring(element, encoding="unicode", with_tail=False))
