"""What a correction notice says was wrong, and what is right: the forms in which papers put it."""

from __future__ import annotations

import re
from typing import NamedTuple


class Swap(NamedTuple):
    """The words that were wrong, and those that are right."""

    was: str
    now: str


_PART = r"(?:[^.;]|\.(?=\d))"
_WAS, _NOW = rf"(?P<was>{_PART}{{1,80}}?)", rf"(?P<now>{_PART}{{1,80}}?)"
_NUMBER = r"[$€£¥]?\d[\d.,:]*\d%?|[$€£¥]?\d%?"
_OPENS, _CLOSES = "[“\"'‘]", "[”\"’']"
_MARKED_WAS = rf"{_OPENS}(?P<was>[^”\"’]+?)[,.]?{_CLOSES}"
_MARKED_NOW = rf"{_OPENS}(?P<now>[^”\"’]+?)[,.]?{_CLOSES}"
_THEN = (
    r"(?:It|They|He|She|There|That|This|The [^.;]{1,40}?)"
    r"\s+(?:is|are|was|were|has|have|had|should (?:have )?(?:be|been|read))"
)
_TRULY = r"(?:\s+(?:in fact|actually|really))?(?:,)?\s+"
_SHOULD = r"should (?:have )?(?:read|been|be|said)"
_GAVE = (
    r"\b(?:gave|put|reported|stated|listed|described|said|referred to|identified|named|cited)\b"
    rf"{_PART}*?\b(?:as|at|was|were|is|are|to be)\s+{_WAS}"
)
_GIVEN = (
    r"\b(?:was|were|is|are)\s+(?:\w+ly\s+)?(?:given|put|reported|stated|listed|described|identified|named|cited)"
    rf"\s+(?:as|at|to be)\s+{_WAS}"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_MARKED_WAS}\s+{_SHOULD}\s*:?\s*{_MARKED_NOW}",
        rf"\b(?:from|changed?|replaced?|corrected)\s+{_MARKED_WAS}\s+(?:to|with|by)\s+{_MARKED_NOW}",
        rf"{_MARKED_NOW},?\s+(?:and )?(?:not|instead of|rather than)\s+{_MARKED_WAS}",
        rf"\b{_SHOULD}\s+{_NOW},?\s+(?:not|instead of|rather than)\s+{_WAS}(?:\.(?!\d)|;|$)",
        rf"\b(?:is|was|were|are|has|had)\s+{_NOW},?\s+(?:and )?not\s+{_WAS}(?:\.(?!\d)|;|$)",
        rf"{_GIVEN}\.\s+{_THEN}{_TRULY}{_NOW}(?:\.(?!\d)|;|$)",
        rf"{_GAVE}\.\s+{_THEN}{_TRULY}{_NOW}(?:\.(?!\d)|;|$)",
        rf"\b(?:as|at)\s+(?P<was>{_NUMBER}{_PART}{{0,40}}?)\s+(?:instead of|rather than)"
        rf"\s+(?P<now>{_NUMBER}{_PART}{{0,40}}?)(?:\.(?!\d)|;|$)",
        rf"(?P<now>{_NUMBER})(?:\s+[\w-]+){{0,4}}?,?\s+(?:and )?not\s+(?P<was>{_NUMBER})",
        rf"^[^\d.]*(?P<was>{_NUMBER})[^\d.]*\.\s+{_THEN}{_TRULY}(?P<now>{_NUMBER})[^\d.]*\.?$",
    )
)
"""The surest first. Numbers alone are taken only where nothing else could be meant."""

_WHO = re.compile(
    r"\b(?:said by|spoken by|attribut\w+|misattribut\w+|credited|quoted|speaker)\b", re.IGNORECASE
)
"""Words of a notice that speaks of who said something: no entry's words are wrong then."""


def swap_of(note: str) -> Swap | None:
    """What a notice says was wrong and what is right; None where it does not say both."""
    for form in _FORMS:
        match = form.search(note)
        if match is None:
            continue
        sentence = note[note.rfind(". ", 0, match.start()) + 1 : match.end()]
        if _WHO.search(sentence):
            return None
        was, now = match["was"].strip(" ,"), match["now"].strip(" ,")
        return Swap(was, now) if was and now and was != now else None
    return None


def set_right(text: str, swap: Swap) -> str | None:
    """The text with the right words in the place of the wrong ones; None where these do not stand in it.

    Words that stand round them already come no second time: "Tom Lyle, not Lisle" sets "Tom Lisle" right.
    """
    found = re.search(rf"(?<![\w.,]){re.escape(swap.was)}(?!\w|[.,]\d)", text)
    if found is None:
        return None
    before, behind, words = text[: found.start()], text[found.end() :], swap.now.split()
    leads = (n for n in range(len(words) - 1, 0, -1) if before.rstrip().endswith(" ".join(words[:n])))
    words = words[next(leads, 0) :]
    ends = (n for n in range(1, len(words)) if re.match(rf"\s+{re.escape(' '.join(words[n:]))}\b", behind))
    return f"{before}{' '.join(words[: next(ends, len(words))])}{behind}"
