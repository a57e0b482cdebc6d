"""Spans as questions name them: a day or period, a part of one, two with "between", or one side left open.

span  := "between" point "and" point | ["from"] point "to" point | open point | point
open  := "since" | "after" | "until" | "before" | "by" | ...
point := part ["of"] point | "week of" point | what the calendar names | what is counted from today
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from bot.answering.question.days.points import Points
from bot.answering.question.days.relative import ago
from bot.answering.question.days.span import LONG, Point, Span
from bot.answering.question.days.tokens import Token
from bot.answering.question.days.written import Read, day_number, ends, of_day, text_at, year_at
from bot.search import Days

_DAY = timedelta(days=1)
_LEADS = frozenset(
    [
        "in",
        "on",
        "at",
        "during",
        "throughout",
        "within",
        "over",
        "around",
        "of",
        "early",
        "mid",
        "late",
        "this",
        "last",
        "past",
        "next",
        "every",
        "between",
        "from",
        "since",
        "until",
        "till",
        "before",
        "after",
        "by",
        "to",
        "through",
        "and",
        "or",
        "year",
        "for",
    ]
)
"""Words behind which the name of a month or weekday is no other word."""
_PERIOD_LEADS = _LEADS - {"of", "for", "on", "at", "to", "and", "or", "next", "every"}
"""Words behind which a year alone is days: "in 2030", not "the strike of 2014" or "the budget for 2030"."""
_ALL = frozenset(("all", "whole", "course", "rest", "most", "much", "half", "months", "part", "parts"))
"""Words behind which "of 2030" are days: "in the course of 2030"."""
_OPEN = {
    "no earlier than": "since", "not earlier than": "since", "not before": "since",
    "up to and including": "until", "no later than": "until", "not later than": "until",
    "up until": "until", "up to": "until", "until": "until", "till": "until", "til": "until", "by": "until",
    "earlier than": "before",
    "prior to": "before", "before": "before", "later than": "after", "after": "after", "as of": "since",
    "starting from": "since", "starting in": "since", "starting on": "since", "starting": "since",
    "ever since": "since", "since": "since",
}  # fmt: skip
"""Words that leave one side open, the longer ones first, and which side."""
_ASIDE = frozenset(
    (
        *("and", "or", "but", "so", "ok", "okay", "then", "now", "only", "just", "instead", "please"),
        *("what", "how", "about", "the", "year", "also", "too", "whole", "all", "of"),
    )
)
"""Words that a turn of a conversation has around a year and that ask for nothing else."""
_TO_COME = frozenset(
    (
        "will",
        "ll",
        "would",
        "shall",
        "should",
        "going",
        "plan",
        "plans",
        "planned",
        "expect",
        "expects",
        "expected",
    )
)
"""Words that tell of what is still to come."""
_TO = ("to", "until", "till", "through", "thru", "-", "–", "—")


class Named(NamedTuple):
    """Days that some tokens (`first` to `end`, excluded) name.

    `period`, `full` and `other` are as in `Point`; `unreal` is a day that the calendar does not have.
    """

    days: Days
    first: int
    end: int
    period: bool = False
    full: bool = False
    other: Span | None = None
    unreal: bool = False


class Grammar:
    """Reads the days of one question.

    A day or month without a year is the last that begins by `latest`; "yesterday" is counted from `today`.
    """

    def __init__(self, tokens: Sequence[Token], today: date, latest: date) -> None:
        self._tokens = tokens
        self._today = today
        self._points = Points(tokens, today)
        self._latest = latest

    def every(self) -> Iterator[Named]:
        """What the question names, in its order."""
        at = 0
        while at < len(self._tokens):
            found = (
                self._tried(self._range, at) or self._tried(self._open, at) or self._tried(self._closed, at)
            )
            if found and (found.days or found.unreal):
                yield found
            at = found.end if found else at + 1

    def _tried(self, rule: Callable[[int], Named | None], at: int) -> Named | None:
        """What a rule reads; no days where the calendar has none such, as for 31 June."""
        try:
            return rule(at)
        except (ValueError, OverflowError):
            return self._unreal(at)

    def _unreal(self, at: int) -> Named | None:
        """The day of a month that is named here, though the calendar has none such."""
        try:
            read = self._points.point(at)
        except (ValueError, OverflowError):
            return None
        return Named(Days(), at, read.end, unreal=True) if read and read.point.month else None

    def _closed(self, at: int) -> Named | None:
        read = self._points.point(at)
        if read is None or not self._is_meant(read, at):
            return None
        span = read.point.until(self._latest)
        if read.point.period and span.first > self._today and self._tells_of_what_comes():
            return Named(Days(), at, read.end)  # the future that is spoken of
        return self._named(Days(*span), at, read.end, read.point)

    def _tells_of_what_comes(self) -> bool:
        """Whether a question itself has the future: what will be in 2035 is no day of an article."""
        return any(token.text in _TO_COME for token in self._tokens)

    def _is_meant(self, read: Read, at: int) -> bool:
        """Whether words that may be something else stand where days do."""
        if not read.point.loose:
            return True
        place = at - 1
        while text_at(self._tokens, place) in ("the", "that", "-", "either", "both", "years"):
            place -= 1
        before = text_at(self._tokens, place)
        if not read.point.period:
            return before in _LEADS
        if before == "of" and text_at(self._tokens, place - 1) in _ALL:
            return True
        return (before in _PERIOD_LEADS or self._is_all(at, read.end)) and ends(self._tokens, read.end)

    def _is_all(self, first: int, end: int) -> bool:
        """Whether a question is of nothing but these days: "and 2030?", "what about 2030?"."""
        rest = (*self._tokens[:first], *self._tokens[end:])
        return all(token.text in _ASIDE or not token.text[0].isalnum() for token in rest)

    def _open(self, at: int) -> Named | None:
        """Days with one side open."""
        over = self._longer_ago(at)
        if over:
            return over
        said = next((words for words in _OPEN if self._stands(words, at)), None)
        if said is None:
            return self._onwards(at)
        place = at + len(said.split())
        read = self._points.point(place)
        if read is None and text_at(self._tokens, place) == "the":
            read = self._points.point(place + 1)
            if read and not ends(self._tokens, read.end):
                return None  # "before the March primaries" is not before March
        if read is None or (read.point.loose and read.point.period and not ends(self._tokens, read.end)):
            return None
        span = read.point.until(self._latest)
        if said == "by" and span.first > self._today:
            return Named(Days(), at, read.end)  # what is to be done by 2035 is no day of an article
        return self._named(opened(_OPEN[said], span), at, read.end, read.point)

    def _longer_ago(self, at: int) -> Named | None:
        """ "More than a week ago"."""
        length = 2 * self._stands("more than", at) or int(self._stands("over", at))
        read = ago(self._tokens, at + length, self._today) if length else None
        if read is None:
            return None
        return self._named(Days(None, read.point.until(self._today).last), at, read.end, read.point)

    def _onwards(self, at: int) -> Named | None:
        """ "From June on"."""
        if text_at(self._tokens, at) != "from":
            return None
        read = self._points.point(at + 1)
        if read is None or text_at(self._tokens, read.end) not in ("on", "onward", "onwards", "forward"):
            return None
        return self._named(Days(read.point.until(self._latest).first, None), at, read.end + 1, read.point)

    def _range(self, at: int) -> Named | None:
        """Two points and all between them."""
        word = text_at(self._tokens, at)
        led = word in ("between", "from")
        joins = {"and"} if word == "between" else {*_TO} if led else {*_TO, "and", "or", "/"}
        begin = at + led
        left = self._points.point(begin)
        day = day_number(self._tokens, begin + (text_at(self._tokens, begin) == "the"))
        for end in sorted({*([left.end] if left else ()), *([day[1]] if day else ())}, reverse=True):
            if text_at(self._tokens, end) not in joins:
                continue
            right = self._right(end + 1, left if left and left.end == end else None)
            if right is None:
                continue
            first = left.point if left and left.end == end else self._left_day(day, right.point)
            if first and self._is_range(first, right, at, led=led):
                return self._between(first, right, at)
        return None

    def _right(self, at: int, left: Read | None) -> Read | None:
        """The end of a range: a point, or a day of the month that its beginning has."""
        right = self._points.point(at)
        day = day_number(self._tokens, at + (text_at(self._tokens, at) == "the"))
        if left and left.point.month and day and (right is None or right.end < day[1]):
            year, end = year_at(self._tokens, day[1])
            return Read(of_day(day[0], left.point.month, year or left.point.year), end if year else day[1])
        return right

    @staticmethod
    def _left_day(day: tuple[int, int] | None, right: Point) -> Point | None:
        return of_day(day[0], right.month, right.year) if day and right.month else None

    def _is_range(self, first: Point, right: Read, at: int, *, led: bool) -> bool:
        if led:
            return not right.point.loose or not right.point.period or ends(self._tokens, right.end)
        loose = Read(replace(first, period=first.period or right.point.period), right.end)
        return self._is_meant(loose, at) or not (first.loose and right.point.loose)

    def _between(self, first: Point, right: Read, at: int) -> Named:
        last = right.point
        if first.weekday is not None and last.weekday is not None:
            end = last.until(self._latest)
            day = end.first - (last.weekday - first.weekday) % 7 * _DAY
            begin = Span(day, day)
        elif first.year is None and last.year is None:
            begin = first.until(self._latest)
            end = last.after(begin.first)
        elif first.year is None:
            end = last.until(self._latest)
            begin = first.until(end.first)
        else:
            begin = first.until(self._latest)
            end = last.after(begin.first)
        span = Span(min(begin.first, end.first), max(begin.last, end.last))
        long = (span.last - span.first).days > LONG
        point = replace(last, period=first.period or last.period or long, full=first.full and last.full)
        return self._named(Days(*span), at, right.end, replace(point, other=None))

    def _stands(self, words: str, at: int) -> bool:
        return all(text_at(self._tokens, at + number) == word for number, word in enumerate(words.split()))

    @staticmethod
    def _named(days: Days, first: int, end: int, point: Point) -> Named:
        return Named(days, first, end, period=point.period, full=point.full, other=point.other)


def opened(manner: str, span: Span) -> Days:
    """The days "since", "after", "until" or "before" others."""
    match manner:
        case "since":
            return Days(span.first, None)
        case "after":
            return Days(span.last + _DAY, None)
        case "until":
            return Days(None, span.last)
    return Days(None, span.first - _DAY)
