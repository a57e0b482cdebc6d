"""A quotation as an editor writes it: words, "…" for words left out, "[x]" for words replaced or added."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from bot.verify.reading import TextReading, read

MOST_REPLACED = 4
"""Words of the quote that one pair of brackets may stand for."""
MOST_ADDED = 4
"""Words that an editor may add in one pair of brackets."""
MOST_INSTEAD = 8
"""Words in brackets that may stand in place of others: "[the former minister of the harbours]" for "she"."""
MOST_SIGNS = 64
"""Ellipses and brackets that are read as signs; a text with more is compared word for word."""

_SIGNS = re.compile(
    r"(?P<gap>\[\s*(?:…|\.(?:\s?\.)+)\s*\]|\(\s*(?:…|\.(?:\s?\.)+)\s*\)|…|\.(?:\s?\.)+)"
    r"|\[(?P<editor>[^\[\]]{1,80})\](?!\w)"
)
"""A bracket that begins a word ("[W]e") is no sign: it changes nothing but a letter's case, or a word."""


class Sign(Enum):
    """What a piece of a quotation is."""

    WORDS = "words"
    GAP = "gap"
    EDITOR = "editor"


class Piece(NamedTuple):
    """Characters `start` to `end` of the quotation, and their words (none for an ellipsis)."""

    sign: Sign
    start: int
    end: int
    reading: TextReading


class PlacedPiece(NamedTuple):
    """A piece and the letters of the quote, `start` to `end`, that it stands for."""

    piece: Piece
    start: int
    end: int
    literal: bool = True


class _Path(NamedTuple):
    """How a place in the quote was reached: the pieces so far, last first, and the first letter of all.

    `wild` counts the brackets among them that stand for other words.
    """

    wild: int
    start: int
    end: int
    last: PlacedPiece
    before: _Path | None


def pieces(quotation: str) -> tuple[Piece, ...]:
    """The quotation cut at its signs; pieces without words and ellipses at either end are left out."""
    found: list[Piece] = []
    at = 0
    signs = list(_SIGNS.finditer(quotation))
    if len(signs) > MOST_SIGNS:
        signs = []
    for sign in signs:
        _add(found, Sign.WORDS, quotation, at, sign.start())
        if sign["gap"]:
            _add(found, Sign.GAP, quotation, sign.start(), sign.end())
        else:
            _add(found, Sign.EDITOR, quotation, sign.start(), sign.end())
        at = sign.end()
    _add(found, Sign.WORDS, quotation, at, len(quotation))
    while found and found[-1].sign is Sign.GAP:
        found.pop()
    return tuple(found)


def may_stand_for(bracketed: int, replaced: int) -> bool:
    """Whether so many words in brackets may stand for so many words of the quote."""
    return replaced <= MOST_REPLACED and bracketed <= (MOST_INSTEAD if replaced else MOST_ADDED)


def find(quotation: tuple[Piece, ...], quote: TextReading) -> tuple[PlacedPiece, ...] | None:
    """Where the quotation's pieces stand in the quote, in their order; None where they do not.

    Of several places the one with most of the words, and then the one that leaves out least, is taken.
    """
    if not any(piece.sign is Sign.WORDS for piece in quotation):
        return None
    paths: dict[int, _Path] | None = None
    loose = True
    for piece in quotation:
        if piece.sign is Sign.GAP:
            loose = True
            continue
        reached = _literally(piece, quote, paths, loose)
        if piece.sign is Sign.EDITOR:
            reached = _replaced(piece, quote, paths, loose) | reached
        paths = reached
        loose = False
        if not paths:
            return None
    if not paths:
        return None
    return _walk(min(paths.values(), key=lambda path: (path.wild, path.end - path.start)))


def _add(found: list[Piece], sign: Sign, quotation: str, start: int, end: int) -> None:
    if sign is Sign.GAP:
        if found and found[-1].sign is not Sign.GAP:
            found.append(Piece(sign, start, end, read("")))
        return
    reading = read(quotation[start:end])
    if reading.words:
        found.append(Piece(sign, start, end, reading))


def _literally(
    piece: Piece, quote: TextReading, paths: dict[int, _Path] | None, loose: bool
) -> dict[int, _Path]:
    """Paths that go on with the piece's own words: anywhere further on if `loose`, else just there."""
    reached: dict[int, _Path] = {}
    length = len(piece.reading.letters)
    if not loose and paths:
        for at, path in paths.items():
            if quote.letters.startswith(piece.reading.letters, at) and quote.agrees(piece.reading, at):
                _reach(reached, PlacedPiece(piece, at, at + length), path)
        return reached
    for at in quote.places(piece.reading):
        before = _latest(paths, at)
        if paths is None or before:
            _reach(reached, PlacedPiece(piece, at, at + length), before)
    return reached


def _replaced(
    piece: Piece, quote: TextReading, paths: dict[int, _Path] | None, loose: bool
) -> dict[int, _Path]:
    """Paths on which the bracket stands for some of the quote's words, or for none."""
    reached: dict[int, _Path] = {}
    length = len(piece.reading.words)
    counts = [count for count in range(MOST_REPLACED + 1) if may_stand_for(length, count)]
    ends = (*quote.offsets, len(quote.letters))
    starts: dict[int, _Path | None] = dict(paths or {})
    if paths is None:
        starts = dict.fromkeys(ends)
    elif loose:
        starts = {at: path for at in ends if (path := _latest(paths, at))}
    for at, path in starts.items():
        first = quote.word_at(at)
        for end in (ends[first + count] for count in counts if first + count < len(ends)):
            _reach(reached, PlacedPiece(piece, at, end, literal=False), path)
    return reached


def _reach(reached: dict[int, _Path], found: PlacedPiece, before: _Path | None) -> None:
    wild = (before.wild if before else 0) + (not found.literal)
    path = _Path(wild, before.start if before else found.start, found.end, found, before)
    known = reached.get(found.end)
    if known is None or (path.wild, -path.start) < (known.wild, -known.start):
        reached[found.end] = path


def _latest(paths: dict[int, _Path] | None, at: int) -> _Path | None:
    """Of the paths that end before letter `at`, the one that leaves out least: it began last."""
    ended = [path for end, path in (paths or {}).items() if end <= at]
    return max(ended, key=lambda path: (-path.wild, path.start, path.end), default=None)


def _walk(path: _Path | None) -> tuple[PlacedPiece, ...]:
    found: list[PlacedPiece] = []
    while path:
        found.append(path.last)
        path = path.before
    return tuple(reversed(found))
