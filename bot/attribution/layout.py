"""An article laid out for reading: paragraphs, their sentences, and each sentence as tokens.

A quotation is one opaque token of the sentence around it, so that what is said never looks like
what the article says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from bot.attribution.blocks import with_blocks
from bot.attribution.lexicon import SPEECH_VERBS
from bot.attribution.transcripts import with_transcripts
from bot.names import LINKING
from bot.text import ABBREVIATIONS, Quotation, quotations


class Kind(IntEnum):
    """What a token is."""

    WORD = 0
    POSSESSIVE = 1
    SIGN = 2
    QUOTATION = 3


class Token(NamedTuple):
    """A token at characters `start` to `end`; `quotation` is its index, -1 for all but quotations."""

    text: str
    lower: str
    start: int
    end: int
    kind: Kind
    quotation: int = -1

    @property
    def capital(self) -> bool:
        """Whether it is written like a name, a small particle joined to it apart: "al-Nasser", "d'Estrel"."""
        return self.kind is Kind.WORD and (self.text[0].isupper() or _with_particle(self.text))


def _with_particle(word: str) -> bool:
    joined = _JOINED_PARTICLE.match(word)
    return joined is not None and (joined["sign"] in "’'" or joined["particle"] in LINKING)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens that belong together; `paragraph` and `index` count from 0 within the article."""

    tokens: tuple[Token, ...]
    paragraph: int
    index: int

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


@dataclass(frozen=True, slots=True)
class ArticleLayout:
    """An article's text with its quotations and sentences.

    `places` gives the sentence of each quotation and its token there."""

    text: str
    quotations: tuple[Quotation, ...]
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]
    places: tuple[tuple[int, int], ...]


_TOKEN = re.compile(
    rf"(?P<poss>(?:(?<=\w)[’']s|(?<=[sz])[’'])(?!\w))"
    rf"|(?P<word>(?:{ABBREVIATIONS})\.(?!\w)|(?:[^\W\d_]\.){{2,}}|[^\W\d_]\.(?=\s+[A-Z])|@?\w+(?:[-.&](?=\w)\w+|[’'](?!s\b)\w+)*)"
    r"|(?P<sign>[^\w\s])"
)
_JOINED_PARTICLE = re.compile(r"(?P<particle>[a-z]+)(?P<sign>[-’'])(?=[^\W\d_a-z])")
_ENDS = frozenset(".?!")
# A sentence of more tokens than this is no sentence (a list, a table in one line) and is cut: what is looked
# for in a sentence would else take time by the square of its length.
LONGEST_SENTENCE = 160


def lay_out(text: str, *, labelled: bool = False) -> ArticleLayout:
    """The page of a text whose lines are paragraphs. Never raises; an empty text has no sentences.

    `labelled`: it is known that labels of lines say who speaks.
    """
    found = tuple(with_transcripts(text, with_blocks(text, quotations(text)), labelled=labelled))
    paragraphs = tuple((m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if not m.group().isspace())
    sentences: list[Sentence] = []
    places: dict[int, tuple[int, int]] = {}
    first = 0
    for number, (start, end) in enumerate(paragraphs):
        last = first
        while last < len(found) and found[last].open < end:
            last += 1
        tokens = list(_tokens(text, start, end, found, range(first, last)))
        first = last
        for part in _split(tokens, text, found):
            for place, token in enumerate(part):
                if token.kind is Kind.QUOTATION:
                    places[token.quotation] = (len(sentences), place)
            sentences.append(Sentence(tuple(part), number, len(sentences)))
    return ArticleLayout(
        text, found, paragraphs, tuple(sentences), tuple(places[n] for n in range(len(found)))
    )


def words_of(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of text, quotation marks being signs like any other."""
    return list(_scan(text, start, end))


def _scan(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        group = match.lastgroup
        kind = Kind.WORD if group == "word" else Kind.POSSESSIVE if group == "poss" else Kind.SIGN
        word = match.group()
        yield Token(word, word.lower(), match.start(), match.end(), kind)


def _tokens(text: str, start: int, end: int, found: tuple[Quotation, ...], inside: range) -> Iterator[Token]:
    at = start
    for number in inside:
        quotation = found[number]
        yield from _scan(text, at, quotation.open)
        yield Token("", "", quotation.open, quotation.close, Kind.QUOTATION, number)
        at = quotation.close
    yield from _scan(text, at, end)


def _split(tokens: list[Token], text: str, found: tuple[Quotation, ...]) -> Iterator[list[Token]]:
    """The tokens of a paragraph, sentence by sentence."""
    part: list[Token] = []
    for position, token in enumerate(tokens):
        part.append(token)
        following = tokens[position + 1 : position + 6]
        if len(part) >= LONGEST_SENTENCE or (following and _ends_sentence(token, following, text, found)):
            yield part
            part = []
    if part:
        yield part


def _ends_sentence(token: Token, following: list[Token], text: str, found: tuple[Quotation, ...]) -> bool:
    after = following[0]
    if token.kind is Kind.QUOTATION:
        quotation = found[token.quotation]
        last = text[quotation.start : quotation.end].rstrip()[-1:]
        if after.kind is Kind.QUOTATION:
            return last in _ENDS
        if last not in _ENDS or not after.capital:
            return False
        return last == "." or not any(t.lower in SPEECH_VERBS for t in following[:4])
    if token.kind is Kind.SIGN and token.text in ")]" and text[token.start - 1] in _ENDS:
        return after.capital or after.kind is Kind.QUOTATION
    starts = after.capital or after.kind is Kind.QUOTATION or after.text.isdigit() or after.text in "([—–-•*"
    if token.kind is Kind.SIGN and token.text in _ENDS:
        return starts and after.start > token.end
    # "U.S." and its like may end a sentence, too: a following word that only begins sentences tells.
    return bool(
        token.kind is Kind.WORD
        and token.text.endswith(".")
        and len(token.text) > 3
        and after.text in ("The", "He", "She", "It", "They", "In", "But", "And", "A", "This", "That")
    )
