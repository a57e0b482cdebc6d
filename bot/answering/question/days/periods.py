"""Years and their parts: "2030", "the first quarter of 2031", "spring 2031", "FY2030/31".

A period is as often what somebody speaks of ("the profit of 2030") as when they spoke.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answering.question.days.span import SEASONS, Point, months
from bot.answering.question.days.tokens import Token
from bot.answering.question.days.written import ORDINALS, YEAR, Read, Rule, century, text_at, year_at

FISCAL = 4
"""The first month of a fiscal year that is named by two years, as in Britain, Japan and India."""
_QUARTER = re.compile(r"(?P<unit>[qh])(?P<number>[1-4])")
_FISCAL = re.compile(r"fy(?P<year>(?:19|20)?\d\d)?")


def whole_year(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """A year alone; two that belong together are a fiscal year."""
    at += text_at(tokens, at) == "the" and text_at(tokens, at + 1) == "year"
    at += text_at(tokens, at) == "year"
    if not YEAR.fullmatch(text_at(tokens, at)) or text_at(tokens, at + 1) == "s":
        return None
    year = int(text_at(tokens, at))
    return _two_years(tokens, at, year) or Read(_year(year, full=True), at + 1)


def _year(year: int, *, full: bool) -> Point:
    return Point(lambda known: months(known, 1, 12), year, loose=True, period=True, full=full)


def _two_years(tokens: Sequence[Token], at: int, year: int) -> Read | None:
    short = text_at(tokens, at + 2)
    if text_at(tokens, at + 1) not in ("/", "-", "–") or not re.fullmatch(r"\d\d", short):
        return None
    if int(short) != (year + 1) % 100:
        return None
    end = at + 3
    for said in (("fiscal", "financial"), ("year",)):
        end += text_at(tokens, end) in said
    return Read(Point(lambda known: months(known, FISCAL, 12), year, loose=True, period=True), end)


def fiscal_year(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """A fiscal year: the calendar's, unless two years are named; the reading is always shown."""
    found = _FISCAL.fullmatch(text_at(tokens, at))
    if found and found["year"]:
        short = found["year"]
        year, place = int(short) if len(short) == len("2030") else century(int(short), today), at
    else:
        named = text_at(tokens, at) in ("fiscal", "financial")
        place = at + 1 + (named and text_at(tokens, at + 1) == "year")
        if not (found or named) or not YEAR.fullmatch(text_at(tokens, place)):
            return None
        year = int(text_at(tokens, place))
    both = _two_years(tokens, place, year)
    if both:
        return Read(replace(both.point, loose=False), both.end)
    return Read(replace(_year(year, full=False), loose=False), place + 1)


def quarter(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """A quarter or half of a year: "Q1 2031", "the first quarter of 2031", "H2"."""
    found = _QUARTER.fullmatch(text_at(tokens, at))
    if found:
        number, place = int(found["number"]), at + 1
        count = 3 if found["unit"] == "q" else 6
    else:
        at += text_at(tokens, at) == "the"
        number, place = ORDINALS.get(text_at(tokens, at), 0), at + 1
        place += text_at(tokens, place) == "-"
        if not number or text_at(tokens, place) != "quarter":
            return None
        count, place = 3, place + 1
    if number * count > 12:
        return None
    first = (number - 1) * count + 1
    year, end = year_at(tokens, place)
    if year is None and text_at(tokens, place) == "of":
        return None  # "the first quarter of last year" is a part of it, "of the match" is no day
    return Read(
        Point(
            lambda known: months(known, first, count), year, loose=year is None, period=True, full=bool(year)
        ),
        end,
    )


def season(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """A season of three whole months; winter begins in the year that it is named by."""
    first = SEASONS.get(text_at(tokens, at))
    if first is None:
        return None
    year, end = year_at(tokens, at + 1)
    if year is not None:
        both = _two_years(tokens, end - 1, year)
        return Read(
            Point(lambda known: months(known, first, 3), year, period=True), both.end if both else end
        )
    if text_at(tokens, at + 1) in ("of", "in"):
        return None
    return Read(Point(lambda known: months(known, first, 3), loose=True, period=True), end)


PERIODS: tuple[Rule, ...] = (whole_year, fiscal_year, quarter, season)
"""Ways to name years and their parts."""
