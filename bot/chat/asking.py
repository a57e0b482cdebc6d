"""A question asked on Discord: with its conversation, stored for its buttons, and in the log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.cards import Card, _, notice_card
from bot.chat.paging import Page
from bot.chat.sources import AnswerSource
from bot.replies import Context, Reply
from bot.services import (
    Conversations,
    QuestionJournal,
    RateLimiter,
    Records,
    ServerSettings,
    Services,
    StoredView,
    Viewer,
    context_after,
    in_zone,
    shortened,
)


@dataclass(frozen=True)
class AskedQuestion:
    """What somebody asked and where: ids of the member, the channel (or thread), the server if in one."""

    text: str
    asker: int
    place: int
    server: int | None = None

    @property
    def viewer(self) -> Viewer:
        """Who looks."""
        return Viewer(self.server, self.place, self.asker)


@dataclass(frozen=True)
class PreparedReply:
    """An answer ready to be shown; `turns` counts the questions of this conversation."""

    page: Page
    view: StoredView
    turns: int = 1


@dataclass(frozen=True)
class Asker:
    """Asks on behalf of members. Knows nothing of Discord but its numbers.

    `limiter` says how fast one may ask, `journal` how questions are noted, `settings` what servers set;
    `clock` is the moment now.
    """

    services: Services
    records: Records
    conversations: Conversations
    limiter: RateLimiter
    journal: QuestionJournal
    settings: ServerSettings
    clock: Callable[[], datetime]

    def check_rate_limit(self, question: AskedQuestion) -> None:
        """Count a question.

        :raises RateLimitedError: the member or channel must wait.
        """
        self.limiter.check(question.asker, question.place, self.clock())

    async def ask(
        self, question: AskedQuestion, context: Context | None = None
    ) -> tuple[AnswerSource, Reply]:
        """Ask, in a thread; `context` takes the place of the conversation's."""
        now = self.clock()
        turn = self.conversations.last(question.asker, question.place, now)
        context = context or (turn.context if turn else None)
        today = self.services.today(await in_zone(question.viewer, self.settings))
        source = AnswerSource(question=question.text, today=today, context=shortened(context))
        return source, await asyncio.to_thread(source.reply, self.services, question.viewer)

    async def prepare(self, question: AskedQuestion, source: AnswerSource, reply: Reply) -> PreparedReply:
        """Take a reply up into the conversation, the log and what buttons need."""
        now = self.clock()
        page = await asyncio.to_thread(source.page_of, reply)
        context = context_after(reply, page.card.keys, source.context)
        turns = self.conversations.remember(question.asker, question.place, context, now)
        number = await self.journal.note(question.text, reply, question.asker, now)
        stored = source.model_dump_json()
        view = await self.records.views.keep(stored, page.keys, question.asker, now, number)
        return PreparedReply(page, view, turns)

    async def context_of(self, source: AnswerSource, viewer: Viewer) -> Context:
        """What the next question builds on where it follows on a reply that was shown before."""
        reply = await asyncio.to_thread(source.reply, self.services, viewer)
        return context_after(reply, source.page_of(reply).card.keys, source.context)


def greeting() -> Card:
    """The one friendly line for whoever says hello or thanks."""
    return notice_card(_("Hello! Ask me who said what, when and where. /help shows more."))
