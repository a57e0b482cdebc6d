"""A quotation laid beside one known quote, in stretches that a reader can follow."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.replies import Change, DifferenceKind, Segment
from bot.text import Word
from bot.verify.align import Pair
from bot.verify.blocks import Block, blocks
from bot.verify.brackets import hidden_by_bracket, neighbour
from bot.verify.kinds import kind_of
from bot.verify.near import Run
from bot.verify.pattern import Piece, PlacedPiece, Sign, may_stand_for
from bot.verify.reading import HARD, TextReading, read

MOST_BESIDE_DOTS = 3
"""Words beside an ellipsis of the quote's own that are taken for dropped, not for left out with a sign."""

_DOTS = re.compile(r"…|\.\s?\.")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…])[\s\"'“”‘’«»()\[\]—–-]*$")


class _Deed(NamedTuple):
    """What was done to words `given` of the quotation and `known` of the quote (first, end; or None)."""

    change: Change
    given: tuple[int, int] | None
    known: tuple[int, int] | None
    kind: DifferenceKind | None = None


class Stretch(NamedTuple):
    """A segment with the folded words of the quotation in it, and how many of the quote's."""

    segment: Segment
    given: tuple[str, ...]
    known: int


def exact_stretches(
    quotation: TextReading, pieces: Sequence[Piece], found: Sequence[PlacedPiece], quote: TextReading
) -> tuple[Stretch, ...]:
    """The quotation beside the stretch of the quote that has all its words, editor's signs told apart.

    A bracket that hides a negation or another number is no honest sign: its segment has a kind.
    """
    deeds: list[_Deed] = []
    places = {one.piece.start: one for one in found}
    known_end = found[0].start
    for number, piece in enumerate(pieces):
        given = (piece.start, piece.end)
        if piece.sign is Sign.GAP:
            after = next(places[p.start] for p in pieces[number + 1 :] if p.start in places)
            deeds.append(_gap(given, known_end, after.start, quote))
            continue
        one = places[piece.start]
        known_end = one.end
        known = _chars(quote, one.start, one.end)
        if one.literal:
            deeds.append(_Deed(Change.SAME, given, known))
        else:
            beside = None
            if number in {0, len(pieces) - 1}:
                beside = neighbour(quote, one.start, before=number == 0)
            deeds.append(_bracket(piece, known, quote, beside))
    return _stretches(deeds, quotation, quote)


def _gap(given: tuple[int, int], first: int, end: int, quote: TextReading) -> _Deed:
    """What an ellipsis stands for: the quote's letters from `first` to `end`.

    Beside dots of the quote's own these are no sign of a word or two that were dropped there.
    """
    known = _chars(quote, first, end)
    at = range(quote.word_at(first), quote.word_at(end))
    if not known or len(at) > MOST_BESIDE_DOTS:
        return _Deed(Change.GAP, given, known)
    before = quote.words[at[0] - 1].end if at[0] else 0
    after = quote.words[at[-1] + 1].start if at[-1] + 1 < len(quote.words) else len(quote.text)
    if not _DOTS.search(quote.text[before : known[0]] + "|" + quote.text[known[1] : after]):
        return _Deed(Change.GAP, given, known)
    named = any(_is_name(quote, number) for number in at)
    return _Deed(Change.LOST, given, known, kind_of((), [quote.written[number] for number in at], named))


def _bracket(
    piece: Piece, known: tuple[int, int] | None, quote: TextReading, beside: tuple[int, int] | None
) -> _Deed:
    """What an editor's bracket stands for; at the edge of an excerpt that may be the word beside it."""
    hidden = hidden_by_bracket(piece.reading, quote, known)
    if beside and not known:
        turned = hidden_by_bracket(piece.reading, quote, beside)
        if turned and turned is not DifferenceKind.NEGATION:
            known, hidden = beside, turned
    return _Deed(Change.BRACKET, (piece.start, piece.end), known, hidden)


def aligned_stretches(
    quotation: TextReading,
    pieces: Sequence[Piece],
    quote: TextReading,
    pairs: Sequence[Pair],
    shared: Iterable[Run],
) -> tuple[Stretch, ...]:
    """The quotation beside the stretch of the quote it is nearest to, with what was done to the words."""
    found = blocks(quotation, quote, pairs, shared)
    return _stretches([_deed(quotation, pieces, quote, block) for block in found], quotation, quote)


def _deed(quotation: TextReading, pieces: Sequence[Piece], quote: TextReading, block: Block) -> _Deed:
    given, known, label = block.given, block.known, block.label
    given_chars = _span(quotation, given)
    known_chars = _span(quote, known)
    if label is Change.SAME:
        return _Deed(label, given_chars, known_chars)
    if label is Change.MOVED:
        return _Deed(label, given_chars, known_chars, DifferenceKind.ORDER)
    if _same_letters(quotation, given, quote, known):
        return _Deed(Change.SAME, given_chars, known_chars)
    if not given and _ellipsis_before(quotation, pieces, block.pairs[0].given):
        return _Deed(Change.GAP, None, known_chars)
    if given_chars and may_stand_for(len(given), len(known)) and _in_bracket(pieces, given_chars):
        inside = read(quotation.text[slice(*given_chars)])
        return _Deed(Change.BRACKET, given_chars, known_chars, hidden_by_bracket(inside, quote, known_chars))
    named = any(_is_name(quotation, at) for at in given) or any(_is_name(quote, at) for at in known)
    change = Change.CHANGED if given and known else Change.ADDED if given else Change.LOST
    return _Deed(
        change,
        given_chars,
        known_chars,
        kind_of([quotation.written[at] for at in given], [quote.written[at] for at in known], named),
    )


