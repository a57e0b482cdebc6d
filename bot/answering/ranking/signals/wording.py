"""Signals of wording: which of the question's words a candidate has, and where."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from bot.answering.question.terms import Term
from bot.answering.ranking.pool import Candidate, Pool

NEAR = 3
"""Words between two of the question's neighbouring words that still count as together."""


def share(pool: Pool, words_of: frozenset[str]) -> float:
    """Share of the topic's weight that stands in these stems."""
    return math.fsum([t.weight for t in pool.topical if has(t, words_of)]) / pool.weight


def has(term: Term, stems: frozenset[str]) -> bool:
    """Whether one of the term's readings is among the stems."""
    return not stems.isdisjoint(term.stems)


def context(pool: Pool) -> list[float]:
    """0..1: share of the question's words, by weight, in the item's context."""
    return [share(pool, c.context) for c in pool.candidates]


def anywhere(pool: Pool) -> list[float]:
    """0..1: the same in its text, context, title, speaker or role; names spoken of not as the speaker's."""
    return [
        math.fsum(t.weight for t in pool.topical if _has_somewhere(c, t, pool)) / pool.weight
        for c in pool.candidates
    ]


def _has_somewhere(candidate: Candidate, term: Term, pool: Pool) -> bool:
    """Whether a candidate has a word; that it is said by somebody who is spoken of does not count."""
    return has(term, candidate.told if term in pool.spoken_of else candidate.everything)


def rarest(pool: Pool) -> list[float]:
    """0..1: weight of the rarest of the question's words in the text."""
    return [max((t.weight for t in pool.topical if has(t, c.words)), default=0.0) for c in pool.candidates]


def missing(pool: Pool) -> list[float]:
    """0..1: weight of the rarest of the question's words that stands nowhere in it; see `anywhere`."""
    return [
        max((t.weight for t in pool.topical if not _has_somewhere(c, t, pool)), default=0.0)
        for c in pool.candidates
    ]


def topic(pool: Pool) -> list[float]:
    """0..1: share of the words that name nobody, by weight, that the candidate accounts for."""
    terms = pool.question.topic
    total = math.fsum(term.weight for term in terms) or 1.0
    return [math.fsum(t.weight for t in terms if explains(c, t, pool)) / total for c in pool.candidates]


def explains(candidate: Candidate, term: Term, pool: Pool) -> bool:
    """Whether a candidate accounts for a word: has it, or is said by one whose office it may mean."""
    offices = pool.question.office.stems.get(term.stems[0], {})
    return has(term, candidate.everything) or any(stem in candidate.role for stem in offices)


def pairs(pool: Pool) -> list[float]:
    """0..1: share of the question's neighbouring words that stand together in the text, too."""
    wanted = list(pairwise(pool.topical))
    return [_together(c, wanted) for c in pool.candidates]


def _together(candidate: Candidate, wanted: list[tuple[Term, Term]]) -> float:
    there = [pair for pair in wanted if has(pair[0], candidate.words) and has(pair[1], candidate.words)]
    return sum(_near(candidate.places, *pair) for pair in there) / len(wanted) if there else 0.0


def _near(places: Mapping[str, Sequence[int]], one: Term, other: Term) -> bool:
    left = [place for stem in one.stems for place in places.get(stem, ())]
    right = [place for stem in other.stems for place in places.get(stem, ())]
    return any(0 < abs(a - b) <= NEAR for a in left for b in right)


def phrase(pool: Pool) -> list[float]:
    """0..1: share of the question's words, by weight, in the longest run of them that stands so in the text.

    A run needs two topical words; words between them count for its length alone.
    """
    terms = pool.question.terms
    return [_longest_run(terms, c) / pool.weight for c in pool.candidates]


def _longest_run(terms: Sequence[Term], candidate: Candidate) -> float:
    best = 0.0
    stems = candidate.text
    for first, term in enumerate(terms):
        for at in (place for stem in term.stems for place in candidate.places.get(stem, ())):
            size = 1
            while _stands(terms, first + size, stems, at + size):
                size += 1
            run = [term for term in terms[first : first + size] if term.topical]
            if len(run) > 1:
                best = max(best, math.fsum(term.weight for term in run))
    return best


def _stands(terms: Sequence[Term], place: int, stems: Sequence[str], at: int) -> bool:
    return place < len(terms) and at < len(stems) and stems[at] in terms[place].stems


def focus(pool: Pool) -> list[float]:
    """0..1: share of the text's words that the question has: a short sentence to the point is near 1."""
    asked = {stem for term in pool.topical for stem in term.stems}
    return [len(asked & c.words) / max(1, len(c.words)) for c in pool.candidates]


def length(pool: Pool) -> list[float]:
    """Natural logarithm of the number of words in the text."""
    return [math.log(1 + len(c.text)) for c in pool.candidates]


def fused(pool: Pool) -> list[float]:
    """0..1: how high all searches together place it, as a share of the first."""
    return [c.fused for c in pool.candidates]
