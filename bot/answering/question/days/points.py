"""One day or period of a question: named by the calendar, counted from today, or a part of another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.answering.question.days.periods import PERIODS
from bot.answering.question.days.relative import COUNTED, RELATIVE
from bot.answering.question.days.span import Point, Span, back, part_of, unit_of
from bot.answering.question.days.tokens import WEEKDAYS, Token
from bot.answering.question.days.written import ORDINALS, WRITTEN, Read, ends, text_at

_DAY = timedelta(days=1)
_WEEK = 7 * _DAY
_EARLY, _MIDDLE, _LATE = (0, 3), (1, 3), (2, 3)
_PARTS = {
    "early": _EARLY, "start": _EARLY, "beginning": _EARLY, "mid": _MIDDLE, "middle": _MIDDLE,
    "midway": _MIDDLE, "late": _LATE, "end": _LATE, "close": _LATE,
}  # fmt: skip
"""A part of a longer span, as its number (from 0) and of how many."""
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4}
_JOINED_BY_OF = frozenset(("start", "beginning", "middle", "end", "close"))
FIRST_DAYS = 7
"""What "the first days" and "the last days" of a month are, in days."""


class Points:
    """Reads single points of one question; "yesterday" is counted from `today`."""

    def __init__(self, tokens: Sequence[Token], today: date) -> None:
        self._tokens = tokens
        self._today = today
        self._read: dict[int, Read | None] = {}

    def point(self, at: int) -> Read | None:
        """The longest that begins here; each place is asked for as a day, a range's end and an open side.

        :raises ValueError, OverflowError: the calendar has no such day.
        """
        if at not in self._read:
            self._read[at] = self._longest(at)
        return self._read[at]

    def _longest(self, at: int) -> Read | None:
        parts = (rule(at) for rule in (self._part, self._week_of))
        named = (rule(self._tokens, at, self._today) for rule in (*RELATIVE, *WRITTEN, *PERIODS))
        return max((read for read in (*parts, *named) if read), key=lambda read: read.end, default=None)

    def _part(self, at: int) -> Read | None:
        """ "Early March", "the end of last year", "the first half of 2030", "the last days of June"."""
        at += text_at(self._tokens, at) == "the"
        word = text_at(self._tokens, at)
        if word in _PARTS:
            number, parts = _PARTS[word]
            return self._of(at + 1, lambda span: part_of(span, number, parts), bare=word not in _JOINED_BY_OF)
        counted = self._which(at)
        if counted is None:
            return None
        return self._counted(at + 1, *counted)

    def _counted(self, counted: int, place: int, behind: int, backwards: bool) -> Read | None:
        """A part that is counted: the first half, the second week, the first three months."""
        many = text_at(self._tokens, behind).endswith("s")
        unit = text_at(self._tokens, behind).removesuffix("s")
        parts = 0 if many else _FRACTIONS.get(unit, 0)
        if parts:
            number = parts - 1 if backwards else place - 1
            return self._of(behind + 1, lambda span: part_of(span, number, parts)) if number < parts else None
        if unit in WEEKDAYS:
            return self._of(behind + 1, lambda span: _weekday_in(span, WEEKDAYS[unit], place, backwards))
        if unit == "month":
            return self._some_months(counted, behind, backwards=backwards)
        if unit in ("day", "week"):
            return self._some_days(counted, behind, unit, place, backwards=backwards)
        return None

    def _which(self, at: int) -> tuple[int, int, bool] | None:
        """ "First", "second", "last": its number, the token behind, whether it is counted from the end."""
        word = text_at(self._tokens, at)
        joined = text_at(self._tokens, at + 1) in ("st", "nd", "rd", "th") and word.isdigit()
        word += text_at(self._tokens, at + 1) if joined else ""
        behind = at + 1 + joined
        if word in ("last", "final", "closing"):
            behind += text_at(self._tokens, behind) in COUNTED or text_at(self._tokens, behind).isdigit()
            return 1, behind, True
        if word not in ORDINALS:
            return None
        if word == "first":
            behind += text_at(self._tokens, behind) in COUNTED or text_at(self._tokens, behind).isdigit()
        return ORDINALS[word], behind, False

    def _some_days(self, counted: int, behind: int, unit: str, place: int, *, backwards: bool) -> Read | None:
        text = text_at(self._tokens, counted)
        number = int(text) if text.isdigit() else COUNTED.get(text, 0) if counted < behind else 0
        many = text_at(self._tokens, behind).endswith("s")
        length = timedelta(
            days=(number or 1) * 7 if unit == "week" else number or (FIRST_DAYS if many else 1)
        )
        if many and unit == "week" and not number:
            length *= 2
        skipped = (place - 1) * length

        def change(span: Span) -> Span:
            if backwards:
                return Span(max(span.first, span.last - length + _DAY), span.last)
            return Span(
                min(span.first + skipped, span.last), min(span.last, span.first + skipped + length - _DAY)
            )

        return self._of(behind + 1, change)

    def _some_months(self, counted: int, behind: int, *, backwards: bool) -> Read | None:
        """ "The first three months of 2031"."""
        text = text_at(self._tokens, counted) if counted < behind else "one"
        number = int(text) if text.isdigit() else COUNTED.get(text, 0)

        def change(span: Span) -> Span:
            if backwards:
                return Span(max(span.first, back(span.last + _DAY, number)), span.last)
            return Span(span.first, min(span.last, back(span.first, -number) - _DAY))

        return self._of(behind + 1, change)

    def _of(self, at: int, change: Callable[[Span], Span], *, bare: bool = False) -> Read | None:
        """A part of what is named behind "of", or, where it may be `bare`, at once: "early March"."""
        place = at + (text_at(self._tokens, at) in ("-", "in"))
        joined = text_at(self._tokens, place) == "of"
        if not (joined or bare):
            return None
        place += joined
        read = self._this_year(place) or self.point(place)
        if read is None:
            return None
        whole = read.point.mapped(change)
        return Read(replace(whole, period=read.point.period), read.end)

    def _this_year(self, at: int) -> Read | None:
        """ "The year", "the month": the one that is now; "the end of the year" is this year's."""
        if text_at(self._tokens, at) != "the" or text_at(self._tokens, at + 1) not in (
            "year",
            "month",
            "week",
        ):
            return None
        if text_at(self._tokens, at + 2) and not ends(self._tokens, at + 2):
            return None
        unit = text_at(self._tokens, at + 1)
        return Read(Point.fixed(unit_of(unit, self._today)), at + 2)

    def _week_of(self, at: int) -> Read | None:
        """ "The week of 6 October": seven days from that one."""
        at += text_at(self._tokens, at) == "the"
        if text_at(self._tokens, at) != "week" or text_at(self._tokens, at + 1) not in (
            "of",
            "beginning",
            "starting",
        ):
            return None
        read = self.point(at + 2)
        if read is None or read.point.month is None:
            return None
        return Read(read.point.mapped(lambda span: Span(span.first, span.first + 6 * _DAY)), read.end)


def _weekday_in(span: Span, weekday: int, number: int, backwards: bool) -> Span:
    """The first, second or last Sunday of a month."""
    if backwards:
        day = span.last - (span.last.weekday() - weekday) % 7 * _DAY
    else:
        day = span.first + ((weekday - span.first.weekday()) % 7 + 7 * (number - 1)) * _DAY
    return Span(day, day)
