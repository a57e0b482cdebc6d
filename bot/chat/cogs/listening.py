"""What is written to the bot: mentions, replies that ping it, direct messages; their edits and deletions."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.cards import _, notice_card, reply_card
from bot.chat.asking import AskedQuestion, PreparedReply
from bot.chat.discreet import behind_button, is_discreet
from bot.chat.errors import PASSED_ON, ChatError, CutOffError, StoppingError, card_of
from bot.chat.exchanges import keep_exchange, keep_line, note_reply
from bot.chat.forms import form_in
from bot.chat.incoming import is_to_bot, is_written, question_in
from bot.chat.languages import speak_to_server
from bot.chat.pacing import is_editor
from bot.chat.permissions import author_of
from bot.chat.pointed import MENU, pointed_by, pointed_in, points
from bot.chat.render import message as shown
from bot.chat.render.form import Form, form_of
from bot.chat.sources import AnswerSource, AnySource, read_source
from bot.chat.speaking import typing
from bot.chat.telling import Told, told
from bot.replies import Context, Reply
from bot.services import GREETING, Exchange, RateLimitedError, asks_anew, asks_check, is_editable, unless_away

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

log = logging.getLogger(__name__)

_THREAD_NAME = 90


class ListeningCog(commands.Cog):
    """Questions in messages."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message to the bot; never one of a bot, a webhook or Discord itself."""
        await self._hear(message)

    async def _hear(self, message: discord.Message, before: Context | None = None) -> None:
        """Answer a message to the bot; `before` is what was talked of, None: the last time."""
        if not is_written(message) or not self._is_to_bot(message):
            return
        question = await question_in(message, message.author.id, self.bot.asker, self.bot.user)
        if not question.settings.answers(question.viewer) or not self.bot.speech.allowed(message):
            return
        speak_to_server(message.guild, question.settings)
        if self.bot.in_hand.stopping:
            await self.bot.speech.apologise(message, StoppingError())
            return
        async with self.bot.in_hand.doing(lambda: self.bot.speech.tell(message, CutOffError().card)):
            await self._answer(message, question, before)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """An edited question gets its answer edited, if it was asked just now; later it gets another answer.

        So does a message that is written to the bot only now.
        """
        message, now = payload.message, discord.utils.utcnow()
        # Without the mention its content does not reach the bot any more, and other edits change no words.
        if not message.content or message.edited_at is None:
            return
        exchange = await unless_away(self.bot.records.exchanges.find(message.id), None)
        if exchange is not None and is_editable(exchange.made, now):
            if exchange.kept is not None:
                await self._answer_anew(message, exchange)
        elif self._is_to_bot(message) and asks_anew(message.created_at, now):
            await self._answer_late(message, exchange, payload.cached_message)

    async def _answer_late(
        self, message: discord.Message, exchange: Exchange | None, before: discord.Message | None
    ) -> None:
        """Answer an edited message that asks what it did not ask before, as far as that is known.

        Another question is asked as the first one was asked.
        """
        if exchange is None:
            if before is None or not self._is_to_bot(before):
                await self._hear(message)
            return
        source = await self._source_of(exchange) if exchange.kept else None
        question = await question_in(message, message.author.id, self.bot.asker, self.bot.user)
        if isinstance(source, AnswerSource) and not source.asks_as(question.text, question.pointed_at):
            await self._hear(message, source.context or Context())

    def _is_to_bot(self, message: discord.Message) -> bool:
        return is_to_bot(message, self.bot.user, self.bot.own_channels)

    async def _source_of(self, exchange: Exchange) -> AnySource | None:
        """What an answer was made of, as far as that is kept."""
        view = await unless_away(self.bot.records.views.find(exchange.kept or ""), None)
        return read_source(view.source) if view else None

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A deleted question takes its answer along."""
        exchange = await unless_away(self.bot.records.exchanges.find(payload.message_id), None)
        if exchange is not None:
            await self._take_away(exchange)

    async def _take_away(self, exchange: Exchange) -> None:
        """Delete an answer whose question is no more."""
        await unless_away(self.bot.records.exchanges.forget(exchange.question), None)
        await self.bot.shown.forget(exchange.answer)
        try:
            await self._answer_message(exchange).delete()
        except discord.NotFound:
            log.debug("The answer was deleted before its question.")

    async def _answer(
        self, message: discord.Message, question: AskedQuestion, before: Context | None
    ) -> None:
        checks = self._checks(message, question)
        if not (question.text or question.pointed_at or checks):
            await (self._unread(message) if self._withheld(message) else self._greet(message))
            return
        editor = await is_editor(self.bot, author_of(self.bot, message.author), question.settings)
        try:
            self.bot.asker.check_rate_limit(question, editor=editor)
        except RateLimitedError as error:
            if self.bot.limiter.warn_once(question.asker, discord.utils.utcnow()):
                await self.bot.speech.tell(message, card_of(error))
            return
        try:
            async with typing(message.channel):
                question = await self._with_pointed(message, question) if checks else question
                before = before or await self._replied_to(message, question)
                source, reply = await self.bot.asker.ask(question, before)
            await self._reply(message, question, source, reply)
        except PASSED_ON:
            raise
        except BaseException as error:
            # Whoever asked gets a sentence; the log has what went wrong.
            await self.bot.speech.apologise(message, error)

    async def _reply(
        self, message: discord.Message, question: AskedQuestion, source: AnswerSource, reply: Reply
    ) -> None:
        if isinstance(reply, Told):
            before = await self._answer_before(message)
            card = await told(self.bot, question, reply, author_of(self.bot, message.author), before)
            await self.bot.speech.tell(message, card)
            return
        form = form_in(message.channel, question.settings)
        ready = await self.bot.asker.prepare(question, source, reply, form)
        if is_discreet(reply, author_of(self.bot, message.author), question.settings):
            await self._point_to_button(message, ready)
            return
        place = await self._place(message, question, ready)
        sent = await self.bot.speech.show(message, ready, place)
        if sent:
            await keep_exchange(self.bot, message, sent, ready)

    async def _point_to_button(self, message: discord.Message, ready: PreparedReply) -> None:
        """Reply with a button that shows the answer; it goes when the question does.

        :raises ChatError: what the button needs cannot be kept.
        """
        if not ready.view.id:
            raise ChatError(_("My records cannot be used at the moment."), _("Please try again in a minute."))
        sent = await self.bot.speech.show(message, replace(ready, page=behind_button()))
        if sent:
            await keep_line(self.bot, message, sent)

    async def _answer_anew(self, message: discord.Message, exchange: Exchange) -> None:
        """Ask the edited question as the first one was asked, and put the answer in the old one's place."""
        before = await self._source_of(exchange)
        try:
            question = await self._asked_anew(message, before)
        except ChatError:
            return
        if isinstance(before, AnswerSource) and before.asks_as(question.text, question.pointed_at):
            return
        if not question.text and question.pointed_at is None:
            return
        context = before.context if isinstance(before, AnswerSource) else None
        source, reply = await self.bot.asker.ask(question, context or Context())
        overheard = question.text != MENU and not self._is_to_bot(message)
        if overheard and not reply.speak:
            await self._take_away(exchange)
            return
        answered = self._answer_message(exchange)
        form = await self._form_of(answered)
        ready = await self.bot.asker.prepare(question, source, reply, form)
        await answered.edit(**shown.edited(ready.page, ready.view, ready.form))
        await unless_away(
            self.bot.records.exchanges.keep(replace(exchange, kept=ready.view.id or None)), None
        )
        await note_reply(self.bot, message, exchange.answer, exchange.channel, ready)

    async def _asked_anew(self, message: discord.Message, before: AnySource | None) -> AskedQuestion:
        """What an edited message asks; one that was only checked is checked again.

        :raises ChatError: what it points at cannot be seen.
        """
        question = await question_in(message, message.author.id, self.bot.asker, self.bot.user)
        speak_to_server(message.guild, question.settings)
        readable = self.bot.intents.message_content or message.guild is None
        if isinstance(before, AnswerSource) and before.question == MENU:
            return replace(question, text=MENU, pointed_at=await pointed_in(message, readable=readable))
        return await self._with_pointed(message, question) if self._checks(message, question) else question

    async def _answer_before(self, message: discord.Message) -> str:
        """The id of the view of the answer that a message replies to; "" where it replies to none."""
        reference = message.reference
        resolved = reference.resolved if reference else None
        if not isinstance(resolved, discord.Message) or resolved.author != self.bot.user:
            return ""
        exchange = await unless_away(self.bot.records.exchanges.answered_by(resolved.id), None)
        return (exchange.kept or "") if exchange else ""

    def _checks(self, message: discord.Message, question: AskedQuestion) -> bool:
        """Whether a message asks for a check of what it points at; its own block quote is at hand already."""
        # What it points at is seen at once; whether it asks for a check takes as long as a look-up.
        return question.pointed_at is None and points(message, self.bot.user) and asks_check(question.text)

    async def _with_pointed(self, message: discord.Message, question: AskedQuestion) -> AskedQuestion:
        """The question with what its message points at, which it asks to be checked.

        :raises HiddenMessageError, DeletedMessageError: that cannot be seen.
        """
        readable = self.bot.intents.message_content or message.guild is None
        pointed_at = await pointed_by(message, self.bot.user, readable=readable)
        return replace(question, pointed_at=pointed_at)

    async def _replied_to(self, message: discord.Message, question: AskedQuestion) -> Context | None:
        """The context of the answer that a message replies to, so that one may go back to an older one."""
        answer = await self._answer_before(message)
        view = await unless_away(self.bot.records.views.find(answer), None) if answer else None
        source = read_source(view.source) if view else None
        if not isinstance(source, AnswerSource):
            return None
        return await self.bot.asker.context_of(source, question)

    async def _place(
        self, message: discord.Message, question: AskedQuestion, reply: PreparedReply
    ) -> discord.Thread | None:
        """The thread that a long exchange moves to, if that is wanted here and possible."""
        channel = message.channel
        if not reply.in_thread or not isinstance(channel, discord.TextChannel):
            return None
        allowed = channel.permissions_for(channel.guild.me)
        if not (allowed.create_public_threads and allowed.send_messages_in_threads):
            return None
        thread = await message.create_thread(
            name=(question.text or reply.page.card.title)[:_THREAD_NAME], auto_archive_duration=60
        )
        self.bot.conversations.move(question.asker, question.place, thread.id)
        return thread

    async def _greet(self, message: discord.Message) -> None:
        """One line for a mention without words."""
        await self.bot.speech.tell(message, reply_card(GREETING))

    def _withheld(self, message: discord.Message) -> bool:
        """Whether Discord keeps a message's words from the bot: so with replies to a command's answer."""
        return message.reference is not None and not message.content and not self.bot.intents.message_content

    async def _unread(self, message: discord.Message) -> None:
        """Say how to ask so that the bot can read it."""
        sentence = _("Discord does not show me replies to a command's answer: mention me, or use /ask.")
        await self.bot.speech.tell(message, notice_card(sentence))

    async def _form_of(self, answered: discord.PartialMessage) -> Form:
        """The form of an answer, which it keeps; the usual one where the bot may not look at it."""
        try:
            return form_of(await answered.fetch())
        except discord.Forbidden:
            return await self.bot.forms.at(answered.channel)

    def _answer_message(self, exchange: Exchange) -> discord.PartialMessage:
        return self.bot.get_partial_messageable(exchange.channel).get_partial_message(exchange.answer)
