"""Every quotation in a text, with whoever the text gives as its speaker: for a check before printing."""

from __future__ import annotations

from typing import NamedTuple

from bot.attribution.statements import SURE, Line
from bot.ingest.draft.drafting import read_article
from bot.text.marks import quotations


class Quoted(NamedTuple):
    """One statement in quotation marks; `line` counts the text's lines from 1.

    It has several pieces where only "he said", or a new paragraph, parts them. `speaker` is None where the
    text names none, or leaves room for doubt.
    """

    pieces: tuple[str, ...]
    speaker: str | None
    line: int

    @property
    def text(self) -> str:
        return " ".join(self.pieces)


def quoted(text: str) -> list[Quoted]:
    """All quotations of the text in its order, those that nobody is named for among them. Never raises."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    said = {line.quotation: line for line in read_article(text).lines}
    found: list[Quoted] = []
    for number, marks in enumerate(quotations(text)):
        line = said.get(number)
        words = line.text if line else text[marks.start : marks.end].strip()
        if line and line.continues and found:
            found[-1] = found[-1]._replace(pieces=(*found[-1].pieces, words))
        elif words:
            found.append(Quoted((words,), _speaker(line), text.count("\n", 0, marks.start) + 1))
    return found


def _speaker(line: Line | None) -> str | None:
    return line.speaker if line and line.confidence >= SURE else None
