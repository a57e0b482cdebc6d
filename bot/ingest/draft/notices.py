"""Correction notices: what they say of the article they are about, what it said, and what is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bot.ingest.draft.model import Draft
from bot.ingest.draft.swaps import Swap, swap_of
from bot.text import MONTH_NUMBERS, quotations

_KINDS = (
    r"(?:a )?(?:corrections?|clarifications?|erratum|errata|amendments?|retractions?)"
    r"(?: (?:and|&) (?:corrections?|clarifications?|amendments?))?|for the record|editor[’']s note"
)
LONGEST_NOTICE = 2000
"""Characters of a notice, two screens of a phone: what is longer says more than what was wrong."""
_NOTICE = re.compile(rf"\W*(?:{_KINDS})\s*(?:$|[:|(]|[-–—]\s|to\b)", re.IGNORECASE)
_HEADING = re.compile(rf"\W*(?:{_KINDS})\W*", re.IGNORECASE)
_LEAD = re.compile(rf"^\W*(?:{_KINDS})\s*[:|–—-]\s*", re.IGNORECASE)
_ITEM = re.compile(r"^\s*(?:[•●▪◦*·–—-]|\d{1,2}[.)])\s+")
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\.?"
_DAYS = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}\b(?:,? (?P<year>(?:19|20)\d\d))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>(?:19|20)\d\d))?", re.IGNORECASE
    ),
)
_OF_ARTICLE = re.compile(
    r"\b(?:articles?|stor(?:y|ies)|reports?|items?|pieces?|columns?|interviews?|editions?|versions?|obituar\w+"
    r"|published|posted|headlined?|page|we (?:said|reported|wrote)|caption)\b|\([^()]*$",
    re.IGNORECASE,
)
_OF_NOTICE = re.compile(r"\b(?:amended|corrected|updated|appended|changed) (?:on|at) \S*$", re.IGNORECASE)


class Day(NamedTuple):
    """A day that may lack its year (0)."""

    day: int
    month: int
    year: int

    def is_that_of(self, other: date) -> bool:
        return (self.day, self.month) == (other.day, other.month) and self.year in (0, other.year)


class Notice(NamedTuple):
    """A correction: its own words, the words between its marks, the days on which the article may have stood.

    `swap` is what was wrong and what is right, None where it does not say both.
    """

    note: str
    marked: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()
    swap: Swap | None = None


def notices_of(draft: Draft) -> tuple[Notice, ...]:
    """The notices that an article consists of: one, or those of a list; none where it is no notice."""
    lines = [line.strip() for line in draft.text.split("\n") if line.strip()]
    if not any(_NOTICE.match(line) for line in lines[:2]):
        return ()
    own = lines[1:] if _HEADING.fullmatch(lines[0]) else lines
    items = [line for line in own if _ITEM.match(line)]
    parts = items if len(items) > 1 else [" ".join(own)]
    notes = (_LEAD.sub("", _ITEM.sub("", part)) for part in parts if len(part) <= LONGEST_NOTICE)
    return tuple(map(_notice, notes))


def _notice(note: str) -> Notice:
    marked = (note[each.start : each.end].strip(" ,.") for each in quotations(note))
    # The day of the article is a number, too, but none that was wrong.
    swap = swap_of(note) or swap_of(without_days(note))
    return Notice(note, tuple(filter(None, marked)), tuple(_days(note)), swap)


def without_days(note: str) -> str:
    """What a notice says but for its days, of which the month may be somebody's name."""
    for form in _DAYS:
        note = form.sub("…", note)
    return note


def _days(note: str) -> Iterator[Day]:
    """The days that the notice gives of the article, not those of what happened or of the notice itself."""
    for form in _DAYS:
        for match in form.finditer(note):
            found = match.groupdict()
            before = note[note.rfind(". ", 0, match.start()) + 1 : match.start()]
            if _OF_NOTICE.search(before) or not _OF_ARTICLE.search(before):
                continue
            month = found.get("number") or MONTH_NUMBERS[str(found.get("month")).lower()]
            yield Day(int(found["day"]), int(month), int(found["year"] or 0))
