"""What an excerpt leaves out of its own sentence and turns or limits the meaning.

Only what belongs to the excerpt's own clause counts: "and I say that without reservation" denies nothing of
what stands before it. A condition or denial reaches further, up to the next clause that stands by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from bot.replies import Change, RemarkKind, Segment
from bot.text import Word, sentence_around
from bot.text import words as words_of
from bot.verify.lexicon import NEGATIONS, WORDS
from bot.verify.numbers import amounts
from bot.verify.reading import read

_SUBJECT = (
    r"(?:I|we|he|she|they|you|it|this|that|these|those|there|nobody|everybody|everyone|no one|nothing)"
    r"(?:['’]\w+)?\b"
)
_OWN_CLAUSE = re.compile(
    rf"[;:]\s+|\s*[–—]\s*|\s-+\s|,\s+(?:and|so|or|nor)\b|,?\s+(?:and|so|but|yet)\s+(?={_SUBJECT})",
    re.IGNORECASE,
)
"""Where a clause begins that stands by itself."""
_SIDE_CLAUSE = re.compile(
    rf",\s+(?={_SUBJECT})|,\s+(?:which|who|whose|where|whom)\b|,?\s+(?:because|but|though|although)\b",
    re.IGNORECASE,
)
"""Where one begins that says something else of the same: no negation reaches over it."""
_CONDITIONS = re.compile(
    r"\b(?:if|unless|provided|providing|assuming|suppose|supposing|whether|otherwise|as long as|so long as"
    r"|in case|except|only when|until)\b",
    re.IGNORECASE,
)
_DENIALS = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|false|untrue|wrong|lies?|lying|nonsense|ridiculous|absurd|myth|hoax|rumou?rs?"
    r"|jok(?:e|es|ing)|kidding|alleged(?:ly)?|supposed(?:ly)?|claim(?:s|ed|ing)?|pretend(?:s|ed|ing)?|refus(?:e|es|ed)"
    r"|reject(?:s|ed)?|doubt(?:s|ed|ful)?|they say|people say|he says|she says|some say)\b",
    re.IGNORECASE,
)
SHORTEST_SHARED = 3
"""Words by which a piece is recognised that goes beyond a sentence: one or two in a row are often chance."""
_LIMITING = WORDS["limit"] | WORDS["place"] | WORDS["time"]
_NEGATING_START = re.compile(r"\b(?:un|non|in|im|dis|anti)[-‐‑]$", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?]+[\"'”’»)\]]*\s+")
_CLOSED = re.compile(r"[,;:.!?–—]\W*$")
_LEFT_HANGING = re.compile(r"^(?:\W\s+)+|(?:\s+\W)+$")
"""Signs between words of which `without` left one side blank."""
_MARKS = re.compile(r"\W*$")
_CONTRAST = re.compile(r"^,?\s*(?:but|though|although|except|yet)\b", re.IGNORECASE)
_DOTS_BEFORE = re.compile(r"^\W*(?:…|\.\s?\.)")
_DOTS_AFTER = re.compile(r"(?:…|\.\s?\.)\W*$")


OMITTED = frozenset(
    {
        RemarkKind.NEGATION_LEFT_OUT,
        RemarkKind.CONDITION_LEFT_OUT,
        RemarkKind.DENIAL_LEFT_OUT,
        RemarkKind.LIMIT_LEFT_OUT,
    }
)
"""What `omissions` may find."""


class Omission(NamedTuple):
    """What kind of words were left out, and the words."""

    kind: RemarkKind
    words: str


class _Part(NamedTuple):
    """A stretch left out: what of it belongs to the excerpt's own clause (`near`), and to what the clause
    belongs to (`wide`)."""

    near: str
    wide: str


def omissions(quotation: str, text: str, start: int, end: int, segments: Sequence[Segment]) -> list[Omission]:
    """What of a text turns or limits what its characters `start` to `end` say, and is not in the quotation.

    Gravest first: a negation, a condition, a denial, a limit of place, time or number. What only limits
    counts where an ellipsis stands for it, or where the excerpt is cut so that it reads as a whole statement.
    """
    first, last = sentence_around(text, start, end)
    rest = text[end:last]
    before, after = _before(text[first:end], start - first), _after(text[start:last], end - start)
    gaps = [_Part(gap, gap) for gap in _gaps(segments)]
    parts = [before, *gaps, after]
    found = [
        (RemarkKind.NEGATION_LEFT_OUT, [part.near for part in parts if _denies(part.near)]),
        (RemarkKind.CONDITION_LEFT_OUT, [part.wide for part in parts if _CONDITIONS.search(part.wide)]),
        (RemarkKind.DENIAL_LEFT_OUT, [part.wide for part in parts if _DENIALS.search(part.wide)]),
        (RemarkKind.LIMIT_LEFT_OUT, list(_limits(quotation, before, gaps, after, rest))),
    ]
    if _NEGATING_START.search(text[first:start]):
        found.insert(0, (RemarkKind.NEGATION_LEFT_OUT, [text[first:start]]))
    kinds: dict[RemarkKind, Omission] = {}
    for kind, words in found:
        if words:
            kinds.setdefault(kind, Omission(kind, _LEFT_HANGING.sub("", words[0]).strip(" ,")))
    return list(kinds.values())


def without(text: str, pieces: Iterable[str], start: int, end: int) -> str:
    """The text with blanks for what of it, before `start` and from `end` on, stands in one of the pieces.

    A piece stands there whole, or goes on beyond the text. The text's signs and its length stay.
    """
    shown = text
    for piece in pieces:
        for around in (slice(0, start), slice(end, len(text))):
            for word in _shared(words_of(text[around]), piece, ahead=around.start > 0):
                first, last = around.start + word.start, around.start + word.end
                shown = shown[:first] + " " * (last - first) + shown[last:]
    return shown


def _shared(known: Sequence[Word], piece: str, *, ahead: bool) -> Sequence[Word]:
    """The words that are the piece's, too; one that ends `ahead` of them begins with the last of them."""
    said = [word.text for word in words_of(piece)]
    found = SequenceMatcher(None, [word.text for word in known], said, autojunk=False).find_longest_match()
    last, end = found.a + found.size, found.b + found.size
    beyond = last == len(known) and found.b == 0 if ahead else found.a == 0 and end == len(said)
    whole = found.size == len(said)
    return known[found.a : last] if whole or (beyond and found.size >= SHORTEST_SHARED) else ()


