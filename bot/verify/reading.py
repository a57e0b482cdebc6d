"""A text as the check reads it: one row of letters, and how its words are kept apart.

Two texts have the same words if their letters agree and no word of one begins inside a word of the other.
Marks and the amount of white space do not count: "un-American" is "unAmerican" and "un American", "don't" is
"dont"; but "now here" is not "nowhere".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.text import Word, fold, words

NONE, INSIDE, SOFT, HARD = range(4)
"""What stands between two letters: nothing, an apostrophe, other marks alone, or white space.

Figures that only marks keep apart ("9/11") are kept apart hard: "911" is another number.
"""

SIGNS = "$%&"
"""Signs that are read as words."""

_APOSTROPHE = re.compile(r"['’ʼ]")
_CURRENCY = re.compile(r"[$€£¥₹]\s?$")
_PERCENT = re.compile(r"^\s?%")
_BETWEEN = re.compile(r"[\W_]+")
_RUN = re.compile(r"[^\W_]+")
_POINT = re.compile(r"(?:^|[\s$€£¥(])[.]$")
_SHARE = re.compile(r"\s?(?:%|per\s?cent|points?\b)", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}\s\d{3}")
_AND = re.compile(r"\s&\s")


@dataclass(frozen=True)
class TextReading:
    """Words of a text in order, with where they stand in it (`start`, `end`) and in the row of letters.

    `bounds[p]` says what stands before letter p, or after the last one for p = len(letters).
    """

    text: str
    words: tuple[Word, ...]
    letters: str
    offsets: tuple[int, ...]
    bounds: bytes

    @cached_property
    def folded(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words)

    @cached_property
    def written(self) -> tuple[str, ...]:
        """The folded words with their apostrophes: "don't" where `folded` has "dont"."""
        return tuple(_with_apostrophes(word, self.text) for word in self.words)

    def word_at(self, letter: int) -> int:
        """The index of the word that begins at this letter or, failing that, of the next one."""
        return bisect_left(self.offsets, letter)

    def word_of(self, letter: int) -> int:
        """The index of the word that this letter belongs to."""
        return bisect_left(self.offsets, letter + 1) - 1

    def agrees(self, other: TextReading, at: int) -> bool:
        """Whether all of `other`'s words stand at letter `at`, letters being equal there."""
        ours = self.bounds[at + 1 : at + len(other.letters)]
        theirs = other.bounds[1:-1]
        if not (self.bounds[at] >= SOFT and self.bounds[at + len(other.letters)] >= SOFT):
            return False
        return all(a and b for a, b in zip(ours, theirs, strict=True) if HARD in (a, b))

    def places(self, other: TextReading, start: int = 0) -> Iterator[int]:
        """Letters, from `start` on, where all of `other`'s words stand in this text in their order."""
        at = self.letters.find(other.letters, start)
        while at >= 0:
            if self.agrees(other, at):
                yield at
            at = self.letters.find(other.letters, at + 1)


def letters_of(text: str) -> str:
    """All letters and figures of the text in a row, folded: what `Reading.letters` has without signs."""
    return _BETWEEN.sub("", fold(text))


@lru_cache(maxsize=8192)
def rough_words(text: str) -> tuple[str, ...]:
    """The folded words, cut with less care than `read` does: to see quickly which texts are worth reading."""
    return tuple(_RUN.findall(fold(text)))


def read(text: str, signs: str = SIGNS) -> TextReading:
    """The text's words; of the `signs`, "$" (any currency) before a figure, "%" after one and a lone "&" are
    words, too."""
    cut = _with_signs(text, signs) if signs else words(text)
    found = [_with_point(word, text) for word in cut if word.text]
    letters = "".join(word.text for word in found)
    offsets: list[int] = []
    bounds = bytearray(len(letters) + 1)
    at = 0
    for number, word in enumerate(found):
        offsets.append(at)
        bounds[at] = _between(text, found[number - 1], word) if number else HARD
        _mark_apostrophes(text, word, at, bounds)
        at += len(word.text)
    bounds[at] = HARD
    return TextReading(text, tuple(found), letters, tuple(offsets), bytes(bounds))


@lru_cache(maxsize=4096)
def read_known(text: str, signs: str = SIGNS) -> TextReading:
    """A known text as it is read for comparison; kept, since the same candidates come again."""
    return read(text, signs)


def _with_signs(text: str, signs: str) -> Iterator[Word]:
    last: Word | None = None
    for word in words(text):
        gap_start = last.end if last else 0
        gap = text[gap_start : word.start]
        if last and "%" in signs:
            yield from _sign_after(last, gap)
        if last and "&" in signs and _AND.fullmatch(gap):
            yield Word("and", gap_start + 1, gap_start + 2)
        sign = _CURRENCY.search(gap) if "$" in signs else None
        if sign and word.text[:1].isdigit():
            yield Word(sign.group()[0], gap_start + sign.start(), gap_start + sign.start() + 1)
        yield word
        last = word
    if last and "%" in signs:
        yield from _sign_after(last, text[last.end : last.end + 2])


def _with_point(word: Word, text: str) -> Word:
    """ ".5 percent" is read as "0.5 percent"; before other figures a point is but a mark."""
    written = text[word.start : word.end]
    if not written.isdigit() or not _POINT.search(text[max(0, word.start - 2) : word.start]):
        return word
    if not _SHARE.match(text, word.end):
        return word
    return Word(f"0.{word.text}", word.start - 1, word.end)


def _sign_after(word: Word, gap: str) -> Iterator[Word]:
    sign = _PERCENT.match(gap)
    if sign and word.text[-1:].isdigit():
        yield Word("percent", word.end + sign.end() - 1, word.end + sign.end())


def _between(text: str, before: Word, after: Word) -> int:
    gap = text[before.end : after.start]
    if before.text == "per" and after.text == "cent":
        return SOFT
    if len(gap) == 1 and gap.isspace() and _THOUSANDS.fullmatch(before.text + gap + after.text):
        return SOFT
    if gap and not any(mark.isspace() for mark in gap):
        figures = before.text[-1:].isdigit() and after.text[:1].isdigit()
        return HARD if figures else SOFT
    return HARD


def _with_apostrophes(word: Word, text: str) -> str:
    parts = _APOSTROPHE.split(text[word.start : word.end])
    return "'".join(map(fold, parts)) if len(parts) > 1 else word.text


def _mark_apostrophes(text: str, word: Word, at: int, bounds: bytearray) -> None:
    written = text[word.start : word.end]
    for mark in _APOSTROPHE.finditer(written):
        inside = len(fold(written[: mark.start()]))
        if 0 < inside < len(word.text):
            bounds[at + inside] = INSIDE
