"""Conversations: what was asked and shown last, by member and place, forgotten after some minutes.

A conversation remembers what was understood and the keys of what was shown, never the knowledge's words.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.replies import (
    ArticleReply,
    Choice,
    Comparison,
    Context,
    Done,
    Entries,
    Help,
    PersonReply,
    Questioned,
    Reply,
    Timeline,
)
from bot.search import person_key

# Entries that a conversation remembers as shown: six pages of "what else?", and small enough to keep.
REMEMBERED = 30


@dataclass(frozen=True)
class Turn:
    """The last turn of a conversation: what the next question builds on, and how many turns there were.

    `answer` is the id of the view of what was shown, for whoever says that it is wrong.
    """

    context: Context
    moment: datetime
    turns: int = 1
    answer: str = ""


class Conversations:
    """Turns by member and place (channel, thread or direct message); kept in memory only.

    :param memory: for how long they are remembered, at most; `within` is how long where somebody asks.
    """

    def __init__(self, memory: timedelta) -> None:
        self._memory = memory
        self._turns: dict[tuple[int, int], Turn] = {}

    def renew(self, memory: timedelta) -> None:
        """Remember conversations for another time from now on."""
        self._memory = memory

    def last(self, member: int, place: int, now: datetime, within: timedelta | None = None) -> Turn | None:
        """The last turn, None where it is too long ago."""
        turn = self._turns.get((member, place))
        memory = self._memory if within is None else min(within, self._memory)
        return turn if turn and now - turn.moment < memory else None

    def remember(
        self, member: int, place: int, context: Context, now: datetime, within: timedelta | None = None
    ) -> int:
        """Note a turn; how many there have been in this conversation."""
        before = self.last(member, place, now, within)
        turns = before.turns + 1 if before else 1
        self._turns = {key: each for key, each in self._turns.items() if now - each.moment < self._memory}
        if within is None or within:
            self._turns[member, place] = Turn(context, now, turns)
        return turns

    def note_answer(self, member: int, place: int, answer: str) -> None:
        """Note the view (its id) that the last turn was answered with."""
        turn = self._turns.get((member, place))
        if turn:
            self._turns[member, place] = replace(turn, answer=answer)

    def move(self, member: int, place: int, other: int) -> None:
        """Go on in another place, such as a thread."""
        turn = self._turns.pop((member, place), None)
        if turn:
            self._turns[member, other] = turn

    def forget(self, member: int) -> int:
        """Forget all that was said with a member; how many conversations that were."""
        mine = [key for key in self._turns if key[0] == member]
        for key in mine:
            del self._turns[key]
        return len(mine)


def context_after(reply: Reply, shown: Collection[str], before: Context | None = None) -> Context:
    """What the next question builds on.

    :param shown: keys of the entries that were shown of the reply.
    :param before: what this question built on.
    """
    if isinstance(reply, Done | Help):
        return before or Context()
    if isinstance(reply, Questioned):
        return reply.context.shown(shown, before)
    before = before or Context()
    if isinstance(reply, Choice):
        people, articles = _listed(reply)
        offered = {"offered": people, "articles": articles, "asked": reply.typed, "typed": reply.typed}
        return before.model_copy(update=offered)
    if isinstance(reply, ArticleReply):
        shown_of = reply.article.article
        return before if before and before.article == shown_of else Context(article=shown_of)
    if isinstance(reply, Entries) and (reply.people or reply.articles):
        people, articles = _listed(reply)
        return Context(offered=people, articles=articles)
    speakers = dict.fromkeys(person_key(each.speaker) for each in reply.answers[:1] if each.speaker)
    items = tuple(each for each in reply.answers if each.key in shown)
    return Context(
        people=_named_by(reply) or tuple(speakers),
        topic=before.topic,
        items=tuple(each.key for each in items),
        article=items[0].article if items else before.article,
    )


def _listed(reply: Choice | Entries) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people (keys) and articles (ids) of a list, in its order, for "the second one"."""
    people = tuple(person_key(each.name) for each in reply.people)
    return people, tuple(each.article for each in reply.articles)


def _named_by(reply: Reply) -> tuple[str, ...]:
    """The people whom a reply is on, though it may show nothing that they said."""
    match reply:
        case PersonReply():
            return (person_key(reply.person.name),)
        case Timeline():
            return (person_key(reply.person),)
        case Comparison():
            return tuple(person_key(side.person) for side in reply.sides)
    return ()


def shortened(context: Context | None) -> Context | None:
    """The context without what is too far down to be meant."""
    return context and context.model_copy(update={"items": context.items[:REMEMBERED]})
