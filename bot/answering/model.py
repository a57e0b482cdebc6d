"""What goes out of the engine's door: answers made only of the editors' own words. All models are frozen."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from bot.knowledge.items import Item, Place, Published, Shown
from bot.knowledge.problems import Problem


class Evidence(Shown):
    """One named signal of a candidate: its value, and what it added to the score."""

    name: str
    value: float
    weight: float
    words: str = ""


class Found(Item):
    """An item as an answer: its score, where else the same statement stands, the evidence for it."""

    score: float
    also: tuple[Place, ...] = ()
    evidence: tuple[Evidence, ...] = Field(default=(), exclude=True)


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


class Repair(Shown):
    """A word of the question and what it was read as."""

    typed: str
    read: str


class Understood(Shown):
    """What was understood of a question: who is meant, which words it is about, what it wants, which days.

    `people` are full names as the knowledge has them; `topic` are the words left when names, question words
    and dates are taken away; `since` and `until` bound the articles' dates, both included.
    """

    question: str
    wanted: Wanted = Wanted.STATEMENT
    people: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    since: date | None = None
    until: date | None = None
    latest: bool = False


class Context(Shown):
    """What a conversation remembers for its next question: nothing but what was understood and shown.

    An answer's own context has all its items; whoever shows only some of them keeps those: see `shown`.
    """

    people: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()

    def shown(self, keys: Collection[str], before: Context | None = None) -> Context:
        """The context with only the items of these keys, and those that the conversation had shown before."""
        seen = {*keys, *(item.key for item in (before.items if before else ()))}
        return self.model_copy(update={"items": tuple(item for item in self.items if item.key in seen)})


class Answer(Shown):
    """The engine's answer: ranked, best first.

    `answered` false with `answers` filled is a "did you mean"; `near` are articles close to the question
    when nothing is known. `exhausted` is true where more was asked for and all there is was shown before.
    `context` is what the next question of the same conversation passes in.
    """

    answered: bool
    confidence: float = Field(ge=0, le=1)
    understood: Understood
    answers: tuple[Found, ...] = ()
    near: tuple[Place, ...] = ()
    exhausted: bool = False
    context: Context = Context()


class Summary(Place):
    """An article in short: the editor's summary, or its first facts where none is written.

    `written` is false where none is.
    """

    text: str = ""
    written: bool = True
    facts: tuple[str, ...] = ()


class Reload(Shown):
    """What a reload did, by article ids, and all that is wrong in the knowledge now.

    `renamed` articles have another id or stand in another file, and are else as they were; `kept` are those
    of files that have errors by now, as their last good version has them. `waiting` is true where another
    process was updating the index, and nothing could be done.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    waiting: bool = False
    seconds: float = 0


class Status(Shown):
    """What the engine holds and where; `memory` and `disk` in bytes, `vectors` made and wanted."""

    articles: int
    quotes: int
    facts: int
    people: int
    problems: tuple[Problem, ...] = ()
    vectors: tuple[int, int] = (0, 0)
    memory: int = 0
    disk: int = 0
    knowledge: str = ""
    index: str = ""
    built: datetime | None = None


class Speaker(Shown):
    """A person of the knowledge base: names, newest role first, and how many quotes are theirs."""

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    quotes: int = 0
    first: Published = None
    latest: Published = None
