"""Of the candidates, the quotes that a quotation is nearest to, or was put together from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.knowledge import Item
from bot.verify.align import Pair, align
from bot.verify.near import Run, closeness, is_small, runs, telling, weight
from bot.verify.reading import TextReading, read_known, rough_words

ALIGNED = 6
"""Candidates, at most, that are laid beside the quotation word by word; chosen by the words they share."""
SHORTEST_PART = 4
"""Words in a row from which a part of a quotation is taken to be another quote's."""
LONG_PART = 6
"""The same for words of which none tells anything by itself."""
JOINED = 0.8
"""Share of a quotation's words, weighted, that two or more quotes must make up together."""
MOST_PARTS = 5
"""Quotes that one quotation may be stitched from."""


class Near(NamedTuple):
    """A candidate beside the quotation: steps from one to the other, shared runs, and how close it is."""

    item: Item
    reading: TextReading
    pairs: list[Pair]
    shared: list[Run]
    closeness: float


class StitchedPart(NamedTuple):
    """A quote that a stretch of the quotation is from: the shared run, and its share of the words."""

    item: Item
    reading: TextReading
    run: Run
    share: float


def nearest(quotation: TextReading, items: Sequence[Item], least: float = 0.0) -> list[Near]:
    """The nearest few of the items that are at least so close (0 to 1), nearest first."""
    given = quotation.folded
    asked = rough_words(quotation.text)
    scores = [_rough(asked, rough_words(item.text)) for item in items]
    enough = max(_rough(asked, asked) * least / 2, max(scores, default=0.0) / 2)
    likely = [number for number, score in enumerate(scores) if score and score >= enough]
    likely.sort(key=lambda number: -scores[number])
    found = (_near(given, items[number]) for number in likely[:ALIGNED])
    return sorted((near for near in found if near.closeness >= least), key=lambda near: -near.closeness)


def stitched(quotation: TextReading, items: Sequence[Item]) -> list[StitchedPart]:
    """The quotes, in the quotation's order, of which it was put together; empty where it was not."""
    given = quotation.folded
    asked = rough_words(quotation.text)
    options = [
        (run, item)
        for item in items
        if runs(asked, rough_words(item.text), SHORTEST_PART)
        for run in runs(given, read_known(item.text).folded, SHORTEST_PART)
        if _tells(given, run)
    ]
    options.sort(key=lambda option: -option[0].size)
    parts: list[tuple[Run, Item]] = []
    covered: set[int] = set()
    for run, item in options:
        if len(parts) == MOST_PARTS:
            break
        left = _uncovered(run, covered)
        if _tells(given, left):
            parts.append((left, item))
            covered.update(range(left.given, left.given + left.size))
    share = weight([given[at] for at in sorted(covered)]) / (weight(given) or 1.0)
    if len({(item.article, item.index) for _, item in parts}) < 2 or share < JOINED:
        return []
    whole = weight(given)
    return [
        StitchedPart(
            item, read_known(item.text), run, weight(given[run.given : run.given + run.size]) / whole
        )
        for run, item in sorted(parts, key=lambda part: part[0].given)
    ]


def left_over(quotation: TextReading, near: Near) -> tuple[int, int] | None:
    """The longest stretch of words (first, end) that are not from the quote that the others are from.

    None where they share no part, or where hardly a word is left.
    """
    taken = {
        at
        for run in near.shared
        if run.size >= SHORTEST_PART
        for at in range(run.given, run.given + run.size)
    }
    left = _uncovered(Run(0, 0, len(quotation.words)), taken)
    return (left.given, left.given + left.size) if taken and left.size >= SHORTEST_PART else None


def _tells(given: Sequence[str], run: Run) -> bool:
    """Whether a shared run is more than what any two texts share."""
    said = telling(given[run.given : run.given + run.size])
    return run.size >= (SHORTEST_PART if said else LONG_PART)


def _near(given: Sequence[str], item: Item) -> Near:
    reading = read_known(item.text)
    pairs = align(given, reading.folded)
    shared = runs(given, reading.folded)
    return Near(item, reading, pairs, shared, closeness(given, pairs, shared))


def _rough(given: Sequence[str], known: Sequence[str]) -> float:
    """What the two texts share, weighted: neighbouring words, and words alone at a third."""
    alone = set(known)
    neighbours = set(pairwise(known))
    pairs = (pair for pair in pairwise(given) if pair in neighbours)
    return sum(map(weight, pairs)) + sum(1 for word in set(given) & alone if not is_small(word)) / 3


def _uncovered(run: Run, covered: set[int]) -> Run:
    """The longest stretch of the run that no part before has taken."""
    best = Run(run.given, run.known, 0)
    start = None
    for at in range(run.size + 1):
        free = at < run.size and run.given + at not in covered
        if free and start is None:
            start = at
        if not free and start is not None:
            if at - start > best.size:
                best = Run(run.given + start, run.known + start, at - start)
            start = None
    return best
