"""The items of the knowledge that may have a quotation's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.knowledge import Item
from bot.verify.quotation import ClaimedQuotation
from bot.verify.source import QuoteSource

SHORTLIST = 30
"""Candidates that are compared; the right one stands among the first few unless thousands are alike."""
QUERY_WORDS = 40
"""Words of one search; a longer quotation is searched for in stretches of this length."""
MOST_QUERIES = 6
"""Stretches of a long quotation that are searched for: its beginning, its end, and some between."""


def candidates(asked: ClaimedQuotation, source: QuoteSource, kind: Literal["quote", "fact"]) -> list[Item]:
    """Candidates for the quotation's stretches, each once, best first."""
    words = asked.length
    starts = list(range(0, words, QUERY_WORDS))
    if len(starts) > MOST_QUERIES:
        step = (len(starts) - 1) / (MOST_QUERIES - 1)
        starts = [starts[round(step * number)] for number in range(MOST_QUERIES)]
    found: dict[tuple[str, int], Item] = {}
    for start in starts:
        for item in search(asked, source, start, min(start + QUERY_WORDS, words), kind):
            found.setdefault((item.article, item.index), item)
    return list(found.values())


def search(
    asked: ClaimedQuotation, source: QuoteSource, first: int, end: int, kind: Literal["quote", "fact"]
) -> Sequence[Item]:
    """Candidates for the quotation's words from `first` to `end`, the last one excluded."""
    words = asked.reading.words
    return source.candidates(asked.text[words[first].start : words[end - 1].end], kind, SHORTLIST)
