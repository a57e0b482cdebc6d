"""What kind of words a difference touches, and whether it turns the meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.replies import DifferenceKind
from bot.verify.numbers import amounts, is_number
from bot.verify.spelling import same_writing

PRONOUNS = frozenset(
    (
        *("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours"),
        *(
            "yourself",
            "yourselves",
            "he",
            "him",
            "his",
            "himself",
            "she",
            "her",
            "hers",
            "herself",
            "it",
            "its",
        ),
        *("itself", "they", "them", "their", "theirs", "themselves", "one", "who", "whom", "whose"),
        *(
            "im",
            "ive",
            "id",
            "youre",
            "youve",
            "youd",
            "hes",
            "hed",
            "shes",
            "theyre",
            "theyve",
            "theyd",
            "weve",
        ),
    )
)
MODALS = frozenset(
    (
        *(
            "will",
            "would",
            "can",
            "could",
            "shall",
            "should",
            "may",
            "might",
            "must",
            "ought",
            "wont",
            "wouldnt",
        ),
        *(
            "cant",
            "cannot",
            "couldnt",
            "shouldnt",
            "mustnt",
            "need",
            "neednt",
            "going",
            "gonna",
            "have",
            "has",
        ),
        *("youll", "theyll", "hell", "itll", "wed", "id", "youd", "theyd", "hed", "shed"),
    )
)
COMPARISONS = frozenset(
    (
        *(
            "more",
            "less",
            "most",
            "least",
            "fewer",
            "fewest",
            "many",
            "few",
            "much",
            "little",
            "better",
            "worse",
        ),
        *("best", "worst", "greater", "smaller", "bigger", "larger", "higher", "lower", "longer", "shorter"),
        *(
            "stronger",
            "weaker",
            "earlier",
            "later",
            "sooner",
            "before",
            "after",
            "above",
            "below",
            "over",
            "under",
        ),
        *(
            "up",
            "down",
            "rise",
            "rises",
            "rose",
            "fall",
            "falls",
            "fell",
            "increase",
            "decrease",
            "increased",
        ),
        *("decreased", "raise", "cut", "all", "some", "any", "every", "each", "only", "always", "sometimes"),
        *("often", "rarely", "same", "different", "with", "against", "for", "first", "last", "win", "lose"),
    )
)
NEGATIONS = frozenset(
    (
        *(
            "not",
            "no",
            "never",
            "none",
            "nobody",
            "nothing",
            "nowhere",
            "nor",
            "neither",
            "without",
            "cannot",
        ),
        *("hardly", "barely", "scarcely", "aint", "lack", "lacks", "lacked", "fail", "fails", "failed"),
        *("cant", "wont", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "hasnt", "havent"),
        *("hadnt", "couldnt", "wouldnt", "shouldnt", "mustnt", "neednt", "mightnt", "shant", "darent"),
    )
)
_GROUPS = (
    (DifferenceKind.PRONOUN, PRONOUNS),
    (DifferenceKind.MODAL, MODALS),
    (DifferenceKind.COMPARISON, COMPARISONS),
)
_NEGATING_PREFIX = re.compile(r"^(?:un|in|im|il|ir|non|dis|anti|mis)(?=..)")


def kind_of(given: list[str], known: list[str], named: bool) -> DifferenceKind:
    """The gravest kind of a difference between folded words of the quotation and of the quote.

    Either list may be empty (words added or lost); `named` tells that a name is among the words.
    """
    if given and known and same_writing(given, known):
        return DifferenceKind.SPELLING
    if any(map(is_number, (*given, *known))) and amounts(given) != amounts(known):
        return DifferenceKind.NUMBER
    if named:
        return DifferenceKind.NAME
    if _negations(given) % 2 != _negations(known) % 2 or _opposed(given, known):
        return DifferenceKind.NEGATION
    touched = (kind for kind, group in _GROUPS if _touches(group, given, known))
    return next(touched, DifferenceKind.WORD)


def negations(words: Sequence[str]) -> list[str]:
    """The words that deny."""
    return [word for word in words if word in NEGATIONS]


def _negations(words: Sequence[str]) -> int:
    return len(negations(words))


def _touches(group: frozenset[str], given: list[str], known: list[str]) -> bool:
    """Whether a word of the group was swapped for another, or was added or lost."""
    ours, theirs = group.intersection(given), group.intersection(known)
    return ours != theirs and bool(ours) == bool(theirs) if given and known else bool(ours ^ theirs)


def _opposed(given: list[str], known: list[str]) -> bool:
    """Whether one word became its opposite by a prefix: "likely" and "unlikely"."""
    pairs = zip(given, known, strict=False)
    return any(_negating(a, b) or _negating(b, a) for a, b in pairs)


def _negating(word: str, plain: str) -> bool:
    prefix = _NEGATING_PREFIX.match(word)
    return bool(prefix) and word != plain and word[prefix.end() if prefix else 0 :] == plain
