"""The sentences of an article that are the article's own, whole and letter for letter."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from bot.attribution.layout import Kind
from bot.attribution.reading import Reading
from bot.attribution.spans import is_heading
from bot.attribution.stretches import Stretches


class Prose(NamedTuple):
    """A sentence at characters `start` to `end`, with the number of its `words` outside quotation marks.

    `marked`: it has words in marks that nobody said; `heading`: it is written as a headline is.
    """

    start: int
    end: int
    words: int
    marked: bool
    heading: bool


def prose(reading: Reading, spoken: Collection[int]) -> Iterator[Prose]:
    """The sentences that hold none of the quotations `spoken` (by index), nor stand in one or in a turn."""
    page = reading.page
    covered = Stretches.of(
        (
            *((page.quotations[n].open, page.quotations[n].close) for n in spoken),
            *((turn.at, turn.end) for turn in reading.turns.values()),
        )
    )
    for sentence in page.sentences:
        marks = [token for token in sentence.tokens if token.kind is Kind.QUOTATION]
        if any(token.quotation in spoken for token in marks):
            continue
        if covered.meets(sentence.start, sentence.end):
            continue
        words = sum(token.kind is Kind.WORD for token in sentence.tokens)
        yield Prose(sentence.start, sentence.end, words, bool(marks), is_heading(sentence.tokens))
