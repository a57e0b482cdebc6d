"""The entries of a live blog, each with the moment at which it was written."""

from __future__ import annotations

import importlib
import re
from datetime import UTC, date, datetime
from itertools import chain, islice
from typing import Any, NamedTuple

from bot.ingest.draft.days import read_day
from bot.ingest.sources.linked_data import Told
from bot.ingest.sources.markup import paragraphs, show_speech, text_of, tree_of

FEWEST = 3
"""Entries with a time that make a page a live blog."""

_ENTRIES = ("article", "div", "li", "section")
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
    if len(list(islice(filter(_is_time, tree.iter()), FEWEST))) < FEWEST:
        return []
    etree: Any = importlib.import_module("lxml.etree")
    found: list[Entry] = []
    times = _Times(tree)
    within = 0
    inside: set[Any] = set()
    for event, element in etree.iterwalk(tree, events=("start", "end"), tag=_ENTRIES):
        if event == "end":
            within -= element in inside
            continue
        own = times.of(element)
        if within or len(own.moments) != 1 or not _is_entry(element, times):
            continue
        inside.add(element)
        within += 1
        copy = tree_of(_written(element))
        for time in [each for each in copy.iter() if _is_time(each)]:
            time.text, rest = "", list(time)
            for child in rest:
                time.remove(child)
        show_speech(copy)
        text = text_of(copy.body)
        if text:
            found.append(Entry(own.moments[0], text))
    return found


def _is_entry(element: Any, times: _Times) -> bool:
    marks = " ".join(
        element.get(key) or "" for key in ("class", "id", "itemprop", "data-component", "data-block-type")
    )
    if _ENTRY.search(marks) or _LIVE.search(element.get("itemtype") or ""):
        return True
    posted = element.tag in ("article", "li") or _POST.search(element.get("class") or "") is not None
    return posted and times.of(element).times == 1 and times.stand_beside(element)


def _is_time(element: Any) -> bool:
    """Whether an element tells a time: `<time>`, and others whose class and attributes do."""
    marks = str(element.get("class") or "")
    return element.tag == "time" or (_TIME.search(marks) is not None and _moment(element) is not None)


class _Told(NamedTuple):
    """How many elements within an element tell a time, itself among them, and the first two moments."""

    times: int = 0
    moments: tuple[datetime | date, ...] = ()


class _Times:
    """The times in each element of a page, counted once."""

    def __init__(self, tree: Any) -> None:
        etree: Any = importlib.import_module("lxml.etree")
        self._told: dict[Any, _Told] = {}
        self._beside: dict[tuple[Any, str], bool] = {}
        waiting: list[list[_Told]] = [[]]
        for event, element in etree.iterwalk(tree, events=("start", "end")):
            if event == "start":
                waiting.append([_own_time(element)])
                continue
            parts = waiting.pop()
            moments = tuple(islice(chain.from_iterable(part.moments for part in parts), 2))
            self._told[element] = told = _Told(sum(part.times for part in parts), moments)
            waiting[-1].append(told)

    def of(self, element: Any) -> _Told:
        """The times within an element."""
        return self._told.get(element, _Told())

    def stand_beside(self, element: Any) -> bool:
        """Whether the elements beside it have a time each, too."""
        parent = element.getparent()
        if parent is None:
            return False
        if (parent, element.tag) not in self._beside:
            beside = [each for each in parent if each.tag == element.tag]
            alike = len(beside) >= FEWEST and all(self.of(each).times == 1 for each in beside)
            self._beside[parent, element.tag] = alike
        return self._beside[parent, element.tag]


def _own_time(element: Any) -> _Told:
    if not _is_time(element):
        return _Told()
    moment = _moment(element)
    return _Told(1, () if moment is None else (moment,))


def _moment(time: Any) -> datetime | date | None:
    for key in _MOMENTS:
        written = time.get(key) or ""
        if re.fullmatch(r"\d{10}(?:\d{3})?", written):
            return datetime.fromtimestamp(int(written[:10]), UTC)
        if moment := read_day(written):
            return moment
    return None


def _written(element: Any) -> str:
    etree: Any = importlib.import_module("lxml.etree")
    return str(etree.tostring(element, encoding="unicode", with_tail=False))
