"""Numbers in figures and in words, so far as a difference between two must be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.verify.lexicon import MEASURES

_CARDINALS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    "thirtieth": 30,
}  # fmt: skip
_MAGNITUDES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 1000, "m": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_CURRENCIES = {
    "dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "pound": "£", "pounds": "£", "yen": "¥",
    "rupee": "₹", "rupees": "₹", "$": "$", "€": "€", "£": "£", "¥": "¥", "₹": "₹",
}  # fmt: skip
_SIGNS = frozenset(_CURRENCIES.values())
_FIGURES = re.compile(r"^(\d+(?:[.,]\d+)*)(st|nd|rd|th|k|m|bn|b|tn)?$")
_GROUP = re.compile(r"^\d{3}$")
_TH = frozenset(("st", "nd", "rd", "th"))


class _Part(NamedTuple):
    """A number among words: its canonical writing, and the word after its last."""

    text: str
    end: int


def is_number(word: str) -> bool:
    """Whether a folded word is a number, a magnitude or a measure that a number is given in."""
    return is_currency(word) or word in MEASURES or word in _MAGNITUDES or _begins(word)


def is_currency(word: str) -> bool:
    """Whether a folded word is a currency's sign or name."""
    return word in _CURRENCIES


def in_figures(words: Sequence[str]) -> tuple[str, ...]:
    """The words with every number in one writing, "#" before it: "twenty five million" and "25m" are equal.

    A currency stands behind its amount, "$ 5" like "5 dollars"; measures ("dozens") are numbers, too.
    """
    found: list[str] = []
    sign: str | None = None
    at = 0
    while at < len(words):
        word = words[at]
        number = _number(words, at)
        if number:
            found.append(number.text)
            at = number.end
            if sign:
                found.append(sign)
                sign = None
            continue
        if sign:
            found.append(sign)
        sign = f"#{word}" if word in _SIGNS and at + 1 < len(words) else None
        if not sign:
            currency = _CURRENCIES.get(word)
            found.append(f"#{currency or word}" if currency or word in MEASURES else word)
        at += 1
    return tuple(found)


def amounts(words: Sequence[str]) -> tuple[str, ...]:
    """The numbers and measures among folded words, in their order, in one writing."""
    return tuple(word for word in in_figures(words) if word.startswith("#"))


def _begins(word: str) -> bool:
    return word in _CARDINALS or word in _ORDINALS or bool(_FIGURES.match(word))


def _number(words: Sequence[str], at: int) -> _Part | None:
    """The number that begins at a word, if one does: figures or words, and the magnitudes that follow."""
    end = at
    if words[at] == "a" and at + 1 < len(words) and words[at + 1] in _MAGNITUDES:
        end += 1
    elif words[at] not in _MAGNITUDES and not _begins(words[at]):
        return None
    total = group = 0.0
    last: float | None = None
    ordinal = False
    for value, magnitude, is_last, after in _steps(words, end):
        if magnitude:
            group = (group or 1) * magnitude
            if magnitude > _MAGNITUDES["hundred"]:
                total, group = total + group, 0.0
            last = None
        elif last is None or (last in range(20, 100, 10) and 0 < value < 10):
            group += value
            last = value if words[after - 1] in _CARDINALS else 1.0
        else:
            break
        end = after
        if is_last:
            ordinal = is_last == "th"
            break
    return _Part(f"#{total + group:.15g}{'th' if ordinal else ''}", end)


def _steps(words: Sequence[str], at: int) -> Iterator[tuple[float, int, str, int]]:
    """The words of one number from `at` on: value or magnitude, whether it ends there ("th" of an ordinal,
    "." of figures that have their magnitude with them), and where the next word is."""
    start = at
    while at < len(words):
        word = words[at]
        if word == "and" and at > start and words[at - 1] in _MAGNITUDES and _continues(words, at + 1):
            at += 1
            continue
        figures = _FIGURES.match(word)
        if word in _MAGNITUDES:
            yield 0.0, _MAGNITUDES[word], "", at + 1
        elif word in _CARDINALS:
            yield float(_CARDINALS[word]), 0, "", at + 1
        elif word in _ORDINALS:
            yield float(_ORDINALS[word]), 0, "th", at + 1
        elif figures and at == start:
            yield from _figures(words, at, figures)
            at += _groups(words, at)
        else:
            return
        at += 1


def _figures(words: Sequence[str], at: int, figures: re.Match[str]) -> Iterator[tuple[float, int, str, int]]:
    groups = _groups(words, at)
    digits = figures[1] + "".join(words[at + 1 : at + 1 + groups])
    value = float(digits.replace(",", ".")) if digits.count(".") + digits.count(",") < 2 else _dotted(digits)
    suffix = figures[2] or ""
    last = "th" if suffix in _TH else "." if suffix else ""
    yield value * _SHORT.get(suffix, 1), 0, last, at + 1 + groups


def _dotted(digits: str) -> float:
    """Figures with several points, as dates and versions have them, as one number that no other has."""
    return float(re.sub(r"\D", "", digits)) + 0.5


def _groups(words: Sequence[str], at: int) -> int:
    """How many groups of three figures follow that belong to the number: "18 000"."""
    first = words[at]
    if not first.isdigit() or len(first) > 3 or first.startswith("0"):
        return 0
    following = 0
    while at + following + 1 < len(words) and _GROUP.match(words[at + following + 1]):
        following += 1
    return following


def _continues(words: Sequence[str], at: int) -> bool:
    return at < len(words) and (words[at] in _CARDINALS or words[at] in _ORDINALS)