def _before(text: str, start: int) -> _Part:
    """What stands before the excerpt, which begins at `start`; the text ends with it."""
    own = [mark.end() for mark in _OWN_CLAUSE.finditer(text) if mark.end() <= start]
    side = [mark.end() for mark in _SIDE_CLAUSE.finditer(text) if mark.end() <= start]
    begin = max(own, default=0)
    return _Part(text[max((begin, *side)) : start], text[begin:start])


def _after(text: str, end: int) -> _Part:
    """What follows the excerpt, with which the text begins and which ends at `end`."""
    own = [mark.start() for mark in _OWN_CLAUSE.finditer(text) if mark.start() >= end]
    side = [mark.start() for mark in _SIDE_CLAUSE.finditer(text) if mark.start() >= end]
    close = min(own, default=len(text))
    return _Part(text[end : min((close, *side))], text[end:close])


def _gaps(segments: Sequence[Segment]) -> Iterator[str]:
    """What ellipses and brackets stand for, so far as it belongs to the clauses on both sides of it."""
    last = ""
    for segment in segments:
        if segment.change is Change.BRACKET:
            yield segment.known
        elif segment.change is Change.GAP:
            yield from _of_both_sides(f"{last}{segment.known}")
        marks = _MARKS.search(segment.known)
        last = marks[0] if marks else ""


def _of_both_sides(words: str) -> Iterator[str]:
    marks = sorted([*_OWN_CLAUSE.finditer(words), *_SENTENCE.finditer(words)], key=lambda mark: mark.start())
    if not marks:
        yield words
        return
    yield words[: marks[0].start()]
    if not _CLOSED.search(words):
        yield words[marks[-1].end() :]


def _denies(words: str) -> bool:
    return not NEGATIONS.isdisjoint(read(words).folded)


def _limits(quotation: str, before: _Part, gaps: Sequence[_Part], after: _Part, rest: str) -> Iterator[str]:
    """The words left out that limit what is said."""
    yield from (gap.near for gap in gaps if _is_limit(gap.near))
    if _DOTS_BEFORE.search(quotation) and _is_limit(before.near):
        yield before.near
    if _CONTRAST.search(rest):
        yield rest
    elif _begins_with_limit(after.near) and (_DOTS_AFTER.search(quotation) or not read(before.near).words):
        yield after.near
    if before.wide.rstrip().endswith(",") and _begins_with_limit(before.wide):
        yield before.wide


def _is_limit(words: str) -> bool:
    reading = read(words)
    return len(reading.words) > 0 and bool(
        not _LIMITING.isdisjoint(reading.folded) or amounts(reading.folded)
    )


def _begins_with_limit(words: str) -> bool:
    reading = read(words)
    first = reading.folded[:1]
    return bool(_LIMITING.intersection(first) or amounts(first))
