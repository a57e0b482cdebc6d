"""The sentence that an excerpt was taken from, and what the excerpt leaves out of it."""

from __future__ import annotations

import re

from bot.replies import Change, RemarkKind, Segment
from bot.text import sentence_around
from bot.verify.lexicon import NEGATIONS
from bot.verify.reading import read

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
_NEGATING_START = re.compile(r"(?:un|non|in|im|dis|anti)[\W_]+$", re.IGNORECASE)


def left_out(text: str, start: int, end: int, segments: tuple[Segment, ...]) -> list[RemarkKind]:
    """What turns the meaning and stands in the excerpt's sentence, but not in the excerpt: gravest first."""
    first, last = sentence_around(text, start, end)
    before = text[first:start]
    gaps = [segment.known for segment in segments if segment.change in {Change.GAP, Change.BRACKET}]
    missing = " … ".join((before, *gaps, text[end:last]))
    kinds = []
    if NEGATIONS.intersection(read(missing).folded) or _NEGATING_START.search(before):
        kinds.append(RemarkKind.NEGATION_LEFT_OUT)
    if _CONDITIONS.search(missing):
        kinds.append(RemarkKind.CONDITION_LEFT_OUT)
    if _DENIALS.search(missing):
        kinds.append(RemarkKind.DENIAL_LEFT_OUT)
    return kinds
