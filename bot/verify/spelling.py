"""One word in two writings: contractions, numbers in words, British and American spelling, compounds.

A real word that differs is never another writing: "filed" is not "filled", "its" is not "it is". What differs
only by country is data (`data/spellings.txt`), and a contraction is one where its apostrophe was written, or
where its letters are hardly ever another word: "wont" may be "will not", but "were" is not "we are".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, product

from bot.text import lines
from bot.verify.numbers import in_figures

MOST_FORMS = 64
"""Ways to spell a row of words out that are compared: six words in a row that may be two ("he's")."""
_ENDINGS = {
    "'s": (" is", " has", "s"), "'re": (" are",), "'ve": (" have",), "'ll": (" will",), "'m": (" am",),
    "'d": (" would", " had", "d"),
}  # fmt: skip
_ENDING = re.compile(r"'(?:s|re|ve|ll|m|d)$")
_WHOLE = {
    "can't": ("can not",), "cannot": ("can not",), "won't": ("will not",), "shan't": ("shall not",),
    "let's": ("let us",), "ain't": ("is not", "am not", "are not", "has not", "have not"), "'tis": ("it is",),
    "gonna": ("going to",), "wanna": ("want to",), "gotta": ("got to",),
}  # fmt: skip
_NOT = re.compile(r"^(do|does|did|is|are|was|were|has|have|had|could|would|should|must|need|might|may)n'?t$")
"""No word without its apostrophe either."""
_UNMARKED = {
    word.replace("'", ""): word
    for word in (
        "won't", "can't", "shan't", "ain't", "i'm", "i've", "we've", "you're", "you've", "you'll", "you'd",
        "they're", "they've", "they'll", "they'd", "he's", "she's", "that's", "what's", "there's", "who's",
    )
}  # fmt: skip
"""Contractions that are meant where their letters stand without the apostrophe; "were" and "well" are not."""


def same_writing(given: Sequence[str], known: Sequence[str]) -> bool:
    """Whether both rows of words say one thing, written otherwise; equal rows do, too.

    The words are folded but for their apostrophes: "don't" is "do not", "were" is not "we are".
    """
    if list(given) == list(known):
        return True
    return not _forms(given).isdisjoint(_forms(known))


def _forms(words: Sequence[str]) -> set[tuple[str, ...]]:
    """The ways to read a row of words, each in one writing."""
    readings = product(*map(_spelt_out, words))
    return {_plain(" ".join(reading).split()) for reading in islice(readings, MOST_FORMS)}


def _spelt_out(word: str) -> tuple[str, ...]:
    if word in _UNMARKED:
        return (word, *_spelt_out(_UNMARKED[word]))
    if word in _WHOLE:
        return _WHOLE[word]
    negated = _NOT.match(word)
    if negated:
        return (f"{negated[1]} not",)
    ending = _ENDING.search(word)
    if ending:
        begin = word[: ending.start()].replace("'", "")
        return tuple(f"{begin}{other}" for other in _ENDINGS[ending[0]])
    return (word.replace("'", ""),)


def _plain(words: Sequence[str]) -> tuple[str, ...]:
    """The words in one writing: numbers in figures, compounds as one word, American spelling."""
    american = _american()
    return in_figures([american.get(word, word) for word in _compounds(words)])


def _compounds(words: Sequence[str]) -> Iterator[str]:
    american = _american()
    at = 0
    while at < len(words):
        pair = "-".join(words[at : at + 2])
        yield american.get(pair, words[at])
        at += 2 if pair in american else 1


@cache
def _american() -> dict[str, str]:
    """The American spelling by the British one; a phrase has hyphens for its blanks."""
    found: dict[str, str] = {}
    for line in lines(__package__, "spellings.txt"):
        british, american = line.split()
        found[british] = american
    return found
