"""How a question was read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from bot.knowledge import Shown


class Wanted(StrEnum):
    """What kind of answer the question asks for."""

    STATEMENT = "statement"
    WHO = "who"
    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    REASON = "reason"
    LIST = "list"
    SUMMARY = "summary"
    YESNO = "yesno"
    GENUINE = "genuine"
    NOTHING = "nothing"


class Aspect(StrEnum):
    """What is asked about an entry that was shown.

    Who said it, when, on which occasion, where it was published, who wrote the article, whether it is word
    for word, all of it, what the speaker is, and at which address the article stands.
    """

    SPEAKER = "speaker"
    DATE = "date"
    OCCASION = "occasion"
    SOURCE = "source"
    AUTHOR = "author"
    WORDING = "wording"
    WHOLE = "whole"
    ROLE = "role"
    ADDRESS = "address"


class Repair(Shown):
    """A word of the question and what it was read as."""

    typed: str
    read: str


class Taken(Shown):
    """A name of several people as it was typed, whom it was taken for, and the others of that name."""

    typed: str
    name: str
    others: tuple[str, ...] = ()


class Dated(Shown):
    """The words of a question that name its days.

    `full` says that they named all of it, so that nothing was filled in; `other` is the day in another order
    of numbers: 3/10 may be in March or in October. Without `since` and `until` the
    calendar has no such day: 31 February.
    """

    typed: str
    full: bool = False
    other: date | None = None


class KeptTo(Shown):
    """What a search, or the qualifiers of a question, keep entries to.

    Each has every one of `phrases` word for word, and nothing of `without`; one of `speakers` said it (as the
    knowledge writes their names), one of `sources` has it; it is of the days `since` and `until`, both
    included.
    """

    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


class Understood(Shown):
    """What was understood of a question: who is meant, which words it is about, what it wants, which days.

    `people` are full names as the knowledge has them, `spoken_of` those of them whose own words are not asked
    for, as somebody else speaks of or to them; `topic` are the words left when names, question words
    and dates are taken away; `since` and `until` bound the articles' dates, both included, and `dated` are
    the words that said so. `latest` and `earliest` say that the newest or the oldest is wanted. `taken` are
    names of several people, and whom they were taken for; `strangers` are full names that nobody known has.
    `carried` are words that the question leaves out, taken over from what was asked before; `aspect` is set
    where it is about the entry shown before. `kept_to` is set where it was a search, or had qualifiers such
    as "speaker:" beside the question itself.
    """

    question: str
    wanted: Wanted = Wanted.STATEMENT
    people: tuple[str, ...] = ()
    spoken_of: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    since: date | None = None
    until: date | None = None
    dated: Dated | None = None
    latest: bool = False
    earliest: bool = False
    taken: tuple[Taken, ...] = ()
    strangers: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    aspect: Aspect | None = None
    kept_to: KeptTo | None = None

    @property
    def heard(self) -> tuple[str, ...]:
        """The people whose own words may answer."""
        return tuple(name for name in self.people if name not in self.spoken_of)
