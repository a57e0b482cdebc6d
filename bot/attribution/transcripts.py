"""Quotations in marks, and the turns of interviews and hearings printed without them: "ROE: We begin."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.attribution.labels import turns_of
from bot.attribution.stretches import Stretches
from bot.text import Family, Quotation

_NAME = r"[A-Z][A-Z.’'\-]+(?: [A-Z][A-Z.’'\-]+){0,3}"
# What follows a label is a sentence; in “Black Harbour: Storm Forever” it is the rest of a title.
_LOWER = re.compile(r"\b[a-z]{4,}")
# Inside marks a name in lower case is a label as well.
_INNER = re.compile(rf"\s*(?:{_NAME}|[A-Z][a-z]+(?: [A-Z][\w.]+){{1,2}}):\s+(?=\S)")


def with_transcripts(text: str, marked: Sequence[Quotation], *, labelled: bool = False) -> list[Quotation]:
    """The quotations in marks, without labels inside them, and the turns of a transcript without marks."""
    turns = [
        Quotation(turn.start, turn.end, turn.start, turn.end, Family.DOUBLE, continues=turn.continues)
        for turn in turns_of(text, labelled=labelled)
    ]
    inside = Stretches.of((turn.open, turn.close) for turn in turns)
    kept = [q for q in marked if not inside.holds(q.open)]
    return sorted([*turns, *(_without_label(text, q) for q in kept)], key=lambda q: q.open)


def _without_label(text: str, quotation: Quotation) -> Quotation:
    label = _INNER.match(text, quotation.start, quotation.end)
    if label is None or not _LOWER.search(text, label.end(), quotation.end):
        return quotation
    start, end = label.end(), quotation.end
    return Quotation(
        start, end, start, quotation.close, quotation.family, quotation.closed, quotation.continues
    )
