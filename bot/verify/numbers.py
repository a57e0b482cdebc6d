"""Numbers in figures and in words, so far as a difference between two must be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNITS = (
    *(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "twentieth": 20,
}  # fmt: skip
_VALUES = (
    {word: value for value, word in enumerate(_UNITS)}
    | {word: 10 * value for value, word in enumerate(_TENS, 2)}
    | _ORDINALS
)
_MAGNITUDES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 1000, "m": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_MEASURES = frozenset(
    (
        *(
            "percent",
            "percentage",
            "$",
            "€",
            "£",
            "¥",
            "₹",
            "dollars",
            "dollar",
            "euros",
            "euro",
            "pounds",
            "pound",
        ),
        *(
            "yen",
            "cents",
            "points",
            "point",
            "half",
            "third",
            "quarter",
            "twice",
            "double",
            "triple",
            "dozen",
        ),
        *("dozens", "hundreds", "thousands", "millions", "billions", "trillions", "once"),
    )
)
_FIGURES = re.compile(r"^(\d+(?:[.,]\d+)*)(st|nd|rd|th|s|k|m|bn|b|tn)?$")


def is_number(word: str) -> bool:
    """Whether a folded word is a number, a magnitude or a measure that a number is given in."""
    return word in _VALUES or word in _MAGNITUDES or word in _MEASURES or bool(_FIGURES.match(word))


def amounts(words: Iterable[str]) -> tuple[str, ...]:
    """The numbers among folded words, in order, in one writing: "twenty five million" and "25m" are equal."""
    found: list[str] = []
    total: float = 0
    open_number = in_words = False
    for word in words:
        value, scale = _value(word)
        if value is not None:
            tens_before = (
                in_words and word in _VALUES and total % 100 >= 20 and total % 10 == 0 and 0 < value < 10
            )
            if open_number and not (tens_before or total >= 100):
                found.append(f"{total:g}")
                total = 0
            total, open_number, in_words = (total + value) * scale, True, word in _VALUES
        elif word in _MAGNITUDES:
            total, open_number = (total or 1) * _MAGNITUDES[word], True
        else:
            if open_number:
                found.append(f"{total:g}")
            total, open_number, in_words = 0, False, False
            if word in _MEASURES:
                found.append(word)
    return (*found, f"{total:g}") if open_number else tuple(found)


def _value(word: str) -> tuple[float | None, int]:
    if word in _VALUES:
        return _VALUES[word], 1
    figures = _FIGURES.match(word)
    if not figures:
        return None, 1
    try:
        return float(figures[1].replace(",", ".")), _SHORT.get(figures[2] or "", 1)
    except ValueError:
        return None, 1
