"""A text checked before it is printed: every quotation in it, against whom the text names for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from bot.attribution import SURE, Reading, Statement, is_speech, statements
from bot.replies import Attribution, Checked, Outcome, Verdict

LIKELY = 0.6
"""Probability of a speaker from which words of somebody who is not named near them are held against them."""
ALONE = 2
"""Tokens of a sentence that is a quotation and no more, but for a full stop."""


class Quoted(NamedTuple):
    """One quotation of a text; `line` counts the text's lines from 1.

    It has several pieces where only "he said", or a new paragraph, parts them. `said_by` is whom the text
    names for it, None where it names nobody, `confidence` how likely that is, `others` who else may be
    named; `spoken` is false for the title of a work, a nickname or a scare quote.
    """

    pieces: tuple[str, ...]
    said_by: str | None
    confidence: float
    others: tuple[str, ...]
    spoken: bool
    line: int

    @property
    def text(self) -> str:
        return " ".join(self.pieces)


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
            named = statement if statement and _names(reading, statement, said) else None
            found.append(
                Quoted(
                    (words,),
                    named.speaker if named else None,
                    named.confidence if named else 0.0,
                    named.others if named else (),
                    spoken,
                    line,
                )
            )
    return found


def check_text(text: str, verify: Callable[[str, str | None], Verdict]) -> list[Checked]:
    """All quotations of a text, checked with whoever it gives as the speaker.

    A statement in several pieces ("...," he said, "...") is one quotation if it was said in one go, else each
    piece is checked for itself: what stands between them is a sign that they may have been apart. Words that
    nobody said according to the text are only shown where they are known as they stand.
    """
    checked: list[Checked] = []
    for one in quoted(text):
        whole = _judged(one, one.text, verify)
        if len(one.pieces) == 1 or whole.verdict is Outcome.GENUINE:
            verdicts = [whole]
        else:
            verdicts = [_judged(one, piece, verify) for piece in one.pieces]
        for verdict in verdicts:
            spoken = one.spoken or verdict.verdict is Outcome.GENUINE
            checked.append(Checked(line=one.line, verdict=verdict, said_by=verdict.speaker, spoken=spoken))
    return checked


def _judged(one: Quoted, words: str, verify: Callable[[str, str | None], Verdict]) -> Verdict:
    """The verdict on words of the quotation; who the text may mean as well is not held to be contradicted."""
    verdict = verify(words, one.said_by if one.spoken else None)
    if one.confidence >= SURE or verdict.attribution in (Attribution.AGREES, Attribution.NOT_NAMED):
        return verdict
    for other in one.others:
        found = verify(words, other)
        if found.attribution is Attribution.AGREES:
            return found
    contradicted = verdict.attribution is Attribution.CONTRADICTED
    return verdict if contradicted and one.confidence >= LIKELY else verify(words, None)


def _names(reading: Reading, statement: Statement, said: dict[int, Statement]) -> bool:
    """Whether the text names the speaker: a pronoun for nobody is no name, nor is one carried into prose.

    Whoever spoke before speaks on where the quotation stands by itself, or in the same sentence; not where
    it is a part of another sentence that names nobody.
    """
    if statement.unnamed:
        return False
    if not statement.carried:
        return True
    home, _ = reading.page.places[statement.quotation]
    last = max((number for number in said if number < statement.quotation), default=None)
    here = last is not None and reading.page.places[last][0] == home
    return here or len(reading.page.sentences[home].tokens) <= ALONE
