"""Names that a transcript prints in capitals, in small letters: "SMITH" is Smith, "MCDONALD" McDonald."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from bot.names import LINKING, SUFFIXES

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_VOWEL = re.compile(r"[AEIOUYÀ-ÖØ-Ý]")
_AMID = re.compile(r"\b[a-z]+,? (?=(?P<word>\S+) [a-z])")
"""A small word, and the next but one a small one, too."""
_PARTS = re.compile(r"([’'-])")
SHORTEST_NAME = 2
"""Letters from which on a word in capitals with a vowel is a name, where the text has it in no other way."""


def written_forms(text: str) -> dict[str, str]:
    """The words of a text that begin with a capital and go on in small letters, by their lower case."""
    return {
        word.lower(): word
        for match in _WORD.finditer(text)
        if (word := match.group())[0].isupper() and not word.isupper()
    }


def spelt_words(text: str) -> frozenset[str]:
    """What a text has in capitals where nothing else is: between small words of a sentence."""
    found: set[str] = set()
    for match in _AMID.finditer(text):
        word = match["word"]
        for bare in (word, word.removesuffix(word[-1]) if word[-1] in ",." else word):
            found.update((bare, bare[:-2] if bare.endswith(("’s", "'s")) else bare))
    return frozenset(word for word in found if word[-1:].isalnum() and word.isupper())


def in_small_letters(name: str, forms: Mapping[str, str], spelt: Collection[str]) -> str:
    """A name that stands in capitals as the text or the custom of names has it; any other is left as it is.

    `forms` are the text's `written_forms`, `spelt` its `spelt_words`. Letters that are read one by one stay:
    those without a vowel ("BBC"), and what the text has in capitals in the midst of a sentence ("NASA").
    """
    if not name.isupper() or len(name) < SHORTEST_NAME:
        return name
    words = name.split()
    return " ".join(_word(word, forms, spelt, first=not place) for place, word in enumerate(words))


def _word(word: str, forms: Mapping[str, str], spelt: Collection[str], *, first: bool) -> str:
    bare = word.rstrip(".,").lower()
    if bare in forms:
        return forms[bare] + word[len(bare) :]
    if bare in SUFFIXES or (not _VOWEL.search(word) and not word.endswith(".")) or word in spelt:
        return word
    if bare in LINKING and not first:
        return word.lower()
    return "".join(_part(part) for part in _PARTS.split(word))


def _part(part: str) -> str:
    scottish = re.fullmatch(r"(MC)(\w{2,})", part)
    return f"Mc{scottish[2].capitalize()}" if scottish else part.capitalize()
