"""Whether a question asks for the first or the last of what was said: "the first thing Roe said"."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Order(StrEnum):
    """Which of what fits is wanted by its day; NONE where nothing says so."""

    NONE = ""
    EARLIEST = "earliest"
    LATEST = "latest"


class Ordered(NamedTuple):
    """An order, and the characters `start` to `end` (excluded) that say so."""

    order: Order = Order.NONE
    start: int = 0
    end: int = 0


_SAID = (
    r"(?:public\s+|known\s+|recorded\s+|ever\s+|own\s+)?(?:thing|statement|remark|comment|quote|quotation|word|line"
    r"|mention|reaction|response|reply|answer|utterance|article|report|entry|news|item|piece|interview|time)s?"
)
"""What is said, as questions call it."""
_SPEAKS = (
    r"(?:sa(?:y|id|ys)|sp(?:eak|oke)|mention(?:ed)?|comment(?:ed)?|talk(?:ed)?|react(?:ed)?|address(?:ed)?|heard"
    r"|quoted|reported|express(?:ed)?|call(?:ed)?|announced?|criti[cs]i[sz]ed?)"
)
_FIRST = (
    rf"(?<!for\sthe\s)(?:first|oldest|earliest)\s+(?:{_SAID}|(?:ever\s+)?{_SPEAKS})\b"
    r"|\b(?:oldest|earliest)\s+(?:from|by|of)\b"
)
_PATTERNS = (
    (
        Order.LATEST,
        re.compile(
            r"\b(?:latest|most\s+recent(?:ly)?|newest|recently)\b"
            rf"|(?<!for\s)\blast\s+(?:{_SAID}|{_SPEAKS})\b",
            re.IGNORECASE,
        ),
    ),
    (Order.EARLIEST, re.compile(rf"\b{_FIRST}|^\W*(?:the\s+)?(?:first|oldest|earliest)\W*$", re.IGNORECASE)),
)


def ordered(question: str) -> Ordered:
    """The order that a question asks for; the words of the one that stands first."""
    found = [(match, order) for order, pattern in _PATTERNS if (match := pattern.search(question))]
    if not found:
        return Ordered()
    match, order = min(found, key=lambda each: each[0].start())
    return Ordered(order, match.start(), match.end())
