"""A search as it is typed, cut into pieces. Knows only how it is written, and nothing of the knowledge.

search    := (phrase | "-" (phrase | word) | qualifier | word)*
phrase    := words between quotation marks of any kind
qualifier := ("speaker" | "source" | "after" | "before") ":" (phrase | word)

Whatever else looks like syntax ("AND", "title:", "*", a lone mark) is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_PHRASE = r"\"[^\"]*\"|“[^”“]*[”“]|„[^“”]*[“”]|«[^»]*»|»[^«]*«"
_NAMES = "speaker|source|after|before"
_PIECE = re.compile(
    rf"(?<![^\s(])(?P<qualifier>{_NAMES}):(?P<gap>\s*)(?P<value>{_PHRASE}|(?!(?:{_NAMES}):)[^\s\"“„«»]+)?"
    rf"|\((?=(?:{_NAMES}):)"
    rf"|(?P<phrase>{_PHRASE})"
    rf"|(?<!\S)[-−–](?P<without>{_PHRASE}|[^\W_][^\s\"“„«»]*)"
    r"|(?P<word>[^\s\"“„«»]+)",
    re.IGNORECASE,
)
_BEHIND = ".,;:!?)…"
"""Marks behind a value or a word that are no part of it."""
_MARKS = '"“”„«»'


class Qualifier(StrEnum):
    """What a search can be kept to: whose words, of which source, of which days."""

    SPEAKER = "speaker"
    SOURCE = "source"
    AFTER = "after"
    BEFORE = "before"


class PieceKind(StrEnum):
    """What a piece of a search is."""

    WORD = "word"
    PHRASE = "phrase"
    WITHOUT = "without"
    WITHOUT_PHRASE = "without phrase"
    QUALIFIER = "qualifier"


@dataclass(frozen=True)
class Piece:
    """A piece of a search: characters `start` to `end` (excluded) of what was typed.

    `text` is the word, the phrase without its marks, or the first word of a qualifier's value (empty where it
    has none); `quoted` says that this value stands in marks, so that it is all of it, `apart` that a blank
    stands between the colon and it, and `parted` that a mark stands behind the word: it ends there.
    """

    kind: PieceKind
    text: str
    start: int
    end: int
    qualifier: Qualifier | None = None
    quoted: bool = False
    apart: bool = False
    parted: bool = False


def pieces_in(typed: str) -> tuple[Piece, ...]:
    """The pieces of a search in their order; marks with nothing between them are none."""
    pieces = (_piece(found) for found in _PIECE.finditer(typed) if found.lastgroup)
    return tuple(piece for piece in pieces if piece.text or piece.qualifier)


def qualifiers_in(typed: str) -> tuple[Piece, ...]:
    """The qualifiers of a search or question; none inside a quotation."""
    return tuple(piece for piece in pieces_in(typed) if piece.qualifier)


def without_spans(typed: str, spans: Iterable[tuple[int, int]]) -> str:
    """What was typed without the characters of some spans, in their order, on one line."""
    rest, at = "", 0
    for start, end in spans:
        rest += typed[at:start]
        closed = rest.rstrip()[-1:] in _BEHIND  # of nothing, too
        at = end + (len(typed[end:]) - len(typed[end:].lstrip(_BEHIND)) if closed else 0)
    bare = re.sub(r"\(\s*\)", " ", rest + typed[at:])
    return re.sub(r"\s+(?=[.,;:!?…)](?:\s|$))", "", " ".join(bare.split())).strip(" ,;")


def with_value(typed: str, piece: Piece, value: str) -> str:
    """What was typed with another value of one of its qualifiers, in marks."""
    bare = value.translate(str.maketrans("", "", _MARKS))
    return f'{typed[: piece.start]}{piece.qualifier}:"{bare}"{typed[piece.end :]}'


def _piece(found: re.Match[str]) -> Piece:
    start, end = found.span()
    if found["phrase"]:
        return Piece(PieceKind.PHRASE, _inside(found["phrase"]), start, end)
    typed = found["value"] or found["without"] or found["word"] or ""
    quoted = bool(typed) and typed[0] in _MARKS
    text = _inside(typed) if quoted else typed.rstrip(_BEHIND)
    parted = not quoted and text != typed
    end -= len(typed) - len(text) if parted else 0
    if found["qualifier"]:
        name, apart = Qualifier(found["qualifier"].lower()), bool(found["gap"])
        return Piece(PieceKind.QUALIFIER, text, start, end, name, quoted=quoted, apart=apart, parted=parted)
    if found["without"]:
        return Piece(PieceKind.WITHOUT_PHRASE if quoted else PieceKind.WITHOUT, text, start, end)
    return Piece(PieceKind.WORD, text, start, end, parted=parted)


def _inside(phrase: str) -> str:
    return " ".join(phrase[1:-1].split())
