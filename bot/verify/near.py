"""How close a quotation is to a quote, and which runs of words they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from bot.verify.align import Pair, Step
from bot.verify.lexicon import PLAIN

SMALL_WORD = 0.35
"""Weight of a word that any text has, beside 1 for one that tells something."""
SHORTEST_RUN = 3
"""Words in a row that two texts must share for it to count wherever it stands."""


class Run(NamedTuple):
    """Words that stand in a row in both texts: `size` of them from word `given` and from word `known` on."""

    given: int
    known: int
    size: int


def is_small(word: str) -> bool:
    """Whether a folded word says little about which text it is from."""
    return word in PLAIN


def weight(words: Sequence[str]) -> float:
    """What folded words weigh together."""
    return sum(SMALL_WORD if word in PLAIN else 1.0 for word in words)


def telling(words: Sequence[str]) -> int:
    """How many different words say something about which text they are from."""
    return len({word for word in words if word not in PLAIN})


def runs(given: Sequence[str], known: Sequence[str], shortest: int = SHORTEST_RUN) -> list[Run]:
    """Shared runs of words, longest first, none overlapping another (greedy string tiling, Wise 1993)."""
    places = defaultdict(list)
    for at, word in enumerate(known):
        places[word].append(at)
    found: list[Run] = []
    ends: dict[int, int] = {}
    for i, word in enumerate(given):
        now = {j: ends.get(j - 1, 0) + 1 for j in places.get(word, ())}
        following = given[i + 1] if i + 1 < len(given) else None
        for j, size in now.items():
            ends_here = following is None or j + 1 >= len(known) or known[j + 1] != following
            if size >= shortest and ends_here:
                found.append(Run(i - size + 1, j - size + 1, size))
        ends = now
    return _tiled(found, len(given), len(known), shortest)


def _tiled(found: list[Run], given: int, known: int, shortest: int) -> list[Run]:
    """Runs that do not overlap: each, longest first, cut down to what the ones before have left."""
    free_given, free_known = bytearray(b"\1" * given), bytearray(b"\1" * known)
    kept: list[Run] = []
    for run in sorted(found, key=lambda run: -run.size):
        start = 0
        while start < run.size:
            while start < run.size and not _both_free(run, start, free_given, free_known):
                start += 1
            end = start
            while end < run.size and _both_free(run, end, free_given, free_known):
                end += 1
            if end - start >= shortest:
                kept.append(Run(run.given + start, run.known + start, end - start))
                for at in range(start, end):
                    free_given[run.given + at] = free_known[run.known + at] = 0
            start = end + 1
    return sorted(kept, key=lambda run: (-run.size, run.given))


def _both_free(run: Run, at: int, given: bytearray, known: bytearray) -> bool:
    return bool(given[run.given + at] and known[run.known + at])


def closeness(given: Sequence[str], pairs: Sequence[Pair], shared: Sequence[Run]) -> float:
    """The share of the quotation's words, weighted, that are the quote's: 0 to 1.

    Counted are words in the same order, or runs of words wherever they stand, whichever is more.
    """
    whole = weight(given)
    if not whole:
        return 0.0
    in_order = weight([given[pair.given] for pair in pairs if pair.step is Step.SAME])
    in_runs = weight([word for run in shared for word in given[run.given : run.given + run.size]])
    return min(1.0, max(in_order, in_runs) / whole)
