"""Where sentences end: the one list of abbreviations after whose full stop none does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Sens?|Reps?|Govs?|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Rev|Prof|Jr|Sr|St|Mt|No|vs|Inc|Corp|Co|Ltd"
    "|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass"
    "|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Ave|Blvd|Dept|etc|al|Cmdr|Atty"
    "|Supt|Hon"
)
"""Titles, months, states and the like without their full stop, as alternatives of a pattern."""

# Tried at the first of a row of full stops only, not once for each of them.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s++(?=[\"'“‘«(\[]*[A-Z0-9])")
_NO_END = re.compile(rf"(?:^|[\s(\"“'‘])(?:[A-Za-z]|{ABBREVIATIONS}|(?:[A-Za-z]\.)+[A-Za-z])\.$")
_ANSWER = re.compile(r"(?:^|[\s(\"“'‘])No\.$")
"""A number's "No." stands before figures; before anything else it is an answer, and a sentence."""
_LONGEST = 12
"""Characters before a full stop in which an abbreviation is looked for."""


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, without the blanks around them."""
    breaks = [*_breaks(text), len(text)]
    yield from (text[first:last].strip() for first, last in pairwise(breaks))


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the whole sentences begin and end that hold characters `start` to `end` of the text."""
    breaks = _breaks(text)
    first = max(at for at in breaks if at <= start)
    last = min((at for at in breaks if at >= end), default=len(text))
    return first, last


def _breaks(text: str) -> list[int]:
    """Where sentences begin."""
    breaks = [0]
    for mark in _END.finditer(text):
        before = text[max(0, mark.start() - _LONGEST) : mark.start() + 1]
        answer = _ANSWER.search(before) and not text[mark.end() : mark.end() + 1].isdigit()
        if answer or not _NO_END.search(before):
            breaks.append(mark.end())
    return breaks
