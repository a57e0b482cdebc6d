"""What kind of words a difference touches, and whether it turns the meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.replies import DifferenceKind
from bot.verify.lexicon import COMPARISONS, MODALS, NEGATIONS, PRONOUNS
from bot.verify.numbers import amounts, is_number
from bot.verify.spelling import same_writing

_GROUPS = (
    (DifferenceKind.PRONOUN, PRONOUNS),
    (DifferenceKind.MODAL, MODALS),
    (DifferenceKind.COMPARISON, COMPARISONS),
)
_NEGATING_PREFIX = re.compile(r"^(?:un|in|im|il|ir|non|dis|anti|mis)(?=..)")


def kind_of(given: Sequence[str], known: Sequence[str], named: bool) -> DifferenceKind:
    """The gravest kind of a difference between words of the quotation and of the quote.

    The words are folded but for their apostrophes (`TextReading.written`). Either row may be empty (words
    added or lost); `named` tells that a name is among the words. Numbers are looked at first: "for" is no
    other spelling of "four".
    """
    ours, theirs = ([word.replace("'", "") for word in row] for row in (given, known))
    if any(map(is_number, (*ours, *theirs))) and amounts(ours) != amounts(theirs):
        return DifferenceKind.NUMBER
    if given and known and same_writing(given, known):
        return DifferenceKind.SPELLING
    if named:
        return DifferenceKind.NAME
    if _negations(ours) % 2 != _negations(theirs) % 2 or _opposed(ours, theirs):
        return DifferenceKind.NEGATION
    touched = (kind for kind, group in _GROUPS if _touches(group, ours, theirs))
    return next(touched, DifferenceKind.WORD)


def negations(words: Sequence[str]) -> list[str]:
    """The words that deny."""
    return [word for word in words if word in NEGATIONS]


def _negations(words: Sequence[str]) -> int:
    return len(negations(words))


def _touches(group: frozenset[str], given: Sequence[str], known: Sequence[str]) -> bool:
    """Whether a word of the group was swapped for another, or was added or lost."""
    ours, theirs = group.intersection(given), group.intersection(known)
    return ours != theirs and bool(ours) == bool(theirs) if given and known else bool(ours ^ theirs)


def _opposed(given: Sequence[str], known: Sequence[str]) -> bool:
    """Whether one word became its opposite by a prefix: "likely" and "unlikely"."""
    pairs = zip(given, known, strict=False)
    return any(_negating(a, b) or _negating(b, a) for a, b in pairs)


def _negating(word: str, plain: str) -> bool:
    prefix = _NEGATING_PREFIX.match(word)
    return bool(prefix) and word != plain and word[prefix.end() if prefix else 0 :] == plain
