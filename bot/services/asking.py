"""Whatever somebody writes, replied to: one of the bot's jobs, a quotation to be checked, or a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from bot.answering import LIMIT, Engine, wants_more
from bot.replies import Choice, Context, Nobody, Questioned, Reply, Speaker, Talk, Understood, Unknown
from bot.search import Corpus, Snapshot
from bot.services import checking, people, pointing, searching, yes_or_no
from bot.services.introducing import introduction
from bot.services.jobs.looking_up import Desk, looked_up, small_talk
from bot.services.jobs.reading import without_pleasantries
from bot.services.lists import Part
from bot.services.pointing import PointedAt
from bot.services.qualifiers import Qualified, qualified
from bot.services.viewer import Viewer
from bot.verify import QuoteSource, claim_of, verify


class Request(NamedTuple):
    """A question: who asks it, what was said before, and which day it is (the asker's where None).

    `limit` entries are handed out at most; of a list that is asked for, those from entry `start` on.
    `pointed_at` is what the message stands to: the message that it replies to, files sent along. `others` are
    the questions that wait, or are answered elsewhere: the more, the less is read for each.
    """

    question: str
    viewer: Viewer
    context: Context | None = None
    today: date | None = None
    limit: int = LIMIT
    start: int = 0
    pointed_at: PointedAt | None = None
    others: int = 0


def reply_to(request: Request, today: date, corpus: Corpus, quotes: QuoteSource, engine: Engine) -> Reply:
    """The reply to a message from one corpus.

    :param request: the message; its context has the keys that its entries have now.
    :param today: the asker's day.
    """
    request = request._replace(context=_still_known(request.context, corpus.snapshot))
    asked = _qualified(request, corpus.snapshot, today)
    if not isinstance(asked, Qualified):
        return asked
    if not asked.typed:
        return _replied(request, today, corpus, quotes, engine)
    bare = request._replace(question=asked.rest)
    reply = _replied(bare, today, corpus.filtered(asked.kept), quotes, engine) if asked.rest else None
    if reply is None or (isinstance(reply, Talk | Unknown) and _asks_nothing(reply.understood)):
        # "What was said? speaker:Roe" is all that there is.
        everything = replace(asked, pieces=())
        return searching.found(asked.typed, everything, corpus, Part(request.start, request.limit))
    return _told(reply, request.question, asked)


def _still_known(context: Context | None, snapshot: Snapshot) -> Context | None:
    """What was said before, without people who are known no more, or hidden by now: a key is a name."""
    if context is None or all(map(snapshot.register.person, context.people)):
        return context
    people = tuple(key for key in context.people if snapshot.register.person(key))
    return context.model_copy(update={"people": people})


def _asks_nothing(asked: Understood) -> bool:
    """Whether nothing is left to look for: no word, nobody, no day."""
    named = asked.topic or asked.people or asked.strangers
    return not (named or asked.dated or asked.latest or asked.earliest)


def _qualified(request: Request, snapshot: Snapshot, today: date) -> Qualified | Choice | Nobody:
    """A message with its qualifiers; where it wants more of what was before, with those of before."""
    message, context = request.question, request.context
    asked = qualified(message, snapshot, today, asked=True)
    if not isinstance(asked, Qualified) or asked.typed or not (context and context.qualifiers):
        return asked
    if not wants_more(message, context):
        return asked
    before = qualified(context.qualifiers, snapshot, today, asked=True)
    return replace(before, rest=message) if isinstance(before, Qualified) else before


def _told(reply: Reply, message: str, asked: Qualified) -> Reply:
    """The reply with what its entries were kept to, under the message as it was typed."""
    if not isinstance(reply, Questioned):
        return reply
    understood = reply.understood.model_copy(update={"question": message, "kept_to": asked.told})
    context = reply.context.model_copy(update={"qualifiers": asked.typed})
    return reply.model_copy(update={"understood": understood, "context": context})


def _replied(request: Request, today: date, corpus: Corpus, quotes: QuoteSource, engine: Engine) -> Reply:
    """The reply to a message without qualifiers; a quotation is checked against `quotes`, all there are."""
    message = without_pleasantries(request.question)

    def answered(question: str, context: Context | None = None) -> Reply:
        reply = engine.answer(
            question, corpus, today=today, context=context, limit=request.limit, others=request.others
        )
        return reply if isinstance(reply, Talk) else _settled(question, reply, corpus, quotes)

    check = pointing.asked_check(message) if request.pointed_at else None
    if check and request.pointed_at:
        return pointing.check(check, request.pointed_at, quotes, answered)
    done = looked_up(Desk(message, request.context, corpus, quotes, Part(request.start, request.limit)))
    if done is not None:
        return done
    claim = claim_of(message)
    if claim is not None:
        return verify(quotes, claim.quotation, claim.speaker)
    checked = checking.check_stated(message, quotes)
    if checked is not None:
        return checked
    reply = answered(message, request.context)
    return small_talk(request.question, request.context) if isinstance(reply, Talk) else reply


def _settled(message: str, reply: Questioned, corpus: Corpus, quotes: QuoteSource) -> Reply:
    """The answer to a question, or the person or verdict where it turns out to ask for that."""
    name = people.asked_who(reply, corpus.snapshot)
    known = people.meant(name, corpus.snapshot) if name else None
    if isinstance(known, Speaker):
        return introduction(known, corpus)
    return yes_or_no.settle(message, reply, quotes)
