"""Days that a question names: "on September 10", "last week", "since the start of October", "latest".

Own code, as no library was found that does this: dateparser and parsedatetime give moments and no spans, and
read "may", "sun" or "second" as days; ctparse and Microsoft's recognizers know spans, but not that the year
left unsaid is the last one, nor whose name is a month, and bring tens of megabytes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from bot.answering.question.days.grammar import Grammar, Named
from bot.answering.question.days.order import Order, ordered
from bot.answering.question.days.span import Span
from bot.answering.question.days.tokens import Token, tokens
from bot.answering.question.days.told import told_days
from bot.answering.question.lexicon import plain_words
from bot.search import ALL_DAYS, Days
from bot.text import words

_SOME_DAY = date(2031, 6, 9)
_ONLY = frozenset(("only", "just", "else", "instead", "rather", "please", "ones"))
"""Words beside days that ask for nothing else."""


@dataclass(frozen=True)
class When:
    """The days a question is about, and whether it wants the newest or the oldest of them.

    `places` are the numbers of the words (`bot.text.words`) that said so; `typed` are those that named the
    days, as they stand in the question. A `period` may as well be what is spoken of; `full` days were named
    with all that belongs to them, and of a number that may be read in another order `other` is that day.
    `unreal` words name a day that the calendar does not have: then there are no `days`.
    """

    days: Days = ALL_DAYS
    order: Order = Order.NONE
    places: frozenset[int] = frozenset()
    typed: str = ""
    period: bool = False
    full: bool = False
    other: Span | None = None
    order_places: frozenset[int] = frozenset()
    unreal: bool = False

    @property
    def latest(self) -> bool:
        """Whether the newest is wanted."""
        return self.order is Order.LATEST

    @property
    def earliest(self) -> bool:
        """Whether the oldest is wanted."""
        return self.order is Order.EARLIEST

    def turned(self) -> When:
        """The days in the other order of their numbers, where there is one."""
        if self.other is None or self.days.since is None or self.days.since != self.days.until:
            return self
        return replace(self, days=Days(*self.other), other=Span(self.days.since, self.days.since))

    def undated(self) -> When:
        """The order alone: the days are what is spoken of, and not when."""
        return When(order=self.order, places=self.order_places, order_places=self.order_places)


def when(
    question: str,
    today: date,
    newest: date | None,
    *,
    names: Collection[int] = (),
    told: date | None = None,
) -> When:
    """The days that a question names.

    A month or day without a year is the last one that is not after `newest`, the day of the newest article
    (of `today` where none is dated or all are older than it); "yesterday" and its like count from `today`.

    :param names: numbers of the words (`bot.text.words`) that are somebody's name: Clara May is no month.
    :param told: the day of the last answer, from which "before that" and "since then" count.
    """
    latest = min(today, newest) if newest else today
    spoken = ordered(question)
    places = _places(question, spoken.start, spoken.end) if spoken.order else frozenset()
    pieces = tokens(question, names)
    found = list(Grammar(pieces, today, latest).every())
    named = min(found, key=lambda one: (one.unreal, one.period, not one.full), default=None)
    if named:
        return _when(question, pieces, named, spoken.order, places)
    from_told = told_days(question, told) if told else None
    if from_told:
        spoken_of = places | _places(question, from_told.start, from_told.end)
        typed = question[from_told.start : from_told.end].strip(" ?!.,")
        order = spoken.order or (Order.NONE if from_told.days.since else Order.LATEST)
        return When(from_told.days, order, spoken_of, typed, order_places=places)
    return When(order=spoken.order, places=places, order_places=places)


def says_only_when(text: str) -> bool:
    """Whether words tell days or an order, "and before that?", "only after March", and nothing else."""
    found = when(text, _SOME_DAY, None, told=_SOME_DAY)
    rest = (word.text for number, word in enumerate(words(text)) if number not in found.places)
    return bool(found.places) and all(word in plain_words() or word in _ONLY for word in rest)


def _when(question: str, pieces: list[Token], named: Named, order: Order, places: frozenset[int]) -> When:
    start, end = pieces[named.first].start, pieces[named.end - 1].end
    return When(
        days=named.days,
        order=order,
        places=places | _places(question, start, end),
        typed=question[start:end].removesuffix("'s").removesuffix("’s"),
        period=named.period,
        full=named.full,
        other=named.other,
        unreal=named.unreal,
        order_places=places,
    )


def _places(question: str, start: int, end: int) -> frozenset[int]:
    return frozenset(
        number for number, word in enumerate(words(question)) if word.start < end and start < word.end
    )
