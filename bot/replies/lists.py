"""Replies that look something up rather than rank it: people, articles, lists, choices."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from bot.knowledge import Address, Corrected, Disputed, Listed, Place, Published, Record, Shown, Withdrawn
from bot.replies.found import Found
from bot.replies.reply import Reply


class RoleHeld(Shown):
    """A role that articles give somebody, and the first and the latest day on which they do."""

    role: str
    first: Published = None
    latest: Published = None


class Speaker(Shown):
    """Somebody in the knowledge: names, roles (the newest first), and how many quotes are theirs.

    `held` has the same roles with their dates.
    """

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    held: tuple[RoleHeld, ...] = ()
    quotes: int = 0
    first: Published = None
    latest: Published = None


class Summary(Place):
    """An article in short: the editors' summary, or its first facts if there is none.

    `written` is false if there is none. Of an article that was withdrawn, only the title is given. `newer`
    says where to find what replaces it.
    """

    text: str = ""
    written: bool = True
    facts: tuple[str, ...] = ()
    corrected: Corrected = None
    withdrawn: Withdrawn = None
    superseded_by: Address = ""
    disputed: Disputed = None
    newer: Place | None = None


class PersonReply(Reply):
    """Who somebody is. `topics` are the subjects of articles that name them, the most frequent first.

    `answers` are a few of their latest statements.
    """

    reply: Literal["person"] = "person"
    person: Speaker
    topics: tuple[str, ...] = ()


class ArticleReply(Reply):
    """An article in short."""

    reply: Literal["article"] = "article"
    article: Summary


class Entries(Reply):
    """A list. `kind` says of what; one of `articles`, `people` and `answers` is filled.

    This is the part from entry `start` (counted from 0) of a list of `total` entries; `more` says whether
    others follow. `title` is what was asked for: a person's name, or words. Articles are `oldest_first` if
    that was asked, and only those that name `person` if there is one. `withdrawn` is set if the words that
    were asked about are like some that editors have taken back: what the editors said about them. In a search
    (`kind` is "found"), `marks` says for each of `answers` which parts of its text were looked for: the
    characters from the first number up to, but not including, the second.
    """

    reply: Literal["list"] = "list"
    kind: Literal["articles", "people", "quotes", "whose", "found"]
    title: str = ""
    topic: str = ""
    person: str = ""
    oldest_first: bool = False
    start: int = 0
    total: int = 0
    more: bool = False
    articles: tuple[Record, ...] = ()
    people: tuple[Speaker, ...] = ()
    withdrawn: Withdrawn = None
    marks: tuple[tuple[tuple[int, int], ...], ...] = ()

    def part(self, start: int, count: int) -> Self:
        """So many of its entries from place `start` of the whole list on."""
        first, end = start - self.start, start - self.start + count
        return self.model_copy(
            update={
                "start": start,
                "more": self.more or end < self.length,
                "articles": self.articles[first:end],
                "people": self.people[first:end],
                "answers": self.answers[first:end],
                "marks": self.marks[first:end],
            }
        )

    @property
    def length(self) -> int:
        """How many entries this part has."""
        return len(self.articles) + len(self.people) + len(self.answers)


class Timeline(Reply):
    """What a person said on a topic, in order of publication. Like a list, it may come in parts."""

    reply: Literal["timeline"] = "timeline"
    person: str
    topic: str = ""
    start: int = 0
    total: int = 0
    more: bool = False

    def part(self, start: int, count: int) -> Self:
        """So many of its statements from place `start` of the whole on."""
        first, end = start - self.start, start - self.start + count
        more = self.more or end < len(self.answers)
        return self.model_copy(update={"start": start, "more": more, "answers": self.answers[first:end]})

    @property
    def length(self) -> int:
        """How many statements this part has."""
        return len(self.answers)


class Side(Shown):
    """What one person said, in a comparison."""

    person: str
    quotes: tuple[Found, ...] = ()


class Comparison(Reply):
    """What several people said on a topic, side by side; `more` says whether any of them said more."""

    reply: Literal["comparison"] = "comparison"
    topic: str = ""
    sides: tuple[Side, ...] = ()
    start: int = 0
    more: bool = False


class Choice(Reply):
    """Several people or articles could be meant: which one is it?"""

    reply: Literal["choice"] = "choice"
    understood: None = None
    typed: str
    people: tuple[Speaker, ...] = ()
    articles: tuple[Listed, ...] = ()


class Nobody(Reply):
    """No person, article or source has the name that was typed.

    `near` are those with a similar name; for a source, some of those there are.
    """

    reply: Literal["unknown"] = "unknown"
    answered: Literal[False] = False
    confidence: float = 0.0
    typed: str
    kind: Literal["person", "article", "source"]
    near: tuple[str, ...] = ()


class DoneState(StrEnum):
    """The outcome. ASKED: nothing could be done here, for example in the terminal."""

    ASKED = "asked"
    DONE = "done"
    ALREADY = "already"
    NOT_THERE = "not there"


class Rhythm(StrEnum):
    """When news about what is followed is posted: AT_ONCE, or gathered into one post a day or week."""

    AT_ONCE = "off"
    DAILY = "daily"
    WEEKLY = "weekly"


class Followed(Shown):
    """A person or topic that is followed; `topic` is true if it is not a person.

    `begun_by` is the Discord id of the member who began it, 0 if that is no longer known. `rhythm` says when
    news about it is posted: off (at once), daily or weekly; null if the channel's setting applies.
    """

    subject: str
    topic: bool = False
    begun_by: int = 0
    rhythm: Rhythm | None = None


class Done(Reply):
    """Something was to be done: a follow, a complaint. `what` says which, `state` how it went.

    `subject` is the person or topic that is followed. `topic` is true if it is not a person, and `unmatched`
    if the knowledge has nothing about it so far. If the question was what is followed, `subjects` are all of
    them, and `follows` the same with who began each.
    """

    reply: Literal["done"] = "done"
    answered: Literal[False] = False
    confidence: float = 0.0
    what: Literal["follow", "unfollow", "following", "complaint", "administer"]
    state: DoneState = DoneState.ASKED
    subject: str = ""
    topic: bool = False
    unmatched: bool = False
    subjects: tuple[str, ...] = ()
    follows: tuple[Followed, ...] = ()


class Help(Reply):
    """What can be asked and done; the names are for examples that are answered here.

    `people` are names, at most two, `topics` what the first of them spoke about, and `title` an article's.
    """

    reply: Literal["help"] = "help"
    answered: Literal[False] = False
    confidence: float = 0.0
    people: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    title: str = ""
