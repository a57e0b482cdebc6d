"""Correction notices: which article they are about, what it said, and what is right."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.ingest.draft.model import Draft
from bot.text import quotations

SHORTEST_HEADLINE = 3
"""Words between marks from which on they may be the headline of the article that is meant."""

_NOTICE = re.compile(r"\W*(?:corrections?|clarifications?|erratum|for the record)\b", re.IGNORECASE)
_PART = r"(?:[^.;]|\.(?=\d))"
_WAS, _NOW = rf"(?P<was>{_PART}{{1,80}}?)", rf"(?P<now>{_PART}{{1,80}}?)"
_READ = re.compile(
    r"[“\"'‘](?P<was>[^”\"’]+?)[,.]?[”\"’']?\s+should (?:have )?(?:read|been|be|said)\s*:?\s*"
    r"[“\"'‘](?P<now>[^”\"’]+?)[,.]?[”\"’]"
)
_NOT = re.compile(
    rf"\b(?:is|was|were|are|should have been|should be)\s+{_NOW},? (?:and )?not {_WAS}(?:\.(?!\d)|;)"
)  # fmt: skip
_GAVE = re.compile(
    rf"\b(?:gave|put|reported|stated|listed|described|said)\b{_PART}*?\b(?:as|at|was|to be)\s+{_WAS}\.\s+"
    rf"(?:It|They|The {_PART}{{1,40}}?)\s+(?:is|are|was|were)\s+(?:in fact\s+|actually\s+)?{_NOW}\.(?!\d)"
)
"""The forms in which notices say what was wrong and what is right."""


class Notice(NamedTuple):
    """A correction: its own words, the headlines it names, and the words that were wrong and that are right.

    `was` and `now` are empty where it does not say both.
    """

    note: str
    headlines: tuple[str, ...]
    was: str = ""
    now: str = ""


def notice_of(draft: Draft) -> Notice | None:
    """The notice that an article is; None where it is none."""
    lines = [line.strip() for line in draft.text.split("\n") if line.strip()]
    if not any(_NOTICE.match(line) for line in lines[:2]):
        return None
    body = " ".join(lines[1:] if _NOTICE.fullmatch(lines[0].rstrip(":. ")) else lines)
    note = re.sub(r"^\W*(?:corrections?|clarifications?|erratum)\s*:\s*", "", body, flags=re.IGNORECASE)
    marked = (draft.text[each.start : each.end].strip(" ,.") for each in quotations(draft.text))
    headlines = tuple(words for words in marked if len(words.split()) >= SHORTEST_HEADLINE)
    found = next((match for form in (_READ, _GAVE, _NOT) if (match := form.search(note))), None)
    if found is None:
        return Notice(note, headlines)
    return Notice(note, headlines, found["was"].strip(), found["now"].strip())
