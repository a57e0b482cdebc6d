"""Whether two entries give different numbers, dates or names for the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from bot.answering.question.lexicon import plain_words
from bot.knowledge import Item
from bot.search import stemmed_terms, terms_in
from bot.text import MONTH_NUMBERS, words

ALIKE = 0.6
"""Share (0 to 1) of what the shorter one speaks of, values left out, that the other one has, too."""
ALIKE_CORRECTED = 0.5
"""The same where one says of itself that it corrects."""
ALIKE_BUT_FOR_NAMES = 0.8
"""The same, without the names that differ, where nothing else does."""
_DATE = "date"
_YEARS = range(1500, 2200)
"""Numbers that stand for a year where no unit follows."""
_CORRECTS = re.compile(
    r"\b(?:corrections?|corrected|clarifications?|corrigendum|errat(?:um|a)|wrongly|incorrectly|mistakenly"
    r"|erroneously|in error|misstated|misreported|misquoted|in (?:actual )?fact"
    r"|(?:we|an? (?:earlier|previous) (?:version|article|report|story)) (?:gave|said|wrote|reported|stated)"
    r")\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"[^.!?:“\"\s]\s+$")
_SIGNS = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound"}
_MEASURES = frozenset(stem for word in _SIGNS.values() for stem in stemmed_terms(word))
_UNITS = {"per cent": "percent", "bn": "billion", "m": "million"}


def differ(older: Item, newer: Item, asked: frozenset[str]) -> bool:
    """Whether the newer one gives another number, date or name for what the older one tells.

    `asked` are the stems that a question is about: half of those that one has the other must have, too.
    """
    one, other = _read(older), _read(newer)
    if (older.kind, older.speaker) != (newer.kind, newer.speaker) or not _share_the_asked(one, other, asked):
        return False
    least = ALIKE_CORRECTED if other.corrects else ALIKE
    return (_alike(one, other) >= least and _numbers_differ(one, other)) or _names_differ(one, other, asked)


class _Reading:
    """What an entry speaks of, and the values that it gives."""

    def __init__(self, item: Item) -> None:
        self._item = item
        self.corrects = bool(_CORRECTS.search(item.text) or _CORRECTS.search(item.title))

    @cached_property
    def everything(self) -> frozenset[str]:
        """All stems and compounds of text, context and title."""
        return terms_in(f"{self._item.text} {self._item.context} {self._item.title}")

    @cached_property
    def things(self) -> frozenset[str]:
        """The stems of the text that say what it is about: no plain words, no values, no "wrongly"."""
        told = [word.text for word in words(_CORRECTS.sub(" ", self._item.text))]
        kept = (word for word in told if word not in plain_words() and not word[0].isdigit())
        told_of = {stem for word in kept if word not in MONTH_NUMBERS for stem in stemmed_terms(word)}
        return frozenset(told_of - _MEASURES)

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of words with a capital inside a sentence."""
        text = self._item.text
        inside = (word for word in words(text) if _INSIDE.search(text[: word.start]))
        kept = (word.text for word in inside if text[word.start].isupper() and word.text not in MONTH_NUMBERS)
        return frozenset(stem for word in kept if word not in plain_words() for stem in stemmed_terms(word))

    @cached_property
    def numbers(self) -> Mapping[str, frozenset[str]]:
        """The numbers by what they count, as the word after them says; "" where none does."""
        found: dict[str, set[str]] = {}
        text = self._item.text
        told = words(text)
        for place, word in enumerate(told):
            if not word.text[0].isdigit():
                continue
            following = told[place + 1] if place + 1 < len(told) else None
            joined = following is not None and not text[word.end : following.start].strip(" -")
            unit = following.text if following and joined else ""
            before = told[place - 1].text if place else ""
            sign = _SIGNS.get(text[word.end : word.end + 1]) or _SIGNS.get(text[word.start - 1 : word.start])
            if unit in MONTH_NUMBERS or before in MONTH_NUMBERS:
                month = MONTH_NUMBERS[unit if unit in MONTH_NUMBERS else before]
                found.setdefault(_DATE, set()).add(f"{word.text} {month}")
            elif sign:
                found.setdefault(sign, set()).add(word.text)
            elif unit and unit not in plain_words():
                found.setdefault(_unit(unit), set()).add(word.text)
            elif not (word.text.isdecimal() and int(word.text) in _YEARS):
                found.setdefault("", set()).add(word.text)
        return {unit: frozenset(values) for unit, values in found.items()}


def _unit(word: str) -> str:
    return "".join(stemmed_terms(_UNITS.get(word, word)))


@lru_cache(maxsize=512)
def _read(item: Item) -> _Reading:
    return _Reading(item)


def _share_the_asked(one: _Reading, other: _Reading, asked: frozenset[str]) -> bool:
    """Whether both have what the question asks about, but for a word in two that one says otherwise."""
    either = asked & (one.everything | other.everything)
    both = asked & one.everything & other.everything
    return bool(both) and 2 * len(both) >= len(either)


def _alike(one: _Reading, other: _Reading, without: frozenset[str] = frozenset()) -> float:
    """Share (0 to 1) of the shorter one's things that the other has: in its text, context or title."""
    less, more = sorted((one, other), key=lambda each: len(each.things - without))
    things = less.things - without
    return len(things & more.everything) / len(things) if things else 0.0


def _numbers_differ(older: _Reading, newer: _Reading) -> bool:
    """Whether the newer one has a number of a kind that the older has, too, and not this one."""
    return any(
        values - newer_than
        for unit, newer_than in older.numbers.items()
        for values in _of_kind(unit, older, newer)
    )


def _of_kind(unit: str, older: _Reading, newer: _Reading) -> Iterable[frozenset[str]]:
    """The newer one's numbers of a unit; those without one may be of any that it speaks of."""
    if unit in newer.numbers:
        yield newer.numbers[unit]
    elif unit and "" in newer.numbers and unit in newer.everything:
        yield newer.numbers[""]
    elif not unit and len(older.numbers) == 1:
        yield from (values for known, values in newer.numbers.items() if known in older.everything)


def _names_differ(older: _Reading, newer: _Reading, asked: frozenset[str]) -> bool:
    """Whether each has a name that the other and the question lack, and they are the same else."""
    one, other = older.names - newer.everything - asked, newer.names - older.everything - asked
    if not (one and other) or older.numbers or newer.numbers:
        return False
    return _alike(older, newer, one | other) >= ALIKE_BUT_FOR_NAMES
