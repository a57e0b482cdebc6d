"""Misspelt words, read as words that the knowledge has."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

import jellyfish
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answering.question.lexicon import chat_spellings, plain_words

SHORTEST = 4
"""Letters; shorter words differ by one letter from too many others."""
FEWEST_ALIKE = 0.62
"""Share of letters (1 - edits / length) that a reading must keep, however it sounds."""
SOUND, SKELETON, NAME, COMMON = 0.12, 0.08, 0.04, 0.012
"""What equal sound, equal consonants, being a name, and each e-fold of frequency add to that share.

Without the sound nine of 2,400 questions of three collections are read otherwise, one more of them wrong."""
ENOUGH = 0.74
"""The least sum that counts as the same word."""
CLOSE_BEHIND = 0.06
"""A second reading this near to the best is searched for, too."""
READINGS = 3
"""Readings kept of one word, at most."""
_INITIALS = {"c": "ks", "k": "cqn", "q": "kc", "f": "p", "p": "f", "s": "cz", "z": "sx", "j": "g", "g": "j",
             "i": "ey", "e": "ia", "y": "ij", "w": "hrv", "v": "wf", "n": "kg", "r": "w", "h": "w", "a": "eo",
             "o": "a", "u": "oy", "x": "z", "t": "dp", "d": "t"}  # fmt: skip
"""First letters that are heard or typed for one another."""
_VOWELS = re.compile(r"(?<=.)[aeiouyhw]")
_DOUBLED = re.compile(r"(.)\1+")
_PARTS = re.compile(r"[a-z]+|\d+")


class KnownWords(Protocol):
    """What spelling asks of the index."""

    def frequency(self, field: str, term: str) -> int: ...

    def words_beginning(self, prefix: str) -> Sequence[str]: ...


class WordReading(NamedTuple):
    """What a typed word may be: one or more words of the knowledge and how sure that is (0 to 1)."""

    words: tuple[str, ...]
    likeness: float


def known(word: str, vocabulary: KnownWords) -> bool:
    """Whether the knowledge has the word in an item or a name."""
    return vocabulary.frequency("words", word) > 0 or vocabulary.frequency("name", word) > 0


def readings(word: str, vocabulary: KnownWords, *, english: bool = False) -> list[WordReading]:
    """What a word that the knowledge does not have was probably meant to be, best first; empty if unclear.

    `word` is lower case without accents. An `english` word is only read as a name one edit away: people
    who write a real word mean it, but spell names by ear.
    """
    if known(word, vocabulary) or word.isdigit():
        return []
    if word in chat_spellings():
        return [WordReading((chat_spellings()[word],), 1.0)]
    if word in plain_words():
        return []
    found = _alike(word, vocabulary, only_names=english)
    if not found and not english:
        found = _split(word, vocabulary)
    return found


@lru_cache(maxsize=200_000)
def _sound(word: str) -> str:
    return jellyfish.metaphone(word)


@lru_cache(maxsize=200_000)
def _skeleton(word: str) -> str:
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))


def _most_edits(word: str) -> int:
    return 1 if len(word) < 5 else 2 if len(word) < 8 else 3


def _alike(word: str, vocabulary: KnownWords, *, only_names: bool) -> list[WordReading]:
    if len(word) < SHORTEST:
        return []
    beginnings = dict.fromkeys(word[:2] + _INITIALS.get(word[0], ""))
    edits = 1 if only_names else _most_edits(word)
    fewest, most = len(word) - edits, len(word) + edits
    plain = (other for other in plain_words() if other[0] in beginnings)
    # Of readings that are alike the first counts: a set has another order at every start of the program.
    others = dict.fromkeys(sorted(plain, key=lambda other: (-vocabulary.frequency("words", other), other)))
    for start in beginnings:
        words = vocabulary.words_beginning(start)
        others |= dict.fromkeys([other for other in words if fewest <= len(other) <= most])
    near = process.extract(word, list(others), scorer=OSA.distance, score_cutoff=edits, limit=None)
    scored = []
    for other, distance, _ in near:
        alike = 1 - distance / max(len(word), len(other))
        name = vocabulary.frequency("name", other)
        if alike < FEWEST_ALIKE or len(other) < SHORTEST - 1 or (only_names and not name):
            continue
        often = vocabulary.frequency("words", other) or name
        likeness = alike + NAME * (name > 0) + COMMON * math.log(max(1, often))
        likeness += SOUND * (_sound(word) == _sound(other)) + SKELETON * (_skeleton(word) == _skeleton(other))
        if likeness >= ENOUGH:
            scored.append(WordReading((other,), min(1.0, likeness)))
    scored.sort(key=lambda reading: -reading.likeness)
    return [r for r in scored if r.likeness >= scored[0].likeness - CLOSE_BEHIND][:READINGS]


def _split(word: str, vocabulary: KnownWords) -> list[WordReading]:
    """A word typed without its space: "newyork", "eb5"; the rarer half of the likeliest cut counts."""
    parts = tuple(_PARTS.findall(word))
    if len(parts) > 1 and "".join(parts) == word and all(known(part, vocabulary) for part in parts):
        return [WordReading(parts, 1.0)]
    cuts = [(word[:at], word[at:]) for at in range(3, len(word) - 2)]
    best = max(cuts, key=lambda cut: min(vocabulary.frequency("words", half) for half in cut), default=None)
    if best and all(known(half, vocabulary) for half in best):
        return [WordReading(best, 0.9)]
    return []
