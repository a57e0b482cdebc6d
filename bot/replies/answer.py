"""Replies to a question: ranked entries, made only of the editors' own words, or an honest "not known"."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from bot.knowledge import Listed, Place, Published
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


class Answer(Questioned):
    """Entries that answer, best first; where `answered` is false they are a "did you mean".

    `listing` is true where everything there is was asked for: a list, or all that a person said.
    """

    reply: Literal["answer"] = "answer"
    listing: bool = False


class Unknown(Questioned):
    """Nothing known answers. `answers` are the nearest entries.

    `exhausted` is true where more was asked for and all there is was shown before, `gone` where the entry
    that was asked about is no longer in the knowledge. Where it is asked whether somebody said something,
    `looked_through` is how many statements of theirs are known. Where days were named and nothing of them is
    known, `nearest_before` and `nearest_after` are the days next to them of which something is.
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
    """A question about somebody whose name leaves open who it is: `people` are those who may be meant.

    `typed` is the name; `known` is false where nobody has it, and the people only share a part of it.
    `answers` are the best of each of them.
    """

    reply: Literal["choice"] = "choice"
    answered: Literal[False] = False
    typed: str
    known: bool = True
    people: tuple[Speaker, ...] = ()
    articles: tuple[Listed, ...] = ()


class Tone(StrEnum):
    """What small talk is: a greeting, thanks, a farewell, a nod, a doubt, a place beyond a list, or other."""

    HELLO = "hello"
    THANKS = "thanks"
    BYE = "bye"
    FINE = "fine"
    DOUBT = "doubt"
    FEWER = "fewer"
    OTHER = "other"


class Talk(Questioned):
    """A greeting, thanks, or whatever else asks for nothing."""

    reply: Literal["talk"] = "talk"
    answered: Literal[False] = False
    confidence: float = 0.0
    tone: Tone = Tone.OTHER
