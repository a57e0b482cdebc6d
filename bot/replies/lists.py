"""Replies that look something up rather than rank it: people, articles, lists, choices."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from bot.knowledge import Address, Corrected, Disputed, Listed, Place, Published, Record, Shown, Withdrawn
from bot.replies.found import Found
from bot.replies.reply import Reply


class RoleHeld(Shown):
    """A role that articles give somebody, and the first and latest day on which they do."""

    role: str
    first: Published = None
    latest: Published = None


class Speaker(Shown):
    """A person of the knowledge base: names, newest role first, and how many quotes are theirs.

    `held` are the same roles with their days.
    """

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    held: tuple[RoleHeld, ...] = ()
    quotes: int = 0
    first: Published = None
    latest: Published = None


class Summary(Place):
    """An article in short: the editor's summary, or its first facts where none is written.

    `written` is false where none is. Of one that was withdrawn nothing but its title is known. `newer` is
    where that stands which has superseded it.
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
    """Who somebody is here; `topics` are the subjects of articles that name them, the most frequent first.

    `answers` are their latest statements, a few.
    """

    reply: Literal["person"] = "person"
    person: Speaker
    topics: tuple[str, ...] = ()


class ArticleReply(Reply):
    """An article in short."""

    reply: Literal["article"] = "article"
    article: Summary


class Entries(Reply):
    """A list. `kind` says of what; one of `articles`, `people` or `answers` is filled.

    It is the part from entry `start` on (from 0) of a list of `total` entries; `more` says whether others
    follow. `title` is what was asked for: a person's name, words; articles are `oldest_first` where that was
    asked, and those that name `person` where there is one. `withdrawn` is set where words were asked about
    like those that editors took back: what they said of it. Of a search (`kind` "found"), `marks` has for
    each of `answers` what of its text was looked for: characters from the first to the second number
    (excluded).
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
    """What a person said on a topic, in the order of publication; a part of it, as of a list."""

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
    """One person's words in a comparison."""

    person: str
    quotes: tuple[Found, ...] = ()


class Comparison(Reply):
    """What several people said on a topic, side by side; `more` says whether one of them said more."""

    reply: Literal["comparison"] = "comparison"
    topic: str = ""
    sides: tuple[Side, ...] = ()
    start: int = 0
    more: bool = False


class Choice(Reply):
    """What was typed may mean several people or articles: which?"""

    reply: Literal["choice"] = "choice"
    understood: None = None
    typed: str
    people: tuple[Speaker, ...] = ()
    articles: tuple[Listed, ...] = ()


class Nobody(Reply):
    """No person, article or source of the name that was typed is known.

    `near` are those with a name like it; of sources, some of those there are.
    """

    reply: Literal["unknown"] = "unknown"
    answered: Literal[False] = False
    confidence: float = 0.0
    typed: str
    kind: Literal["person", "article", "source"]
    near: tuple[str, ...] = ()


class DoneState(StrEnum):
    """What became of it. ASKED: nothing could be done where it was asked, such as in the terminal."""

    ASKED = "asked"
    DONE = "done"
    ALREADY = "already"
    NOT_THERE = "not there"


class Rhythm(StrEnum):
    """When news of what is followed are posted: AT_ONCE, or gathered in one post a day or week."""

    AT_ONCE = "off"
    DAILY = "daily"
    WEEKLY = "weekly"


class Followed(Shown):
    """A person or topic that is followed; `topic` is true where it is no person.

    `begun_by` is the number on Discord of whoever began it, 0 where nobody knows any more. `rhythm` is when
    news of it are posted: off (at once), daily or weekly; null where that is as the channel has it.
    """

    subject: str
    topic: bool = False
    begun_by: int = 0
    rhythm: Rhythm | None = None


class Done(Reply):
    """Something was asked for that is done: a follow, a complaint. `what` names it, `state` its outcome.

    `subject` is the person or topic that is followed; `topic` is true where it is no person, and `unmatched`
    where the knowledge has nothing on it so far. `subjects` are all that is followed, where that was asked,
    and `follows` the same with who began each.
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
    """What can be asked and done."""

    reply: Literal["help"] = "help"
    answered: Literal[False] = False
    confidence: float = 0.0
