"""A draft of a knowledge file: what was read out of an article, for an editor to check."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import compress
from typing import Any

from bot.attribution import Statement
from bot.ingest.draft.facts import LeftOut, Passage
from bot.knowledge import Person


@dataclass(frozen=True, slots=True)
class Stamp:
    """From character `start` on the text was said or written then.

    `at` is hh:mm:ss of a recording, `moment` that at which an entry of a live blog was written.
    """

    start: int
    at: str = ""
    moment: datetime | date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it came in: its text, and what is known about it beside. `name` is for its file.

    `well_known` are full names by family names, where the newsroom has a list of its own. `stamps` say when
    parts of it were said or written; one that is `headless` has no headline of its own. Of one that is
    `labelled` it is known that what stands before a colon at the beginning of a line is who speaks.
    """

    text: str
    title: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    published: datetime | date | None = None
    name: str = ""
    well_known: tuple[tuple[str, str], ...] | None = None
    stamps: tuple[Stamp, ...] = ()
    headless: bool = False
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read out of an article. `text` is the article as read; every offset counts its characters.

    `as_read` are the lines before somebody corrected them, None where nobody did. `adds_to` names the article
    whose lines to look at these are; `left_out` is what of the article is neither a quote nor a fact.
    """

    name: str
    title: str
    text: str
    lines: tuple[Statement, ...]
    facts: tuple[Passage, ...]
    people: tuple[Person, ...] = ()
    summary: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    published: datetime | date | None = None
    as_read: tuple[Statement, ...] | None = None
    adds_to: str = ""
    stamps: tuple[Stamp, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def stamp_at(self, place: int) -> Stamp | None:
        """When what stands at a character of the text was said or written, where that is known."""
        found = bisect_right(self.stamps, place, key=lambda stamp: stamp.start)
        return self.stamps[found - 1] if found else None

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of what neither the article says of itself nor anybody else said: source, date."""
        return tuple(key for key in ("source", "published") if not getattr(self, key))

    @property
    def corrected(self) -> bool:
        """Whether somebody changed what was read."""
        return self.as_read is not None

    @property
    def empty(self) -> bool:
        """Whether nothing was found that a knowledge file could hold."""
        return not self.lines and not self.facts

    @property
    def unsure(self) -> tuple[int, ...]:
        """The lines an editor should look at first, by index."""
        return tuple(n for n, line in enumerate(self.lines) if not line.sure)

    def with_speaker(self, line: int, name: str) -> Draft:
        """The draft with another speaker for a line, and for the pieces that continue it.

        Raises IndexError for a line that is not there, ValueError for an empty name.
        """
        if not name.strip():
            raise ValueError("A quote needs a speaker: give a name, or what the article calls them.")
        self._check(line)
        last = line + 1
        while last < len(self.lines) and self.lines[last].continues:
            last += 1
        mended = [
            replace(piece, speaker=name.strip(), confidence=1.0, others=(), remarks=())
            for piece in self.lines[line:last]
        ]
        lines = (*self.lines[:line], *mended, *self.lines[last:])
        return replace(self, lines=lines, as_read=self.as_read or self.lines)

    def with_words(self, line: int, text: str) -> Draft:
        """The draft with other words of the article for a line: those that stand nearest to the ones it had.

        Raises IndexError for a line that is not there, ValueError for words that the article does not have.
        """
        self._check(line)
        wanted = r"\s+".join(map(re.escape, text.split()))
        start = self.lines[line].start
        found = min(
            re.finditer(wanted, self.text) if wanted else (),
            key=lambda each: abs(each.start() - start),
            default=None,
        )
        if found is None:
            raise ValueError("The article does not have exactly these words.")
        return self._mended(line, text=" ".join(found[0].split()), start=found.start(), end=found.end())

    def with_context(self, line: int, context: str) -> Draft:
        """The draft with other words about a line. Raises IndexError for a line that is not there."""
        self._check(line)
        return self._mended(line, context=" ".join(context.split()))

    def _mended(self, line: int, **changed: Any) -> Draft:
        mended = replace(self.lines[line], confidence=1.0, others=(), remarks=(), **changed)
        lines = (*self.lines[:line], mended, *self.lines[line + 1 :])
        return replace(self, lines=lines, as_read=self.as_read or self.lines)

    def statement(self, line: int) -> range:
        """The lines that are one statement with this one, itself among them."""
        self._check(line)
        first, last = line, line + 1
        while first > 0 and self.lines[first].continues:
            first -= 1
        while last < len(self.lines) and self.lines[last].continues:
            last += 1
        return range(first, last)

    def uncorrected(self) -> Draft:
        """The draft as it was read."""
        return self if self.as_read is None else replace(self, lines=self.as_read, as_read=None)

    def parted(self, taken: Collection[str] = ()) -> tuple[Draft, Draft]:
        """The draft without the statements of which a piece is to be looked at, and these alone.

        A statement stays whole: half of one says something else. Texts that are `taken` have been looked at.
        """
        firsts: list[int] = []
        for number, line in enumerate(self.lines):
            firsts.append(firsts[-1] if line.continues and firsts else number)
        doubtful = {
            first
            for first, line in zip(firsts, self.lines, strict=True)
            if not line.sure and line.text not in taken
        }
        doubted = [first in doubtful for first in firsts]
        left = replace(self.only(doubted), facts=(), people=(), summary="")
        return self.only([not each for each in doubted]), left

    def only(self, chosen: Sequence[bool]) -> Draft:
        """The draft with those lines only that are chosen, line by line."""
        read = None if self.as_read is None else tuple(compress(self.as_read, chosen))
        return replace(self, lines=tuple(compress(self.lines, chosen)), as_read=read)

    def _check(self, line: int) -> None:
        if not 0 <= line < len(self.lines):
            raise IndexError(f"The draft has {len(self.lines)} quotes, counted from 0; there is no {line}.")
