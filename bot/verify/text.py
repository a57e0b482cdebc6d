"""A text checked before it is printed: every quotation in it, against whom the text names for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from bot.attribution import SURE, Reading, Statement, is_speech, statements
from bot.replies import Checked, Outcome, Verdict


class Quoted(NamedTuple):
    """One quotation of a text; `line` counts the text's lines from 1.

    It has several pieces where only "he said", or a new paragraph, parts them. `said_by` is whom the text
    names for it, `sure` whether it leaves no doubt about that; `spoken` is false for the title of a work, a
    nickname or a scare quote.
    """

    pieces: tuple[str, ...]
    said_by: str | None
    sure: bool
    spoken: bool
    line: int

    @property
    def text(self) -> str:
        return " ".join(self.pieces)

    @property
    def speaker(self) -> str | None:
        """Whom the quotation is to be checked against."""
        return self.said_by if self.sure else None


def quoted(text: str) -> list[Quoted]:
    """All quotations of the text in its order, those that nobody is named for among them. Never raises."""
    reading = Reading.of(text.replace("\r\n", "\n").replace("\r", "\n"))
    said = {statement.quotation: statement for statement in statements(reading)}
    found: list[Quoted] = []
    for number, marks in enumerate(reading.page.quotations):
        statement = said.get(number)
        words = statement.text if statement else reading.page.text[marks.start : marks.end].strip()
        if statement and statement.continues and found:
            found[-1] = found[-1]._replace(pieces=(*found[-1].pieces, words))
        elif words:
            line = reading.page.text.count("\n", 0, marks.start) + 1
            spoken = statement is not None or is_speech(reading, number)
            found.append(Quoted((words,), *_named(statement), spoken, line))
    return found


def check_text(text: str, verify: Callable[[str, str | None], Verdict]) -> list[Checked]:
    """All quotations of a text, checked with whoever it gives as the speaker.

    A statement in several pieces ("...," he said, "...") is one quotation if it was said in one go, else each
    piece is checked for itself: what stands between them is a sign that they may have been apart.
    """
    checked: list[Checked] = []
    for one in quoted(text):
        whole = verify(one.text, one.speaker)
        if len(one.pieces) == 1 or whole.verdict is Outcome.GENUINE:
            verdicts = [whole]
        else:
            verdicts = [verify(piece, one.speaker) for piece in one.pieces]
        for verdict in verdicts:
            spoken = one.spoken or verdict.verdict is not Outcome.UNKNOWN
            checked.append(Checked(line=one.line, verdict=verdict, said_by=one.said_by, spoken=spoken))
    return checked


def _named(statement: Statement | None) -> tuple[str | None, bool]:
    if statement is None:
        return None, False
    return statement.speaker, statement.confidence >= SURE
