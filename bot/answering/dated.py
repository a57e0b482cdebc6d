"""What a question's days and order do to its answer: only what was said then, the first or the last of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.answering.grouping import merged
from bot.answering.lookup.in_time import (
    NEAREST,
    beside,
    distance,
    found_in,
    has_topic,
    is_of,
    speaks_of,
    told_later,
)
from bot.answering.question.understand import Question
from bot.answering.question.wanted import asking
from bot.answering.whose import said_by
from bot.knowledge import date_of
from bot.replies import Found, Wanted
from bot.search import Days, Snapshot
from bot.text import fold, verbs

BEST = 10
"""Answers among which the newest or oldest comes first on a topic: beyond it they hardly fit."""
ON_IT = 0.6
"""Share of the topic's words that the best answer has, from which another is on the topic, too."""
_SPOKEN = (Wanted.STATEMENT, Wanted.YESNO, Wanted.REASON, Wanted.LIST)

_NEWS = frozenset(("happen", "happened", "happening", "happens", "new", "news", "going"))
"""Words that ask for whatever there is."""


class Beside(NamedTuple):
    """Entries that lie before and after days of which nothing is known, and the nearest days.

    `before` and `after` are None where nothing is known on that side. The entries of these days come first.
    """

    found: tuple[Found, ...]
    before: date | None
    after: date | None


def asks_days_alone(asked: Question) -> bool:
    """Whether all that is known of some days is asked for, or simply the newest or the oldest."""
    named = asked.people or asked.strangers or asked.office.holders
    news = all(term.word in _NEWS for term in asked.topic)
    return not named and news and bool(asked.when.days or asked.when.order) and asked.wanted in _SPOKEN


def all_said(asked: Question, people: Sequence[str], limit: int, snapshot: Snapshot) -> tuple[Found, ...]:
    """What these people said in the days named, newest first unless the first is asked for.

    Without people what anybody said, or, where that is not asked or is nothing, all that is known.
    """
    days = asked.when.days
    hits = found_in(people, days, limit, snapshot, oldest_first=asked.when.earliest)
    items = snapshot.load(hits)
    if not people and _says(asked):
        items = [item for item in items if item.kind == "quote"] or items
    later = told_later(people, days, limit, snapshot) if days else []
    return merged([*items, *later] if asked.when.earliest else [*later, *items])


def said_beside(asked: Question, people: Sequence[str], snapshot: Snapshot) -> Beside | None:
    """What they said next to the days named; None without days, or where nothing is known of them."""
    days = asked.when.days
    found = merged(beside(people, days, NEAREST, snapshot)) if days else ()
    return _beside(found, days) if found else None


def _beside(found: Sequence[Found], days: Days) -> Beside:
    dated = [(day, one) for one in found if (day := date_of(one.published))]
    before = max((day for day, _ in dated if days.since and day < days.since), default=None)
    after = min((day for day, _ in dated if days.until and day > days.until), default=None)
    nearest = [next(one for day, one in dated if day == side) for side in (before, after) if side]
    nearest.sort(key=lambda one: distance(one, days))
    keys = {one.key for one in nearest}
    return Beside((*nearest, *(one for one in found if one.key not in keys)), before, after)


def asks_when_said(asked: Question) -> bool:
    """Whether the days of a question are those on which somebody spoke.

    They are not where a fact is asked for: what happened on Monday stands in Tuesday's paper; nor in what is
    told before the question: "We saw it on Sunday. What did she say?".
    """
    if not asked.when.days or asked.wanted not in _SPOKEN or asked.when.typed not in asking(asked.text):
        return False
    return asked.speaker is not None or _says(asked)


def _says(asked: Question) -> bool:
    """Whether a question has a word for saying."""
    spoken = verbs("question") | verbs("saying") | verbs("say")
    return any(fold(term.typed) in spoken for term in asked.terms)


def of_the_days(asked: Question, found: Sequence[Found], snapshot: Snapshot) -> tuple[Found, ...]:
    """The entries that are of the days named, or speak of them: those on the topic before the others.

    Where none on the topic is of these days, all of the entries as they are.
    """
    days = asked.when.days
    inside = [one for one in _on_it(asked, found, snapshot) if _is_near(one, days)]
    if not inside:
        return tuple(found)
    if not _is_near(found[0], days):
        stems = _stems(asked)
        if has_topic(inside[0], stems) >= has_topic(found[0], stems):
            # What came first is as good but for its day, so that the chance is this one's.
            inside[0] = inside[0].model_copy(update={"chance": found[0].chance, "score": found[0].score})
        found = (*inside, *(one for one in found if one.key not in {each.key for each in inside}))
    return tuple(one for one in found if _is_near(one, days) or speaks_of(one, days))


def beside_of(asked: Question, found: Sequence[Found], snapshot: Snapshot) -> Beside | None:
    """The entries on the topic, where none is of the days named; None where one is, or speaks of them."""
    days, on_it = asked.when.days, _on_it(asked, found, snapshot)
    if not on_it or any(_is_near(one, days) for one in on_it) or speaks_of(found[0], days):
        return None
    return _beside(on_it, days)


def _is_near(one: Found, days: Days) -> bool:
    """Whether an entry is of these days, or of the day after a single one: it may tell of that."""
    if is_of(one, days):
        return True
    day = date_of(one.published)
    return days.since == days.until is not None and day is not None and (day - days.until).days == 1


def _on_it(asked: Question, found: Sequence[Found], snapshot: Snapshot) -> list[Found]:
    """Those of the entries that have as much of the topic as the best, by whoever is asked about."""
    stems = _stems(asked)
    least = ON_IT * has_topic(found[0], stems) if found else 1.0
    meant = {key for one in asked.people for key, _ in one.shares} if asked.speaker else None
    return [
        one
        for one in found
        if has_topic(one, stems) >= least > 0 and (meant is None or said_by(one, snapshot) in meant)
    ]


def in_order(asked: Question, found: Sequence[Found], snapshot: Snapshot) -> tuple[Found, ...]:
    """The entries with all that is asked about, newest or oldest first as it is asked for, then the rest.

    Of nobody in particular only the best are put in order; of somebody, all that they said.
    """
    stems = _stems(asked)
    if not (asked.when.order and stems and found):
        return tuple(found)
    meant = {key for one in asked.heard for key, _ in one.shares}
    among = found if meant else found[:BEST]
    fit = [
        one
        for one in among
        if one.published and has_topic(one, stems) == 1 and (not meant or said_by(one, snapshot) in meant)
    ]
    if not fit:
        return tuple(found)
    ordered = sorted(fit, key=lambda one: date_of(one.published) or date.min, reverse=asked.when.latest)
    keys = {one.key for one in fit}
    best = max((one.chance for one in found[:BEST]), default=0.0)
    score = max((one.score for one in found[:BEST]), default=0.0)
    first = ordered[0].model_copy(update={"chance": best, "score": score})
    return (first, *ordered[1:], *(one for one in found if one.key not in keys))


def _stems(asked: Question) -> frozenset[str]:
    return frozenset(term.stems[0] for term in asked.topic if term.stems)
