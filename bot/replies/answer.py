"""Replies to a question: ranked entries, made only of the editors' own words, or an honest "not known"."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from bot.knowledge import Listed, Place, Published, Shown
from bot.replies.context import Context
from bot.replies.found import Found
from bot.replies.lists import Speaker
from bot.replies.reply import Reply
from bot.replies.understood import Understood


class Questioned(Reply):
    """Base of the replies to a question. `context` is what the conversation's next question passes in.

    `near` are articles close to a question that has no sure answer.
    """

    understood: Understood
    near: tuple[Place, ...] = ()
    context: Context = Field(default=Context(), exclude=True)

    @property
    def offered(self) -> tuple[Found, ...]:
        """The entries that are shown, counted and paged: those that fit."""
        return tuple(one for one in self.answers if one.fits)


class Differing(StrEnum):
    """How an entry differs from what the question names.

    OTHER: it is about another year, place or numbered thing. ONE: one person said it, and the question is
    about everybody who holds an office. TO_COME: the question is about what has happened, the entry about
    what was to come. OPPOSITE: the question is about what is not so, the entry about what is.
    """

    OTHER = "other"
    ONE = "one"
    TO_COME = "to come"
    OPPOSITE = "opposite"


class Differs(Shown):
    """What the entry is about (`told`) and what the question names (`asked`); only for OTHER and ONE."""

    kind: Differing = Differing.OTHER
    asked: str = ""
    told: str = ""


class Answer(Questioned):
    """Entries that answer the question, best first. If `answered` is false, they are a "did you mean".

    `listing` is true if everything was asked for: a list, or all that a person said. `differs` says how the
    first entry differs from what the question names; it is not a sure answer then.
    """

    reply: Literal["answer"] = "answer"
    listing: bool = False
    differs: Differs | None = None


class Unknown(Questioned):
    """Nothing that is known answers the question. `answers` are the entries that come closest.

    `exhausted` is true if more was asked for, but everything has been shown; `gone` if the entry that was
    asked about is no longer in the knowledge. If the question was whether somebody said something,
    `looked_through` is the number of their statements that are known. If it named days on which nothing is
    known, `nearest_before` and `nearest_after` are the nearest days on which something is.
    """

    reply: Literal["unknown"] = "unknown"
    answered: Literal[False] = False
    exhausted: bool = False
    gone: bool = False
    looked_through: int | None = None
    nearest_before: Published = None
    nearest_after: Published = None

    @property
    def offered(self) -> tuple[Found, ...]:
        """None: what comes near is no answer, and is not paged."""
        return ()


class WhichPerson(Questioned):
    """A question about a name that several people could have: `people` are those who may be meant.

    `typed` is the name. `known` is false if nobody has exactly this name, and the people only share a part of
    it. `answers` has the best entry of each of them.
    """

    reply: Literal["choice"] = "choice"
    answered: Literal[False] = False
    typed: str
    known: bool = True
    people: tuple[Speaker, ...] = ()
    articles: tuple[Listed, ...] = ()


class Tone(StrEnum):
    """The kind of small talk: greeting, thanks, farewell, a nod, a doubt, a place beyond a list, or other."""

    HELLO = "hello"
    THANKS = "thanks"
    BYE = "bye"
    FINE = "fine"
    DOUBT = "doubt"
    FEWER = "fewer"
    OTHER = "other"


class Talk(Questioned):
    """The reply to a greeting, thanks, or anything else that asks for nothing."""

    reply: Literal["talk"] = "talk"
    answered: Literal[False] = False
    confidence: float = 0.0
    tone: Tone = Tone.OTHER
