"""A text checked before it is printed: every quotation in it, against whom the text names for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from bot.attribution import SURE, Naming, Reading, Statement, is_speech, may_be_title, statements
from bot.names import is_person, parse
from bot.replies import Attribution, Checked, Outcome, Verdict
from bot.text import words
from bot.verify.naming import is_description
from bot.verify.remarks import beside

LIKELY = 0.6
"""Probability of a speaker from which words of somebody whom the text names nowhere are held against them."""
AGREED = 0.99
"""The same of one whom punctuation names, where what else is weighed agrees: two thirds of what `OUTRIGHT` of
`attribution` leaves to it. In drafts those who were named lay at .991 and above, who was not at .987."""
ALONE = 2
"""Tokens of a sentence that is a quotation and no more, but for a full stop."""

Verify = Callable[[str, str | None], Verdict]
"""What judges words as whoever's they are said to be."""


class Quoted(NamedTuple):
    """One quotation of a text; `line` counts the text's lines from 1.

    It has several pieces where only "he said", or a new paragraph, parts them. `said_by` is whom the text
    names for it, None where it names nobody; `sure` where it does so by a name that stands beside it,
    `likely` where it can hardly mean anybody else; `others` may be named as well, by a name or by the
    description that stands beside it. `spoken` is false for the title of a work, a nickname or a scare quote.
    """

    pieces: tuple[str, ...]
    line: int
    spoken: bool
    said_by: str | None = None
    sure: bool = False
    likely: bool = False
    others: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(self.pieces)


class Draft:
    """A text and its quotations."""

    def __init__(self, text: str) -> None:
        self._reading = Reading.of(text.replace("\r\n", "\n").replace("\r", "\n"))
        self._said = {statement.quotation: statement for statement in statements(self._reading)}

    @cached_property
    def quotations(self) -> tuple[Quoted, ...]:
        """All of them in the text's order, those that nobody is named for among them."""
        found: list[tuple[int, list[str]]] = []
        page = self._reading.page
        for number, marks in enumerate(page.quotations):
            statement = self._said.get(number)
            said = statement.text if statement else page.text[marks.start : marks.end].strip()
            continues = statement.continues if statement else marks.unmarked and marks.continues
            if continues and found:
                found[-1][1].append(said)
            elif said:
                found.append((number, [said]))
        return tuple(self._quoted(number, tuple(pieces)) for number, pieces in found)

    def names(self, speaker: str) -> bool:
        """Whether the text has the speaker's name, for a person the family name."""
        if is_person(speaker):
            return bool(self._words & set(parse(speaker).surname))
        return any(word.text in self._words for word in words(speaker) if speaker[word.start].isupper())

    @cached_property
    def _line_breaks(self) -> list[int]:
        """The characters at which a line of the text ends."""
        return [found.start() for found in re.finditer("\n", self._reading.page.text)]

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word.text for word in words(self._reading.page.text))

    def _quoted(self, number: int, pieces: tuple[str, ...]) -> Quoted:
        reading, statement = self._reading, self._said.get(number)
        line = bisect_left(self._line_breaks, reading.page.quotations[number].start) + 1
        spoken = (statement is not None or is_speech(reading, number)) and not may_be_title(reading, number)
        found = Quoted(pieces, line, spoken)
        if not (spoken and statement and self._names_somebody(statement)):
            return found
        surely = {Naming.NAME: SURE, Naming.OUTRIGHT: AGREED}.get(statement.naming, 2.0)
        described = (statement.named_as,) if is_description(statement.named_as) else ()
        return found._replace(
            said_by=statement.speaker,
            sure=statement.confidence >= surely,
            likely=self._is_likely(statement),
            others=(*described, *statement.others),
        )

    def _is_likely(self, statement: Statement) -> bool:
        """Whether the text can hardly mean anybody else.

        A pronoun is, where nobody else was named or described before it; a speaker carried on, where the
        sentence before names them for words of theirs.
        """
        if statement.naming >= Naming.NAME:
            return statement.confidence >= LIKELY
        if statement.confidence < SURE or is_description(statement.named_as):
            return False
        if statement.naming is Naming.REFERENCE:
            return self._is_alone(statement)
        home, _ = self._reading.page.places[statement.quotation]
        before = self._before.get(statement.quotation)
        return (
            before is not None
            and before.speaker == statement.speaker
            and before.naming >= Naming.NAME
            and home - self._reading.page.places[before.quotation][0] <= 1
        )

    @cached_property
    def _before(self) -> dict[int, Statement]:
        """Of each statement but the first the one before it, by the number of its quotation."""
        return {after.quotation: before for before, after in pairwise(self._said.values())}

    def _is_alone(self, statement: Statement) -> bool:
        """Whether the text brings in no other person up to the end of the statement's sentence."""
        return self._reading.page.places[statement.quotation][0] < self._second_person

    @cached_property
    def _second_person(self) -> int:
        """The sentence in which the text brings in a second person, or one without a name."""
        cast = self._reading.cast
        seen: set[int] = set()
        for number in self._reading.outside:
            mention = self._reading.mentions[number]
            party = cast.named.get(number)
            if party is not None and not (cast.parties[party].place or cast.parties[party].organisation):
                seen.add(party)
            described = party is None and mention.head and mention.person and not mention.apposed
            if described or len(seen) > 1:
                return mention.sentence
        return len(self._reading.page.sentences)

    def _names_somebody(self, statement: Statement) -> bool:
        """Whether the text names the speaker: a pronoun for nobody is no name, nor is one carried into prose.

        Whoever spoke before speaks on where the quotation stands by itself, or in the same sentence; not
        where it is a part of another sentence that names nobody.
        """
        if statement.unnamed or statement.naming is Naming.MENTIONED:
            return False
        if statement.naming is not Naming.CARRIED:
            return True
        places = self._reading.page.places
        home, _ = places[statement.quotation]
        last = self._before.get(statement.quotation)
        here = last is not None and places[last.quotation][0] == home
        return here or len(self._reading.page.sentences[home].tokens) <= ALONE


