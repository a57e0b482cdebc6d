"""The entry right before or after the first answer, where it is to be read with it: shown as context.

Quotes and facts are lists of their own, each in the article's order, so that a quote's neighbour is a quote
and a fact's a fact. Four small rules decide, in their order; docs/quality.md tells how often they hold.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from bot.answering.question.terms import Term
from bot.answering.question.understand import Question
from bot.answering.question.wanted import holds
from bot.answering.ranking.signals import wording
from bot.answering.whose import said_by
from bot.knowledge import Item
from bot.replies import Beside, Found, Neighbour, Wanted
from bot.search import Snapshot, terms_in
from bot.text import words

AS_WELL = 0.05
"""Odds, to those of the first answer, from which the second best entry is shown where it is right beside it.
Of 124 shown so beside sure answers about four collections of news, 65 answer; of 212 below, 51 would."""
LONGEST = 600
"""Characters of a neighbour at most: context must not push the next answers out of a message."""

_PRONOUN = re.compile(
    r"^(?:(?:and|but|so|yet)\s+)?(?:he|she|they|it|his|her|their|its|this|that|these|those)\b", re.IGNORECASE
)
_COUNT = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half|third"
    r"|quarter|percent|twice"
)
_KINDS = (Wanted.NUMBER, Wanted.DATE, Wanted.PLACE, Wanted.REASON)
_GIVEN = {
    Wanted.NUMBER: re.compile(
        rf"(?<![\w.,])(?!(?:1[5-9]|20)\d\d\b(?![.,]\d))\d[\d.,]*|\b(?:{_COUNT})s?\b", re.IGNORECASE
    ),
    Wanted.REASON: re.compile(
        r"\b(?:because|due to|so that|in order to|as a result of|owing to|thanks to)\b", re.IGNORECASE
    ),
}
"""What gives a number (no year) or a reason; of a day or a place `holds` is enough."""
_NOTHING_MEANT = re.compile(
    r"^(?:\w+\s+)?(?:it(?:\s+(?:is|was|will|would|has|had|seems?|seemed|remains?|became)|['’]s)\b"
    r"(?:\W+\w+){0,4}?\W+(?:that|whether|if|to|who|how|when|why|where)\b"
    r"|(?:this|that|these|those)\s+(?:week|month|year|day|night|morning|evening|time|season|spring|summer|autumn"
    r"|fall|winter|decade|century)s?\b|this\s+is\s+(?:what|how|why|where|who)\b)",
    re.IGNORECASE,
)
"""A beginning that looks back at nothing: "it is clear that", "this week"."""


def with_neighbour(
    answers: tuple[Found, ...], ranked: Sequence[Found], asked: Question, snapshot: Snapshot
) -> tuple[Found, ...]:
    """The answers, the first with its neighbour where one is to be read with it.

    None is shown that is offered by itself, nor what no longer holds.

    :param ranked: the same entries in the order of the ranking, whether they fit or not.
    """
    if not answers:
        return answers
    first, *others = answers
    found = (
        _of_piece(first, snapshot)
        or _as_good(first, ranked, snapshot)
        or _telling(first, asked, snapshot)
        or _meant(first, asked, snapshot)
    )
    offered = {one.key for one in answers if one.fits}
    if found is None or found.key in offered or found.superseded_by or len(found.text) > LONGEST:
        return answers
    return (first.model_copy(update={"beside": found}), *others)


def _of_piece(first: Found, snapshot: Snapshot) -> Neighbour | None:
    """The quote that a further piece of a statement continues, where that piece does not begin by itself."""
    begins = first.text[:1].isupper() and not _looks_back(first.text)
    before = _next_to(first, -1, snapshot) if first.continues and not begins else None
    return Neighbour.of(before, before=True, reason=Beside.BEGINS) if before else None


def _as_good(first: Found, ranked: Sequence[Found], snapshot: Snapshot) -> Neighbour | None:
    """The second best entry, where it is the very next one of the same kind and by the same speaker."""
    second = next((one for one in ranked if one.key != first.key), None)
    if second is None or (second.article, second.kind) != (first.article, first.kind):
        return None
    if abs(second.index - first.index) != 1 or said_by(second, snapshot) != said_by(first, snapshot):
        return None
    if math.exp(min(0.0, second.score - first.score)) < AS_WELL:
        return None
    return Neighbour.of(second, before=second.index < first.index, reason=Beside.FITS)


def _telling(first: Found, asked: Question, snapshot: Snapshot) -> Neighbour | None:
    """The entry after the first one that has what is asked for, where only the first says of whom or what.

    That is where it begins with a pronoun, and goes on speaking: a fact, or the same speaker's next words.
    """
    if _gives(first.text, asked) is not False:
        return None
    after = _next_to(first, 1, snapshot)
    if after is None or not _looks_back(after.text) or not _gives(after.text, asked):
        return None
    if after.kind == "quote" and (after.context or said_by(after, snapshot) != said_by(first, snapshot)):
        return None
    return Neighbour.of(after, before=False, reason=Beside.TELLS)


def _gives(text: str, asked: Question) -> bool | None:
    """Whether a text has the kind of thing that is asked for, beyond the question's own words.

    None where no number, day, place or reason is asked for.
    """
    if asked.wanted not in _KINDS:
        return None
    typed = {word.text for word in words(asked.text)}
    rest = " ".join(each for each in text.split() if not {word.text for word in words(each)} & typed)
    given = _GIVEN.get(asked.wanted)
    return bool(given.search(rest)) if given else bool(holds(rest, asked.wanted))


def _meant(first: Found, asked: Question, snapshot: Snapshot) -> Neighbour | None:
    """The fact before one that begins with a pronoun, where it has a word of the question that this lacks.

    So it says that "he" is the one who was asked about. A fact's context does the same, where it has one.
    """
    if first.kind != "fact" or first.context or not _looks_back(first.text):
        return None
    before = _next_to(first, -1, snapshot)
    if before is None or _looks_back(before.text):
        return None
    lacking = _lacking(asked.terms, terms_in(first.text))
    told = terms_in(before.text)
    if not any(wording.has(term, told) for term in lacking):
        return None
    return Neighbour.of(before, before=True, reason=Beside.REFERS)


def _lacking(terms: Sequence[Term], stems: frozenset[str]) -> list[Term]:
    return [term for term in terms if term.topical and not wording.has(term, stems)]


def _looks_back(text: str) -> bool:
    return bool(_PRONOUN.search(text)) and not _NOTHING_MEANT.search(text)


def _next_to(first: Item, step: int, snapshot: Snapshot) -> Item | None:
    """The entry so many places from one in its article; None where there is none, or it was taken back."""
    place = (first.kind, first.index + step)
    items = snapshot.article_items(first.article)
    return next((one for one in items if (one.kind, one.index) == place), None)