def _is_name(reading: TextReading, at: int) -> bool:
    """A capital in the middle of a sentence; "I" and its forms are none."""
    word = reading.words[at]
    written = reading.text[word.start : word.end]
    if not written[:1].isupper() or written.split("'")[0].split("’")[0] == "I":
        return False
    return not _SENTENCE_START.search(reading.text[max(0, word.start - 12) : word.start])


def _same_letters(quotation: TextReading, given: list[int], quote: TextReading, known: list[int]) -> bool:
    """Whether the words differ only in where marks, and no white space, part them."""
    if not given or not known:
        return False
    ours, theirs = (
        reading.letters[reading.offsets[at[0]] : _letters_end(reading, at[-1])]
        for reading, at in ((quotation, given), (quote, known))
    )
    if ours != theirs:
        return False
    here, there = quotation.offsets[given[0]], quote.offsets[known[0]]
    bounds = zip(
        quotation.bounds[here + 1 : here + len(ours)],
        quote.bounds[there + 1 : there + len(ours)],
        strict=True,
    )
    return all(a and b for a, b in bounds if a != b and HARD in (a, b))


def _letters_end(reading: TextReading, at: int) -> int:
    return reading.offsets[at] + len(reading.words[at].text)


def _ellipsis_before(quotation: TextReading, pieces: Sequence[Piece], at: int) -> bool:
    """Whether an ellipsis stands between word `at` of the quotation and the one before it."""
    if not 0 < at < len(quotation.words):
        return False
    start, end = quotation.words[at - 1].end, quotation.words[at].start
    return any(piece.sign is Sign.GAP and start <= piece.start and piece.end <= end for piece in pieces)


def _in_bracket(pieces: Sequence[Piece], given: tuple[int, int]) -> bool:
    return any(p.sign is Sign.EDITOR and p.start <= given[0] and given[1] <= p.end for p in pieces)


def _span(reading: TextReading, at: Sequence[int]) -> tuple[int, int] | None:
    return (reading.words[at[0]].start, reading.words[at[-1]].end) if at else None


def _chars(quote: TextReading, first: int, end: int) -> tuple[int, int] | None:
    """Characters of the words from letter `first` to letter `end`."""
    if first >= end:
        return None
    return quote.words[quote.word_of(first)].start, quote.words[quote.word_of(end - 1)].end


def _stretches(deeds: Sequence[_Deed], quotation: TextReading, quote: TextReading) -> tuple[Stretch, ...]:
    """Letters and words for each deed; marks and blanks between two go with the one before, so that none is
    lost."""
    given_ends = _ends([deed.given for deed in deeds], len(quotation.text))
    known_spans = [deed.known for deed in deeds]
    known_ends = _ends(known_spans, max((span[1] for span in known_spans if span), default=0))
    stretches: list[Stretch] = []
    at = 0
    for deed, given_end, known_end in zip(deeds, given_ends, known_ends, strict=True):
        ours = quotation.text[at:given_end] if deed.given else ""
        theirs = quote.text[deed.known[0] : known_end] if deed.known else ""
        at = given_end if deed.given else at
        one = Stretch(
            Segment(change=deed.change, given=ours, known=theirs, kind=deed.kind),
            tuple(word.text for word in _words(quotation, deed.given)),
            len(_words(quote, deed.known)),
        )
        if stretches and deed.change is stretches[-1].segment.change is Change.SAME:
            one = _joined(stretches.pop(), one)
        stretches.append(one)
    return tuple(stretches)


def _joined(one: Stretch, other: Stretch) -> Stretch:
    """Two neighbouring stretches of the same words as one."""
    segment = Segment(
        change=Change.SAME,
        given=one.segment.given + other.segment.given,
        known=one.segment.known + other.segment.known,
    )
    return Stretch(segment, one.given + other.given, one.known + other.known)


def _words(reading: TextReading, span: tuple[int, int] | None) -> Sequence[Word]:
    """The words of a text that begin within a span of its characters."""
    if span is None:
        return ()
    first, end = (bisect_left(reading.words, at, key=lambda word: word.start) for at in span)
    return reading.words[first:end]


def _ends(spans: Sequence[tuple[int, int] | None], last: int) -> list[int]:
    """Where each stretch ends: where the next one begins."""
    ends: list[int] = []
    following = last
    for span in reversed(spans):
        ends.append(following)
        if span:
            following = span[0]
    return ends[::-1]
