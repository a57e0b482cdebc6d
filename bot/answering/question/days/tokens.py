"""A question cut into the pieces that days are written with."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.answering.question.english import english_stems
from bot.answering.question.lexicon import plain_words
from bot.search import stemmed_terms
from bot.text import MONTH_NUMBERS, MONTHS, fold, words

_TOKEN = re.compile(
    r"(?<![\d.])\d{1,4}(?P<sign>[./-])\d{1,2}(?P=sign)\d{1,4}(?![\d.,/-]*\d)"
    r"|\d+(?:[.,:]\d+)+|\d+|[’'ʼ](?:s|\d\d)\b|[^\W\d_]+\d*|\S"
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3,
               "fri": 4, "sat": 5, "sun": 6}  # fmt: skip
WEEKDAYS = {name.lower(): number for number, name in enumerate(_WEEKDAYS)} | _SHORT_DAYS
"""Weekdays and their abbreviations by their number, 0 to 6."""
_ALSO_WORDS = frozenset(("may", "march", "mar", "sat", "sun", "wed", "fri", "mon"))
"""Months and weekdays that are other words, too, whatever their capitals."""
_SHORTEST = 4
"""Letters from which a misspelt month or weekday is recognised: shorter ones are too near to other words."""
_LONG = 8
"""Letters from which two of them may be wrong."""


class Token(NamedTuple):
    """A piece of a question in lower case, its characters `start` to `end` (excluded).

    `month` (1 to 12) and `weekday` (0 to 6) are what it may name; `weak` says that it may as well be another
    word, or is misspelt; `named` that it is part of somebody's name; `capital` that it was typed as one.
    """

    text: str
    start: int
    end: int
    month: int | None = None
    weekday: int | None = None
    weak: bool = False
    named: bool = False
    capital: bool = False


def tokens(question: str, names: Collection[int] = ()) -> list[Token]:
    """The pieces of a question.

    :param names: numbers of the words (`bot.text.words`) that are somebody's name: they are no months.
    """
    spoken = words(question)
    named = [spoken[number] for number in sorted(names)]
    ends = [word.end for word in named]
    pieces: list[Token] = []
    for found in _TOKEN.finditer(question):
        following = bisect_right(ends, found.start())
        of_name = following < len(named) and named[following].start < found.end()
        pieces.append(_token(found, named=of_name))
    return pieces


def _token(found: re.Match[str], *, named: bool) -> Token:
    typed = found.group()
    text = fold(typed) if typed[0].isalpha() else typed.replace("’", "'").replace("ʼ", "'")
    token = Token(text, found.start(), found.end(), named=named, capital=typed[0].isupper())
    if named or not text.isalpha():
        return token
    if text in MONTH_NUMBERS:
        return token._replace(
            month=MONTH_NUMBERS[text], weak=text in _ALSO_WORDS or (text == "august" and typed == text)
        )
    if text in WEEKDAYS:
        return token._replace(weekday=WEEKDAYS[text], weak=text in _SHORT_DAYS)
    meant = _misspelt(text)
    return (
        token._replace(month=MONTH_NUMBERS.get(meant), weekday=WEEKDAYS.get(meant), weak=True)
        if meant
        else token
    )


@lru_cache(4096)
def _misspelt(word: str) -> str:
    """The month or weekday that a word without a meaning of its own was meant to be; empty for none."""
    # Of a word that is longer than any the index has no stem.
    if len(word) < _SHORTEST or word in plain_words() or not english_stems().isdisjoint(stemmed_terms(word)):
        return ""
    for name in (*MONTHS, *_WEEKDAYS):
        meant = name.lower()
        edits = 2 if len(meant) >= _LONG else 1
        if word[0] == meant[0] and OSA.distance(word, meant, score_cutoff=edits) <= edits:
            return meant
    return ""
