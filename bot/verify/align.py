"""Words of a quotation laid beside the words of a quote, with the least that must have been done to them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

SWAP = 1.9
"""Cost of one word for another: at the end of a quotation rather that than a word added."""
MOST_SWAPPED = 2
"""Words at either end that may have been put for others; more of them were added."""
ADD = 2.0
"""Cost of a word that the quote does not have."""
SKIP, SKIP_ON = 1.85, 0.25
"""Cost of leaving out a word of the quote, and of each further one: a dropped clause is one deed. With
a swap it costs less than two swaps, so that the last word is found where one before it was left out."""
MOST_CELLS = 40_000
"""Word pairs up to which the best alignment is made, some 40 ms; longer texts get a faster one."""
_DIAGONAL, _ADDED = 0, -1


class Step(Enum):
    """What was done at one place."""

    SAME = "same"
    SWAP = "swap"
    ADD = "add"
    SKIP = "skip"


class Pair(NamedTuple):
    """A step at word `given` of the quotation and word `known` of the quote, counted from 0."""

    step: Step
    given: int
    known: int


def align(given: Sequence[str], known: Sequence[str]) -> list[Pair]:
    """The cheapest way from the quote to the quotation; words of the quote before and after it cost nothing.

    Semi-global alignment with affine gaps on the quote's side (Gotoh, 1982).
    """
    if len(given) * len(known) > MOST_CELLS:
        return _trimmed(_fast(given, known))
    how, end = _table(given, known)
    return _trimmed(_walk_back(given, known, how, end))


def _table(given: Sequence[str], known: Sequence[str]) -> tuple[list[list[int]], int]:
    """How each pair of positions is reached best (above 0: by skipping so many words), and the end."""
    width = len(known) + 1
    above = [0.0] * width
    how = [[_DIAGONAL] * width]
    for word in given:
        row = [above[0] + ADD]
        steps = [_ADDED]
        skip, skipped = float("inf"), 0
        for j in range(1, width):
            if row[j - 1] + SKIP < skip + SKIP_ON:
                skip, skipped = row[j - 1] + SKIP, 1
            else:
                skip, skipped = skip + SKIP_ON, skipped + 1
            best, step = (above[j - 1] if word == known[j - 1] else above[j - 1] + SWAP), _DIAGONAL
            if above[j] + ADD < best:
                best, step = above[j] + ADD, _ADDED
            if skip < best:
                best, step = skip, skipped
            row.append(best)
            steps.append(step)
        how.append(steps)
        above = row
    return how, min(range(width), key=above.__getitem__)


def _walk_back(given: Sequence[str], known: Sequence[str], how: list[list[int]], end: int) -> list[Pair]:
    pairs: list[Pair] = []
    i, j = len(given), end
    while i:
        step = how[i][j]
        if step == _ADDED:
            i -= 1
            pairs.append(Pair(Step.ADD, i, j))
        elif step == _DIAGONAL:
            i, j = i - 1, j - 1
            pairs.append(Pair(Step.SAME if given[i] == known[j] else Step.SWAP, i, j))
        else:
            pairs.extend(Pair(Step.SKIP, i, at) for at in range(j - 1, j - 1 - step, -1))
            j -= step
    return pairs[::-1]


def _fast(given: Sequence[str], known: Sequence[str]) -> list[Pair]:
    """Plain edit distance over the whole texts, for texts too long for the table."""
    pairs: list[Pair] = []
    for step in Levenshtein.opcodes(known, given):
        ours = range(step.dest_start, step.dest_end)
        theirs = range(step.src_start, step.src_end)
        if step.tag == "insert":
            pairs.extend(Pair(Step.ADD, i, step.src_start) for i in ours)
        elif step.tag == "delete":
            pairs.extend(Pair(Step.SKIP, step.dest_start, j) for j in theirs)
        else:
            done = Step.SAME if step.tag == "equal" else Step.SWAP
            pairs.extend(Pair(done, i, j) for i, j in zip(ours, theirs, strict=True))
    return pairs


def _trimmed(pairs: list[Pair]) -> list[Pair]:
    """Without the quote's words before and after the quotation."""
    first, last = 0, len(pairs)
    while first < last and pairs[first].step is Step.SKIP:
        first += 1
    while last > first and pairs[last - 1].step is Step.SKIP:
        last -= 1
    kept = pairs[first:last]
    return _added(_added(kept)[::-1])[::-1]


def _added(pairs: list[Pair]) -> list[Pair]:
    """The steps with a longer row of swaps at their beginning read as words added before the quote."""
    swaps = next((n for n, pair in enumerate(pairs) if pair.step not in {Step.SWAP, Step.ADD}), len(pairs))
    if swaps <= MOST_SWAPPED or swaps == len(pairs):
        return pairs
    return [*(pair._replace(step=Step.ADD) for pair in pairs[:swaps]), *pairs[swaps:]]
