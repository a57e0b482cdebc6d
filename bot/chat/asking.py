"""A question asked on Discord: with its conversation, stored for its buttons, and in the log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.cards.card import Card
from bot.cards.language import _
from bot.cards.notice import notice_card
from bot.chat.paging import Page
from bot.chat.sources import AnswerSource, VerdictSource
from bot.records import Records, StoredView
from bot.replies import Context, Questioned
from bot.services import Conversations, QuestionJournal, RateLimiter
from bot.services.desk import Desk
from bot.verify import claim_of

# Items that a conversation remembers as shown: six pages of "what else?", and small enough to keep.
REMEMBERED = 30


@dataclass(frozen=True)
class AskedQuestion:
    """What somebody asked and where: ids of the member and of the channel, thread or direct message."""

    text: str
    asker: int
    place: int


@dataclass(frozen=True)
class PreparedReply:
    """An answer ready to be shown; `turns` counts the questions of this conversation."""

    page: Page
    view: StoredView
    turns: int = 1


@dataclass(frozen=True)
class Asker:
    """Asks on behalf of members. Knows nothing of Discord but its numbers.

    `limiter` says how fast one may ask, `journal` how questions are noted, `clock` the moment now.
    """

    engine: Desk
    records: Records
    conversations: Conversations
    limiter: RateLimiter
    journal: QuestionJournal
    clock: Callable[[], datetime]

    def check_rate_limit(self, question: AskedQuestion) -> None:
        """Count a question.

        :raises RateLimitedError: the member or channel must wait.
        """
        self.limiter.check(question.asker, question.place, self.clock())

    async def answer(
        self, question: AskedQuestion, context: Context | None = None
    ) -> tuple[AnswerSource, Questioned]:
        """Ask, in a thread; `context` takes the place of the conversation's."""
        now = self.clock()
        turn = self.conversations.last(question.asker, question.place, now)
        context = context or (turn.context if turn else None)
        source = AnswerSource(question=question.text, today=now.date(), context=_short(context))
        return source, await asyncio.to_thread(source.answer, self.engine)

    async def reply(self, question: AskedQuestion, source: AnswerSource, answer: Questioned) -> PreparedReply:
        """Take an answer up into the conversation, the log and what buttons need."""
        now = self.clock()
        shown = _verdict_on(question.text) or source
        page = await asyncio.to_thread(self._page, shown, answer)
        context = answer.context.shown(page.card.keys, source.context)
        turns = self.conversations.remember(question.asker, question.place, context, now)
        number = await self.journal.note(question.text, answer, question.asker, now)
        view = await self.records.views.keep(shown.model_dump_json(), page.keys, question.asker, now, number)
        return PreparedReply(page, view, turns)

    async def context_of(self, source: AnswerSource) -> Context:
        """What the next question builds on where it follows on an answer that was shown before."""
        answer = await asyncio.to_thread(source.answer, self.engine)
        return answer.context.shown(source.page_of(answer).card.keys, source.context)

    def _page(self, shown: AnswerSource | VerdictSource, answer: Questioned) -> Page:
        return shown.page_of(answer) if isinstance(shown, AnswerSource) else shown.page(self.engine, 0)


def _verdict_on(question: str) -> VerdictSource | None:
    """What checks the quotation, where a question asks whether somebody really said it."""
    claim = claim_of(question)
    return VerdictSource(quotation=claim.quotation, speaker=claim.speaker) if claim else None


def greeting() -> Card:
    """The one friendly line for whoever says hello or thanks."""
    return notice_card(_("Hello! Ask me who said what, when and where. /help shows more."))


def _short(context: Context | None) -> Context | None:
    """The context without what is too far down to be meant."""
    return context and context.model_copy(update={"items": context.items[:REMEMBERED]})