_AS_THEY_STAND = (Outcome.GENUINE, Outcome.WITHDRAWN)
"""Verdicts on words that are known, or were before they were taken back."""
_IN_ONE_GO = (*_AS_THEY_STAND, Outcome.MISATTRIBUTED)
"""Verdicts on pieces that stand together in one known quote, whoever the text gives them to."""


def check_text(text: str, verify: Verify) -> list[Checked]:
    """All quotations of a text, checked with whoever it gives as the speaker. Never raises.

    Pieces of a statement ("...," he said, "...") are one quotation if they were said in one go, else each
    is checked for itself: what stands between them is a sign that they may have been apart. Words that
    nobody said according to the text are only judged where they are known as they stand.
    """
    return check_draft(Draft(text), verify)


def check_draft(draft: Draft, verify: Verify) -> list[Checked]:
    """The same of a text that was read before; words that stand in it more than once are judged once."""
    verify = cache(verify)
    judged = [(one, verdict) for one in draft.quotations for verdict in _in_one_go(one, draft, verify)]
    checked: list[Checked] = []
    for number, (one, verdict) in enumerate(judged):
        around = judged[max(number - 1, 0) : number] + judged[number + 1 : number + 2]
        others = [other.quotation for its, other in around if _goes_on(one, its)]
        spoken = one.spoken or verdict.verdict in _AS_THEY_STAND
        seen = beside(verdict, others)
        checked.append(Checked(line=one.line, verdict=seen, said_by=verdict.speaker, spoken=spoken))
    return checked


def _goes_on(one: Quoted, other: Quoted) -> bool:
    """Whether both are the same person's words in one line, as "...," Roe said. "..." is."""
    return one is other or (
        one.line == other.line and one.said_by is not None and one.said_by == other.said_by
    )


def _in_one_go(one: Quoted, draft: Draft, verify: Verify) -> list[Verdict]:
    """The verdicts on a quotation's pieces, of those that stand together in one known quote as one."""
    whole = _judged(one, one.text, draft, verify)
    if len(one.pieces) == 1 or whole.verdict in _IN_ONE_GO:
        return [whole]
    said, *rest = one.pieces
    verdicts = [_judged(one, said, draft, verify)]
    for piece in rest:
        together = _judged(one, f"{said} {piece}", draft, verify)
        if together.verdict in _IN_ONE_GO:
            said, verdicts[-1] = f"{said} {piece}", together
        else:
            said = piece
            verdicts.append(_judged(one, piece, draft, verify))
    return verdicts


def _judged(one: Quoted, said: str, draft: Draft, verify: Verify) -> Verdict:
    """The verdict on words of a quotation.

    Whom only a pronoun, a description or an earlier sentence names is not contradicted where the text names
    whoever did say the words: it may well mean them.
    """
    verdict = verify(said, one.said_by)
    if one.sure or verdict.attribution in (Attribution.AGREES, Attribution.NOT_NAMED):
        return verdict
    for other in one.others:
        found = verify(said, other)
        if found.attribution is Attribution.AGREES:
            return found
    contradicted = verdict.attribution is Attribution.CONTRADICTED
    if contradicted and one.likely and not any(draft.names(match.item.speaker) for match in verdict.matches):
        return verdict
    return verify(said, None)
