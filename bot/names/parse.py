"""A name as people write it, read into its parts: "Sen. Clinton", "Clinton, Hillary", "G. K. Butterfield"."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.names.words import GROUP_WORDS, PARTICLES, SUFFIXES, TITLES
from bot.text import fold

NAME_PARTS = re.compile(r"[\s.]+")
"""What parts the words of a name."""
NO_LETTERS = re.compile(r"[\W_]+")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_POSSESSIVE = re.compile(r"\w['’]s?\s")
_JOINED = re.compile(r"(?:[^\W\d_]{1,2}['’]|(?:a[a-z]{1,2}|el|ul|bin|ibn)-)(?P<capital>.)")
_INITIALS = re.compile(r"(?<!\S)[^\W\d_a-z]{2}(?=\s+[^\W\d_])")
"""Two capitals before another word; more are an organisation's."""
_INITIAL = re.compile(r"\s*A\.")
_ARTICLES = ("the", "a", "an")


class Name(NamedTuple):
    """A name in folded parts. `given` may hold initials; `surname` has its particles: ("de", "blasio")."""

    given: tuple[str, ...]
    surname: tuple[str, ...]
    suffix: str = ""
    titles: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        return "".join(self.given + self.surname)


def parse(text: str) -> Name:
    """The parts of a name; titles, remarks in brackets and a description after a comma are left out.

    A text without letters gives empty parts.
    """
    tokens = _tokens(_apart(_in_order(_BRACKETED.sub(" ", text))))
    suffix = ""
    if len(tokens) > 1 and tokens[-1] in SUFFIXES:
        suffix = SUFFIXES[tokens.pop()]
    titles: list[str] = []
    while len(tokens) > 1 and (
        tokens[0] in TITLES or (tokens[0] in _ARTICLES and not begins_with_initial(text))
    ):
        titles.append(tokens.pop(0))
    cut = max(len(tokens) - 1, 0)
    while cut > 1 and tokens[cut - 1] in PARTICLES:
        cut -= 1
    if cut == 1 and len(tokens) > 1 and tokens[0] in PARTICLES:
        cut = 0
    return Name(tuple(tokens[:cut]), tuple(tokens[cut:]), suffix, tuple(titles))


def is_person(name: str) -> bool:
    """Whether the name of a speaker reads like one person's: "Trump campaign" and "The Hill" do not."""
    if _POSSESSIVE.search(name) or not name.strip():
        return False
    tokens = [token for token in NAME_PARTS.split(name) if NO_LETTERS.sub("", token)]
    if tokens and fold(tokens[0]) in _ARTICLES and not begins_with_initial(name):
        return False
    names = [token for token in tokens if fold(token) not in PARTICLES]
    return not any(_begins_small(token) or fold(token) in GROUP_WORDS for token in names)


def _begins_small(token: str) -> bool:
    """Whether a word of a name has no capital, not even behind a joined particle: "d'Estrel", "al-Shaer"."""
    return token[0].islower() and not ((joined := _JOINED.match(token)) and joined["capital"].isupper())


def begins_with_initial(name: str) -> bool:
    """Whether the name begins with an initial that could be mistaken for an article: "A. Hendry"."""
    return _INITIAL.match(name) is not None


def bare(name: str) -> str:
    """The folded letters of a name without a leading article: "The New York Times" is "newyorktimes"."""
    tokens = _tokens(name)
    if len(tokens) > 1 and tokens[0] in _ARTICLES:
        tokens = tokens[1:]
    return "".join(tokens)


def _in_order(text: str) -> str:
    """ "Clinton, Hillary" the right way round; a suffix after a comma stays, a description is cut off."""
    before, comma, after = text.partition(",")
    tokens = _tokens(after)
    if not comma or not tokens:
        return before
    if tokens[0] in SUFFIXES:
        return f"{before} {tokens[0]}"
    reversed_name = len(_tokens(before)) == 1 and len(tokens) <= 2 and is_person(after.strip())
    return f"{after} {before}" if reversed_name else before


def _apart(text: str) -> str:
    """The same with initials that are written as one word set apart: "JP Roe" is "J P Roe"."""
    if text.isupper():
        return text
    return _INITIALS.sub(lambda both: both[0] if fold(both[0]) in TITLES else " ".join(both[0]), text)


def _tokens(text: str) -> list[str]:
    pieces = (NO_LETTERS.sub("", fold(piece)) for piece in NAME_PARTS.split(text))
    return [piece for piece in pieces if piece]
