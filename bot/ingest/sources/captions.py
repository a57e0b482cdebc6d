"""Subtitles (.srt, .vtt) as a transcript: a speaker's words on a line, with the second of each caption."""

from __future__ import annotations

import importlib
import re
from typing import Any

from bot.ingest.draft.model import Source, Stamp
from bot.ingest.draft.stamps import clock_of
from bot.ingest.errors import MissingToolError, UnreadableError

_VOICE = re.compile(r"<v(?:\.[\w.-]+)?\s([^<>]+)>")
# What opens a tag and never closes it: pysubs2 would look for the end of each once more.
_UNCLOSED = re.compile(r"<(?=[^<>]*(?:<|\Z))|\{(?=[^{}]*(?:\{|\Z))")
_ASIDE = {"<": "\ue000", "{": "\ue001"}
"""Signs of no language that stand for what is put aside."""
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
        written = _UNCLOSED.sub(_put_aside, _VOICE.sub(_labelled, data))
        events = list(pysubs2.SSAFile.from_string(written, format_=kind))
    except (ValueError, pysubs2.exceptions.Pysubs2Error) as error:
        raise UnreadableError(shown, "these subtitles cannot be read.") from error
    voiced = "<v" in data
    transcript = _Transcript()
    last = 0
    voice = ""
    for event in events:
        for line in filter(None, (" ".join(row.split()) for row in _lines(_brought_back(event.plaintext)))):
            label = _LABEL.match(line)
            said = line
            if label and label.group() == voice and voiced:
                said = line[label.end() :]
            paused = transcript.ended and event.start - last > LONGEST_GAP
            if _TURN.match(line) or (label and said == line) or paused:
                transcript.begin()
            transcript.add(_TURN.sub("", said).strip(), event.start // 1000)
            voice = label.group() if label else voice
        last = event.end
    rows = transcript.rows()
    if not rows:
        raise UnreadableError(shown, "there are no captions in it.")
    labelled = voiced or any(_CAPITALS.match(row) for row in rows)
    return Source("\n".join(rows), stamps=tuple(transcript.stamps), headless=True, labelled=labelled)


class _Transcript:
    """The paragraphs of a transcript as they grow, and from which character on each caption stands."""

    def __init__(self) -> None:
        self.stamps: list[Stamp] = []
        self._rows: list[list[str]] = []
        self._length = 0

    @property
    def ended(self) -> bool:
        """Whether the paragraph so far ends as a sentence does."""
        return bool(self._rows) and bool(self._rows[-1]) and self._rows[-1][-1].endswith(_ENDS)

    def begin(self) -> None:
        """Begin a new paragraph."""
        if self._rows:
            self._length += 1
            self._rows.append([])

    def add(self, said: str, seconds: int) -> None:
        """Take up what a caption says, shown from so many seconds on."""
        if not self._rows:
            self._rows.append([])
        row = self._rows[-1]
        self.stamps.append(Stamp(self._length + bool(row), at=clock_of(seconds)))
        if said:
            self._length += len(said) + bool(row)
            row.append(said)

    def rows(self) -> list[str]:
        """The paragraphs, each as a line."""
        return [" ".join(row) for row in self._rows]


def _put_aside(match: re.Match[str]) -> str:
    return _ASIDE[match.group()]


def _brought_back(text: str) -> str:
    for sign, aside in _ASIDE.items():
        text = text.replace(aside, sign)
    return text


def _labelled(match: re.Match[str]) -> str:
    return f"{match[1].strip()}: "


def _lines(text: str) -> list[str]:
    """The lines of a caption; those that only fold a sentence are one."""
    rows: list[list[str]] = []
    for row in text.split("\n"):
        if rows and not (_TURN.match(row) or _LABEL.match(row)):
            rows[-1].append(row)
        else:
            rows.append([row])
    return [" ".join(row) for row in rows]
