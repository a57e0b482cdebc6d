"""Interviews and hearings printed without quotation marks: "ROE: We begin."."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.text import Family, Quotation

# A transcript has at least so many labelled paragraphs, and somebody who speaks at least so often.
LABELLED_PARAGRAPHS = 3
TURNS = 2

_NAME = r"[A-Z][A-Z.’'\-]+(?: [A-Z][A-Z.’'\-]+){0,3}"
_LABEL = re.compile(rf"^[ \t]*({_NAME}):[ \t]+(?=\S)(.+)$", re.MULTILINE)
# What follows a label is a sentence; in "Black Harbour: Storm Forever" it is the rest of a title.
_LOWER = re.compile(r"\b[a-z]{4,}")
# Inside marks a name in lower case is a label as well.
_INNER = re.compile(rf"\s*(?:{_NAME}|[A-Z][a-z]+(?: [A-Z][\w.]+){{1,2}}):\s+(?=\S)")


def with_transcripts(text: str, marked: Sequence[Quotation]) -> list[Quotation]:
    """The quotations in marks, without labels inside them, and the turns of a transcript without marks."""
    turns = _turns(text)
    inside = [(turn.open, turn.close) for turn in turns]
    kept = [q for q in marked if not any(a <= q.open < b for a, b in inside)]
    return sorted([*turns, *(_without_label(text, q) for q in kept)], key=lambda q: q.open)


def _turns(text: str) -> list[Quotation]:
    found = list(_LABEL.finditer(text))
    often = Counter(match.group(1) for match in found).most_common(1)
    if len(found) < LABELLED_PARAGRAPHS or often[0][1] < TURNS:
        return []
    return [
        Quotation(m.start(2), end, m.start(2), end, Family.DOUBLE)
        for m in found
        for end in [m.start(2) + len(m.group(2).rstrip())]
    ]


def _without_label(text: str, quotation: Quotation) -> Quotation:
    label = _INNER.match(text, quotation.start, quotation.end)
    if label is None or not _LOWER.search(text, label.end(), quotation.end):
        return quotation
    start, end = label.end(), quotation.end
    return Quotation(
        start, end, start, quotation.close, quotation.family, quotation.closed, quotation.continues
    )
