"""A question from Discord to the engine: with its conversation, kept for its buttons and in the log."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import discord

from bot.cards.card import Card
from bot.cards.language import _
from bot.cards.notice import notice_card
from bot.chat.errors import TooFastError
from bot.chat.pages import REMEMBERED, AnswerSource, Page, VerdictSource
from bot.records import Asked, StoredView
from bot.replies import Answer, Context, Wanted
from bot.verify import claim_of

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot


@dataclass(frozen=True)
class Question:
    """What somebody asked and where: ids of the member and of the channel, thread or direct message."""

    text: str
    asker: int
    place: int


@dataclass(frozen=True)
class Reply:
    """An answer ready to be shown; `turns` counts the questions of this conversation."""

    answer: Answer
    page: Page
    kept: StoredView
    turns: int = 1


class Asker:
    """Asks the engine on behalf of members."""

    def __init__(self, bot: BriefingBot) -> None:
        self._bot = bot

    def keep_pace(self, question: Question) -> None:
        """Count a question. Raises TooFastError where the member or channel must wait."""
        seconds = self._bot.pace.wait(question.asker, question.place, discord.utils.utcnow())
        if seconds:
            raise TooFastError(seconds)

    async def answer(self, question: Question, context: Context | None = None) -> tuple[AnswerSource, Answer]:
        """Ask the engine, in a thread; `context` takes the place of the conversation's."""
        now = discord.utils.utcnow()
        turn = self._bot.conversations.last(question.asker, question.place, now)
        context = context or (turn.context if turn else None)
        source = AnswerSource(question=question.text, today=now.date(), context=_short(context))
        return source, await asyncio.to_thread(source.answer, self._bot.engine)

    async def reply(self, question: Question, source: AnswerSource, answer: Answer) -> Reply:
        """Take an answer up into conversation, log and what buttons need."""
        now = discord.utils.utcnow()
        shown = _verdict_on(question.text) or source
        page = await asyncio.to_thread(self._page, shown, answer)
        context = answer.context.shown(page.card.keys, source.context)
        turns = self._bot.conversations.remember(question.asker, question.place, context, now)
        number = await self._log(question, answer, now)
        kept = await self._bot.records.views.keep(
            shown.model_dump_json(), page.keys, question.asker, now, number
        )
        return Reply(answer, page, kept, turns)

    def _page(self, shown: AnswerSource | VerdictSource, answer: Answer) -> Page:
        return shown.page_of(answer) if isinstance(shown, AnswerSource) else shown.page(self._bot.engine, 0)

    async def _log(self, question: Question, answer: Answer, now: datetime) -> int | None:
        """Note the question as the operator lets it be noted; its number in the log, None where it is off."""
        setting = self._bot.settings.question_log
        if setting == "off":
            return None
        asked = Asked(
            made=now,
            question=question.text,
            answered=answer.answered,
            confidence=answer.confidence,
            items=tuple(item.key for item in answer.answers),
            asker=question.asker if setting == "named" else None,
        )
        return await self._bot.records.log.add(asked)


def is_small_talk(question: str, answer: Answer) -> bool:
    """Whether nothing is asked. A quotation to be checked may sound like talk, and is none."""
    return answer.understood.wanted is Wanted.NOTHING and claim_of(question) is None


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
