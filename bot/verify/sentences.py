"""The sentence that an excerpt was taken from, and what the excerpt leaves out of it."""

from __future__ import annotations

import re

from bot.replies import Change, RemarkKind, Segment
from bot.verify.kinds import NEGATIONS
from bot.verify.reading import read

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“'‘])(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Hon|St|No|vs|Jr|Sr"
    r"|Inc|Corp|Co|Ltd|Mt|etc|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|(?:[A-Za-z]\.)+[A-Za-z])\.$"
)

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


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the whole sentences begin and end that hold characters `start` to `end` of the text."""
    breaks = [0]
    for mark in _END.finditer(text):
        if not _ABBREVIATION.search(text[max(0, mark.start() - 12) : mark.start() + 1]):
            breaks.append(mark.end())
    first = max(at for at in breaks if at <= start)
    last = min((at for at in breaks if at >= end), default=len(text))
    return first, last


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
