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
    """What the question asks about an entry that was shown before.

    Who said it, when, on what occasion, where it was published, who wrote the article, whether it is word for
    word, all of it, what role the speaker has, and where the article can be read.
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
    """A word of the question, and the word it was taken for."""

    typed: str
    read: str


class Taken(Shown):
    """A name that several people have, as it was typed; whom it was taken for, and who else has it."""

    typed: str
    name: str
    others: tuple[str, ...] = ()


class Dated(Shown):
    """The words of a question that name its days.

    `full` says that they named the whole date, so that nothing was filled in. `other` is the day that the
    numbers mean in another order: 3/10 may be in March or in October. If both `since` and `until` are
    missing, the calendar has no such day, such as 31 February.
    """

    typed: str
    full: bool = False
    other: date | None = None


class KeptTo(Shown):
    """What a search, or a word such as "speaker:" in a question, limits entries to.

    Each entry has every one of `phrases` word for word, and nothing of `without`. One of `speakers` said it
    (names as the knowledge writes them), it is from one of `sources`, and its day is between `since` and
    `until`, both included.
    """

    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


class Understood(Shown):
    """How a question was understood: who is meant, what it is about, what it wants, and which days.

    `people` are full names as the knowledge has them. `spoken_of` are those of them whose own words are not
    asked for, because somebody else speaks about or to them. `topic` has the words that are left without
    names, question words and dates. `since` and `until` limit the articles' dates, both included, and `dated`
    has the words that said so. `latest` and `earliest` say that the newest or the oldest is wanted. `taken`
    are names that several people have, and whom they were taken for. `strangers` are full names that nobody
    known has. `carried` are words that the question leaves out, taken from the questions before. `aspect` is
    set if it is about an entry shown before, and `kept_to` if it was a search or had words such as
    "speaker:".
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
