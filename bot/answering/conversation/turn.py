"""How a turn of a conversation is meant: by itself, leaning on what was before, or about what was shown.

Read by its form alone; what it leans on is looked up in `written_out`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.answering.conversation.aspects import aspect_of
from bot.answering.conversation.forms import corrected, is_again, is_more, more_about, place_in_list
from bot.answering.conversation.leaning import Lack, lacking
from bot.replies import Aspect, Context

NOTHING_LACKS = Lack()
MANY = 100
"""Entries of a list that has every place that may be pointed at."""
_OF_ARTICLES = frozenset((Aspect.AUTHOR, Aspect.SOURCE, Aspect.ADDRESS, Aspect.DATE))
"""What is told of an article as a whole, where none of its entries was shown."""


class TurnKind(StrEnum):
    """What a turn does with what was before it.

    NEW stands alone, LEANING leaves something out, ABOUT asks about an entry that was shown, POINTING takes
    one of those shown or offered, BEYOND one that the list does not have, MORE wants others like them.
    """

    NEW = "new"
    LEANING = "leaning"
    ABOUT = "about"
    POINTING = "pointing"
    MORE = "more"
    BEYOND = "beyond"


@dataclass(frozen=True)
class Turn:
    """A turn as read.

    `text` is what is asked, without a correction's "no, I meant"; `dropped` are the words that a correction
    takes back. `place` is that of an entry shown (from 0; -1 the last) and `aspect` what is asked about it.
    """

    kind: TurnKind
    text: str
    lack: Lack = NOTHING_LACKS
    corrects: bool = False
    dropped: str = ""
    place: int = 0
    aspect: Aspect | None = None

    @property
    def asks_who(self) -> bool:
        """Whether others are wanted than those who spoke: "who else spoke about it?"."""
        return self.kind is TurnKind.MORE and self.text.lower().startswith("who")


def read_turn(message: str, context: Context | None) -> Turn:
    """Read a message against what was before it; where nothing was, it stands alone."""
    alone = Turn(TurnKind.NEW, message)
    if context is None or not _goes_on(context):
        return alone
    shown = _on_what_is_shown(message, context)
    if shown:
        return shown
    correction = corrected(message)
    text = correction.rest if correction else message
    lack = lacking(text)
    if lack is None:
        return alone if correction is None else Turn(TurnKind.NEW, text)
    dropped = correction.dropped if correction else ""
    return Turn(TurnKind.LEANING, text, lack, corrects=correction is not None, dropped=dropped)


def wants_more(message: str, context: Context | None) -> bool:
    """Whether a message wants more of what was shown before."""
    return read_turn(message, context).kind is TurnKind.MORE


def _goes_on(context: Context) -> bool:
    """Whether there is anything to go on from."""
    return bool(context.items or context.people or context.offered or context.topic or context.article)


def _on_what_is_shown(message: str, context: Context) -> Turn | None:
    """A turn that points at an entry shown, asks about it, or wants more of it; None for others."""
    count = len(context.offered or context.items[: context.listed])
    pointed = place_in_list(message, count)
    if pointed:
        return Turn(TurnKind.POINTING, message, place=pointed.place % count, aspect=pointed.aspect)
    if context.items and is_again(message):
        return Turn(TurnKind.POINTING, message)
    aspect = aspect_of(message)
    if aspect and (context.items or (context.article and aspect in _OF_ARTICLES)):
        return Turn(TurnKind.ABOUT, message, aspect=aspect)
    if is_more(message):
        return Turn(TurnKind.MORE, "")
    if place_in_list(message, MANY):
        return Turn(TurnKind.BEYOND, message)
    asked = more_about(message)
    return Turn(TurnKind.MORE, asked, lacking(asked) or NOTHING_LACKS) if asked else None
