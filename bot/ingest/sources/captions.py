"""Subtitles (.srt, .vtt) as a transcript: a speaker's words on a line, with the second of each caption."""

from __future__ import annotations

import importlib
import re
from typing import Any

from bot.ingest.draft.model import Source, Stamp
from bot.ingest.draft.stamps import clock_of
from bot.ingest.errors import MissingToolError, UnreadableError

_VOICE = re.compile(r"<v(?:\.[\w.-]+)*\s+([^>]+)>")
_TURN = re.compile(r"^\s*(?:>>+|[-–—])\s*")
_LABEL = re.compile(r"^[^\W\d_a-z][^:\n]{0,40}:\s")
_CAPITALS = re.compile(r"[A-Z][A-Z.’'-]+(?: [A-Z0-9][A-Z.’'-]*){0,3}:\s")
_ENDS = (".", "?", "!", "…", "”", '"')
LONGEST_GAP = 5_000
"""Milliseconds of silence behind the end of a sentence after which a new paragraph begins."""


def read_captions(data: str, shown: str, kind: str) -> Source:
    """The transcript of subtitles; `kind` is "srt" or "vtt".

    Raises MissingToolError without the extra, UnreadableError if there are none.
    """
    try:
        pysubs2: Any = importlib.import_module("pysubs2")
    except ModuleNotFoundError as error:
        raise MissingToolError("subtitles") from error
    try:
        events = list(pysubs2.SSAFile.from_string(_VOICE.sub(_labelled, data), format_=kind))
    except (ValueError, pysubs2.exceptions.Pysubs2Error) as error:
        raise UnreadableError(shown, "these are no subtitles that can be read.") from error
    rows: list[str] = []
    stamps: list[Stamp] = []
    length = last = 0
    voice = ""
    for event in events:
        for line in filter(None, (" ".join(row.split()) for row in _lines(event.plaintext))):
            label = _LABEL.match(line)
            said = line
            if label and label.group() == voice and "<v" in data:
                said = line[label.end() :]
            begins = (
                not rows or _TURN.match(line) or (label and said == line) or _pause(rows[-1], last, event)
            )
            said = _TURN.sub("", said)
            if begins:
                length += len(rows[-1]) + 1 if rows else 0
                rows.append("")
            start = length + len(rows[-1]) + (1 if rows[-1] else 0)
            stamps.append(Stamp(start, at=clock_of(event.start // 1000)))
            rows[-1] = f"{rows[-1]} {said}".strip()
            voice = label.group() if label else voice
        last = event.end
    if not rows:
        raise UnreadableError(shown, "there are no captions in it.")
    labelled = "<v" in data or any(_CAPITALS.match(row) for row in rows)
    return Source("\n".join(rows), stamps=tuple(stamps), headless=True, labelled=labelled)


def _labelled(match: re.Match[str]) -> str:
    return f"{match[1].strip()}: "


def _lines(text: str) -> list[str]:
    """The lines of a caption; those that only fold a sentence are one."""
    rows: list[str] = []
    for row in text.split("\n"):
        if rows and not (_TURN.match(row) or _LABEL.match(row)):
            rows[-1] += f" {row}"
        else:
            rows.append(row)
    return rows


def _pause(before: str, last: int, event: Any) -> bool:
    return before.endswith(_ENDS) and event.start - last > LONGEST_GAP
