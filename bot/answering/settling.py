"""Which of several answers holds: what editors say of them, then the later figure for the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.answering.question.understand import Question
from bot.answering.rivals import differ
from bot.knowledge import Item, Place, date_of, published_key
from bot.replies import Found
from bot.search import Snapshot, successor
from bot.text import text_fingerprint

FIRST = 3
"""Answers among which one may give another figure for the same thing: so many are offered at once."""


def settled(
    answers: Sequence[Found], question: Question, snapshot: Snapshot, *, one_figure: bool
) -> tuple[Found, ...]:
    """Ranked answers, what holds before what it replaces; the replaced ones say where that stands (`newer`).

    `one_figure` is true where no list is asked for: of several figures for the same thing the latest comes
    first then, unless a day is asked about, or the first or last of something.
    """
    asked = frozenset(term.stems[0] for term in question.topic if term.stems)
    answers = _with_successors(answers, snapshot)
    in_time = question.when.days or question.when.order
    return _later_first(answers, asked) if one_figure and not in_time else tuple(answers)


def marked(answers: Sequence[Found], snapshot: Snapshot) -> tuple[Found, ...]:
    """Answers in their own order, those that hold no longer with where that stands which does."""
    corrected = _by_former_words(answers)
    return tuple(_marked(one, _what_holds(one, corrected, snapshot)) for one in answers)


def _by_former_words(answers: Sequence[Found]) -> dict[int, Found]:
    """The answers that were corrected, by a hash of the words that they had before."""
    return {
        text_fingerprint(one.corrected.was): one for one in answers if one.corrected and one.corrected.was
    }


def _what_holds(one: Found, corrected: Mapping[int, Found], snapshot: Snapshot) -> Item | Place | None:
    """What has superseded an answer, or was corrected where it carries the former words; None if it holds."""
    if one.superseded_by:
        return successor(one, snapshot)
    return corrected.get(one.digest)


def _marked(one: Found, newer: Place | None) -> Found:
    return one.model_copy(update={"newer": _place(newer)}) if newer else one


def _place(item: Place) -> Place:
    return Place.model_validate({name: getattr(item, name) for name in Place.model_fields})


def _with_successors(answers: Sequence[Found], snapshot: Snapshot) -> list[Found]:
    """Each superseded answer behind the one that holds now, which is fetched where it is missing."""
    found: dict[str, Found] = {}
    for one in _in_order(answers, snapshot):
        found.setdefault(one.key, one)
    return list(found.values())


def _in_order(answers: Sequence[Found], snapshot: Snapshot) -> Iterator[Found]:
    known, corrected = {one.key: one for one in answers}, _by_former_words(answers)
    for one in answers:
        newer = _what_holds(one, corrected, snapshot)
        if isinstance(newer, Item):
            fetched = Found.of(newer, score=one.score, chance=0.0, evidence=one.evidence)
            yield _as_good(known.get(newer.key, fetched), one)
        yield _marked(one, newer)


def _as_good(one: Found, *others: Found) -> Found:
    """An answer that comes before others, with no less chance and score than they have."""
    chance, score = max(each.chance for each in (one, *others)), max(each.score for each in (one, *others))
    return one.model_copy(update={"chance": chance, "score": score})


def _later_first(answers: Sequence[Found], asked: frozenset[str]) -> tuple[Found, ...]:
    """The first answer and those of the next that give another figure for it, the latest first."""
    if not answers:
        return ()
    first, *others = answers
    rivals = [one for one in others[: FIRST - 1] if _is_rival(first, one, asked)]
    if not rivals:
        return tuple(answers)
    latest, *older = sorted((first, *rivals), key=_since, reverse=True)
    keys = {first.key, *(one.key for one in rivals)}
    return (
        _as_good(latest, first, *rivals),
        *(_marked(one, latest) for one in older),
        *(one for one in answers if one.key not in keys),
    )


def _since(one: Found) -> tuple[bool, datetime]:
    """Since when an answer stands as it does: its publication or, later, its correction."""
    moments = (one.published, one.corrected.date if one.corrected else None)
    return max((published_key(each) for each in moments if each), default=published_key(None))


def _is_rival(first: Found, other: Found, asked: frozenset[str]) -> bool:
    days = [date_of(one.published) for one in (first, other)]
    if None in days or days[0] == days[1] or first.newer or other.newer or other.superseded_by:
        return False
    older, newer = sorted((first, other), key=_since)
    return differ(older, newer, asked)
