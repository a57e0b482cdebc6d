"""A question asked on Discord: with its conversation, stored for its buttons, and in the log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.chat.paging import Page
from bot.chat.render.form import Form
from bot.chat.sources import AnswerSource
from bot.replies import Context, Done, Reply
from bot.services import (
    Caller,
    Conversations,
    DirectMessages,
    Errands,
    Line,
    OnBehalf,
    PlaceSettings,
    PointedAt,
    QuestionJournal,
    RateLimiter,
    Records,
    ServerSettings,
    Services,
    StoredView,
    Viewer,
    context_after,
    current_context,
    may_end_follows,
    may_follow,
    shortened,
)


@dataclass(frozen=True)
class AskedQuestion:
    """What somebody asked, in which channel, thread or direct message, and what is in force there.

    `pointed_at` is what it asks to be checked: another message, files that were sent along.
    """

    text: str
    asker: int
    place: int
    viewer: Viewer
    settings: PlaceSettings
    pointed_at: PointedAt | None = None


@dataclass(frozen=True)
class PreparedReply:
    """An answer ready to be shown; `in_thread` where the conversation is long enough for one of its own."""

    page: Page
    view: StoredView
    form: Form
    in_thread: bool = False


@dataclass(frozen=True)
class Asker:
    """Asks on behalf of members. Knows nothing of Discord but its numbers.

    `limiter` counts how fast one asks, `journal` notes questions, `settings` has what is in force where,
    `direct` what is seen in direct messages; `clock` is the moment now.
    """

    services: Services
    records: Records
    conversations: Conversations
    limiter: RateLimiter
    journal: QuestionJournal
    settings: ServerSettings
    direct: DirectMessages
    errands: Errands
    clock: Callable[[], datetime]

    async def question(
        self, message: str, asker: int, place: int, viewer: Viewer, names: Mapping[int, str] | None = None
    ) -> AskedQuestion:
        """What somebody asked, with the settings of where they asked: these are looked up once.

        :param names: what those are called who are mentioned in the message, by their ids.
        """
        settings = await self.settings.at(viewer)
        viewer = (await self.direct.seen(viewer))._replace(zone=settings.zone)
        text, pointed_at = self.services.read_pointing(message, viewer, names)
        return AskedQuestion(text, asker, place, viewer, settings, pointed_at)

    def check_rate_limit(self, question: AskedQuestion, *, editor: bool = False) -> None:
        """Count a question; an `editor` has a pace of their own.

        :raises RateLimitedError: the member or channel must wait.
        """
        pace = question.settings.pace
        self.limiter.check(question.asker, question.place, self.clock(), pace, editor=editor)

    async def ask(
        self, question: AskedQuestion, context: Context | None = None
    ) -> tuple[AnswerSource, Reply]:
        """Ask, in a thread; `context` takes the place of the conversation's.

        :raises TooManyWaitingError: so much is asked that the member's turn does not come soon.
        """
        now = self.clock()
        turn = self.conversations.last(question.asker, question.place, now, question.settings.memory)
        context = context or (turn.context if turn else None)
        today = self.services.today(question.viewer)
        context = await current_context(shortened(context), question.viewer, self.services, self.records)
        source = AnswerSource(
            question=question.text, today=today, context=context, pointed_at=question.pointed_at
        )
        line = Line(question.place, question.asker)
        return source, await self.services.turns.run(line, source.reply, self.services, question.viewer)

    async def prepare(
        self, question: AskedQuestion, source: AnswerSource, reply: Reply, form: Form
    ) -> PreparedReply:
        """Take a reply up into the conversation, the log and what buttons need.

        :param form: how it is to be shown.

        A check of somebody else's message is not logged: its question says nothing by itself.
        """
        now, settings = self.clock(), question.settings
        page = await asyncio.to_thread(source.page_from, reply, self.services, question.viewer, form)
        context = context_after(reply, page.card.keys, source.context)
        turns = self.conversations.remember(question.asker, question.place, context, now, settings.memory)
        number = None
        if question.pointed_at is None:
            number = await self.journal.note(
                question.text, reply, question.viewer, now, settings.question_log
            )
        stored = source.answered_by(reply).model_dump_json()
        server = question.viewer.server or 0
        view = await self.records.views.keep(stored, page.keys, question.asker, now, number, server=server)
        self.conversations.note_answer(question.asker, question.place, view.id)
        return PreparedReply(page, view, form, settings.wants_thread(turns))

    async def run_errand(self, question: AskedQuestion, asked: Done, asker: Caller, answer: str = "") -> Done:
        """Do what was asked for; the reply with what became of it.

        :param answer: the id of the view of the answer that it is about; the last one's of the conversation
            where there is none.
        :raises DeniedError: the asker may not have it done.
        """
        place, settings = question.place, question.settings
        turn = self.conversations.last(question.asker, place, self.clock(), settings.memory)
        before = answer or (turn.answer if turn else "")
        behalf = on_behalf(asker, question.asker, place, settings)
        return await self.errands.run(asked, behalf._replace(answer=before))

    async def context_of(self, source: AnswerSource, question: AskedQuestion) -> Context:
        """What a question builds on where it follows on a reply that was shown before.

        :raises TooManyWaitingError: so much is asked that the member's turn does not come soon.
        """
        viewer, line = question.viewer, Line(question.place, question.asker)
        source = await source.current(viewer, self.services, self.records)
        reply = await self.services.turns.run(line, source.reply, self.services, viewer)
        return context_after(reply, source.page_of(reply, Form.EMBED).card.keys, source.context)


def on_behalf(caller: Caller, member: int, channel: int, settings: PlaceSettings) -> OnBehalf:
    """Who wants something done in a channel, with their rights there."""
    rights = may_follow(caller, settings), may_end_follows(caller, settings)
    return OnBehalf(member, channel, "", settings.question_log, *rights)
