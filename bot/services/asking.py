"""Whatever somebody writes, replied to: one of the bot's jobs, a quotation to be checked, or a question."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bot.answering import LIMIT, Engine
from bot.replies import Context, Questioned, Reply, Speaker, Talk
from bot.search import Corpus
from bot.services import checking, people, pointing, yes_or_no
from bot.services.introducing import introduction
from bot.services.jobs.looking_up import Desk, looked_up, small_talk
from bot.services.jobs.reading import without_pleasantries
from bot.services.lists import Part
from bot.services.pointing import PointedAt
from bot.services.viewer import Viewer
from bot.verify import QuoteSource, claim_of, verify


class Request(NamedTuple):
    """A question: who asks it, what was said before, and which day it is (the asker's where None).

    `limit` entries are handed out at most; of a list that is asked for, those from entry `start` on.
    `pointed_at` is what the message stands to: the message that it replies to, files sent along.
    """

    question: str
    viewer: Viewer
    context: Context | None = None
    today: date | None = None
    limit: int = LIMIT
    start: int = 0
    pointed_at: PointedAt | None = None


def reply_to(request: Request, today: date, corpus: Corpus, quotes: QuoteSource, engine: Engine) -> Reply:
    """The reply to a message from one corpus.

    :param request: the message; its context has the keys that its entries have now.
    :param today: the asker's day.
    """
    message = without_pleasantries(request.question)

    def answered(question: str, context: Context | None = None) -> Reply:
        reply = engine.answer(question, corpus, today=today, context=context, limit=request.limit)
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
