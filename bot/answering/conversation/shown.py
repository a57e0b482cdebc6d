"""Replies about an entry that was shown, as it is now: the one that a turn points at or asks about."""

from __future__ import annotations

from bot.answering.conversation.turn import Turn
from bot.answering.settling import marked
from bot.knowledge import Item
from bot.replies import Answer, Aspect, Context, Found, Questioned, Understood, Unknown, Wanted
from bot.search import Snapshot


def about_shown(turn: Turn, question: str, context: Context, snapshot: Snapshot) -> Questioned:
    """The entry that a turn is about; not answered where the article does not say what is asked of it.

    Where an article was shown as a whole, its first entry stands for it.
    """
    here = (item.key for item in snapshot.article_items(context.article))
    key = context.items[turn.place] if context.items else next(here, "")
    understood = Understood(
        question=question,
        wanted=Wanted.WHO if turn.aspect is Aspect.SPEAKER else Wanted.STATEMENT,
        people=tuple(_name(key, snapshot) for key in context.people),
        topic=context.topic,
        aspect=turn.aspect,
    )
    item = snapshot.entry(key)
    if item is None:
        return Unknown(confidence=0.0, understood=understood, gone=True, context=context)
    told = turn.aspect is None or _told(item, turn.aspect)
    others = tuple(each for each in context.items if each != key)
    return Answer(
        answered=told,
        confidence=float(told),
        understood=understood,
        answers=marked((Found.of(item),), snapshot),
        context=context.model_copy(update={"items": (key, *others), "article": item.article}),
    )


def _name(key: str, snapshot: Snapshot) -> str:
    person = snapshot.register.person(key)
    return person.name if person else key


def _told(item: Item, aspect: Aspect) -> bool:
    """Whether the knowledge has what is asked about an entry."""
    told = {
        Aspect.DATE: item.published,
        Aspect.SOURCE: item.source or item.url,
        Aspect.ADDRESS: item.url,
        Aspect.AUTHOR: item.author,
        Aspect.OCCASION: item.context or item.via,
        Aspect.ROLE: item.role,
    }
    return bool(told.get(aspect, True))
