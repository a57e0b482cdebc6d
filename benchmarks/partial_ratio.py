"""The obvious check of a quotation: rapidfuzz's `partial_ratio` over all quotes, and two limits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from benchmarks.verify import Row, Said
from bot.knowledge.reader import read
from bot.names import Identity, compare

SAME, NEAR = 98, 75
"""Limits of partial_ratio (0 to 100) for "genuine" and "altered"."""
NAME = f"rapidfuzz partial_ratio, limits {SAME} and {NEAR}"


class _Quote(NamedTuple):
    text: str
    speaker: str
    place: tuple[str, str]


def partial_ratio(knowledge: Path) -> Callable[[Row], Said]:
    """The check over all quotes of a folder: the quote with the highest partial_ratio."""
    quotes = _quotes(knowledge)
    texts = [default_process(quote.text) for quote in quotes]

    def check(row: Row) -> Said:
        asked = default_process(row.quotation)
        found = process.extractOne(asked, texts, scorer=fuzz.partial_ratio, score_cutoff=NEAR)
        if not found:
            return Said("unknown", None)
        best = quotes[found[2]]
        if found[1] < SAME:
            return Said("altered", best.place)
        fits = row.speaker is None or compare(row.speaker, Identity(best.speaker))
        return Said("genuine" if fits else "misattributed", best.place)

    return check


def _quotes(folder: Path) -> list[_Quote]:
    files = sorted(path for ending in ("*.yaml", "*.yml") for path in folder.rglob(ending))
    articles = [article for path in files for article in read(path, path.name).articles]
    return [
        _Quote(quote.text, quote.speaker, (article.id, f"quotes[{number}]"))
        for article in articles
        for number, quote in enumerate(article.quotes)
    ]
