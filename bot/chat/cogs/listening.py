"""When to speak: at a mention, a reply that pings the bot, a direct message, and in listened channels."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.cards import _, notice_card, reply_card
from bot.chat.asking import AskedQuestion, PreparedReply
from bot.chat.errors import card_of
from bot.chat.host import viewer_in
from bot.chat.languages import set_server_locale
from bot.chat.render import message as shown
from bot.chat.showing import entries_of
from bot.chat.sources import AnswerSource, read_source
from bot.chat.telling import Told, told
from bot.replies import Context, Reply
from bot.services import GREETING, Exchange, RateLimitedError, Showing, is_editable, worth_answering

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

log = logging.getLogger(__name__)

_THREAD_NAME = 90


class ListeningCog(commands.Cog):
    """Questions in messages."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot
        self._silenced: set[int] = set()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that asks; never one of a bot, a webhook or Discord itself."""
        if message.author.bot or message.webhook_id or not _written(message):
            return
        addressed = self._addressed(message)
        if not (addressed or self._readable(message)):
            return
        question = await self._question(message)
        if not (addressed or question.settings.listens(_channels(message))):
            return
        if not self._may_speak(message):
            return
        set_server_locale(message.guild)
        await self._answer(message, question, addressed=addressed)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """An edited question gets its answer edited, if it was asked just now."""
        exchange = await self.bot.records.exchanges.find(payload.message_id)
        if exchange is None or not is_editable(exchange.made, discord.utils.utcnow()):
            return
        message = payload.message
        # Without the mention its content does not reach the bot any more, and other edits change no words.
        if not message.content or message.edited_at is None:
            return
        set_server_locale(message.guild)
        await self._answer_anew(message, exchange)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A deleted question takes its answer along."""
        exchange = await self.bot.records.exchanges.find(payload.message_id)
        if exchange is None:
            return
        await self.bot.records.exchanges.forget(exchange.question)
        await self.bot.shown.forget(exchange.answer)
        try:
            await self._answer_message(exchange).delete()
        except discord.NotFound:
            log.debug("The answer was deleted before its question.")

    def _addressed(self, message: discord.Message) -> bool:
        """Whether the bot itself is spoken to; a reply that pings it mentions it, too."""
        return message.guild is None or (self.bot.user is not None and self.bot.user in message.mentions)

    def _readable(self, message: discord.Message) -> bool:
        """Whether Discord shows the bot what nobody asked it, as it does where channels are listened to."""
        return self.bot.intents.message_content and not message.mentions

    async def _question(self, message: discord.Message) -> AskedQuestion:
        """What is asked: the words without the bot's name and Discord's codes."""
        mine = self.bot.user.id if self.bot.user else 0
        words = re.sub(rf"<@!?{mine}>", " ", message.content)
        names = {each.id: each.display_name for each in message.mentions if each.id != mine}
        asker, channel = message.author.id, message.channel
        viewer = viewer_in(channel, message.guild.id if message.guild else None, channel.id, asker)
        return await self.bot.asker.question(words, asker, channel.id, viewer, names)

    async def _answer(self, message: discord.Message, question: AskedQuestion, *, addressed: bool) -> None:
        if not question.text:
            await (self._unread(message) if self._withheld(message) else self._greet(message))
            return
        try:
            self.bot.asker.check_rate_limit(question)
        except RateLimitedError as error:
            if addressed and self.bot.limiter.warn_once(question.asker, discord.utils.utcnow()):
                await self._send(message, shown.drawn(card_of(error), plain=_plain(message)))
            return
        if not addressed:
            source, reply = await self.bot.asker.ask(question)
            if worth_answering(question.text, reply):
                await self._reply(message, question, source, reply)
            return
        try:
            async with message.channel.typing():
                source, reply = await self.bot.asker.ask(question, await self._replied_to(message, question))
            await self._reply(message, question, source, reply)
        except Exception as error:
            # Whoever asked gets a sentence; the log has what went wrong.
            await self._send(message, shown.drawn(card_of(error), plain=_plain(message)))

    async def _reply(
        self, message: discord.Message, question: AskedQuestion, source: AnswerSource, reply: Reply
    ) -> None:
        if isinstance(reply, Told):
            card = await told(self.bot, question, reply, await self._answer_before(message))
            await self._send(message, shown.drawn(card, plain=_plain(message)))
            return
        ready = await self.bot.asker.prepare(question, source, reply)
        place = await self._place(message, question, ready)
        sent = await self._send(message, shown.sent(ready.page, ready.view, plain=_plain(message)), place)
        if sent:
            await self._keep_exchange(message, sent, ready)

    async def _answer_anew(self, message: discord.Message, exchange: Exchange) -> None:
        """Ask the edited question as the first one was asked, and put the answer in the old one's place."""
        question = await self._question(message)
        view = await self.bot.records.views.find(exchange.kept or "")
        before = read_source(view.source) if view else None
        if not question.text or (isinstance(before, AnswerSource) and before.question == question.text):
            return
        context = before.context if isinstance(before, AnswerSource) else None
        source, reply = await self.bot.asker.ask(question, context or Context())
        ready = await self.bot.asker.prepare(question, source, reply)
        answered = self._answer_message(exchange)
        await answered.edit(**shown.edited(ready.page, ready.view, plain=_plain(message)))
        await self.bot.records.exchanges.keep(
            Exchange(exchange.question, exchange.channel, exchange.answer, exchange.made, ready.view.id)
        )
        await self._note_shown(exchange.answer, exchange.channel, message, ready)

    async def _answer_before(self, message: discord.Message) -> str:
        """The id of the view of the answer that a message replies to; "" where it replies to none."""
        reference = message.reference
        resolved = reference.resolved if reference else None
        if not isinstance(resolved, discord.Message) or resolved.author != self.bot.user:
            return ""
        exchange = await self.bot.records.exchanges.answered_by(resolved.id)
        return (exchange.kept or "") if exchange else ""

    async def _replied_to(self, message: discord.Message, question: AskedQuestion) -> Context | None:
        """The context of the answer that a message replies to, so that one may go back to an older one."""
        view = await self.bot.records.views.find(await self._answer_before(message))
        source = read_source(view.source) if view else None
        if not isinstance(source, AnswerSource):
            return None
        return await self.bot.asker.context_of(source, question.viewer)

    async def _keep_exchange(
        self, message: discord.Message, sent: discord.Message, reply: PreparedReply
    ) -> None:
        now = discord.utils.utcnow()
        exchange = Exchange(message.id, sent.channel.id, sent.id, now, reply.view.id)
        await self.bot.records.exchanges.keep(exchange)
        await self._note_shown(sent.id, sent.channel.id, message, reply)

    async def _note_shown(
        self, answer: int, channel: int, question: discord.Message, reply: PreparedReply
    ) -> None:
        server = question.guild.id if question.guild else 0
        showing = Showing(answer, channel, server, reply.view.id)
        await self.bot.shown.note(showing, entries_of(reply.page.card))

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
        thread = await message.create_thread(name=question.text[:_THREAD_NAME], auto_archive_duration=60)
        self.bot.conversations.move(question.asker, question.place, thread.id)
        return thread

    async def _greet(self, message: discord.Message) -> None:
        """One line for a mention without words; silence where the bot was not spoken to."""
        if self._addressed(message):
            await self._send(message, shown.drawn(reply_card(GREETING), plain=_plain(message)))

    def _withheld(self, message: discord.Message) -> bool:
        """Whether Discord keeps a message's words from the bot: so with replies to a command's answer."""
        return message.reference is not None and not message.content and not self.bot.intents.message_content

    async def _unread(self, message: discord.Message) -> None:
        """Say how to ask so that the bot can read it."""
        sentence = _("Discord does not show me replies to a command's answer: mention me, or use /ask.")
        await self._send(message, shown.drawn(notice_card(sentence), plain=_plain(message)))

    async def _send(
        self, message: discord.Message, arguments: dict[str, Any], place: discord.Thread | None = None
    ) -> discord.Message | None:
        """Reply to a message, pinging nobody; None where Discord does not let it be sent."""
        try:
            if place:
                return await place.send(**arguments)
            if _may_refer(message):
                arguments["reference"] = message.to_reference(fail_if_not_exists=False)
            return await message.channel.send(**arguments, mention_author=False)
        except discord.Forbidden as error:
            self._say_why(message.channel.id, f"Discord does not let me answer there: {error.text}")
            return None

    def _may_speak(self, message: discord.Message) -> bool:
        """Whether the bot may write here; where not, it stays quiet and tells its operator why."""
        if message.guild is None:
            return True
        allowed = message.channel.permissions_for(message.guild.me)
        in_thread = isinstance(message.channel, discord.Thread)
        may = allowed.send_messages_in_threads if in_thread else allowed.send_messages
        if may and allowed.view_channel:
            self._silenced.discard(message.channel.id)
            return True
        missing = "Send Messages in Threads" if in_thread else "Send Messages"
        self._say_why(message.channel.id, f"I was asked but lack the permission “{missing}”.")
        return False

    def _say_why(self, channel: int, reason: str) -> None:
        """Tell the operator once why the bot keeps quiet in a channel."""
        if channel not in self._silenced:
            self._silenced.add(channel)
            log.warning("Quiet in channel %d: %s", channel, reason)

    def _answer_message(self, exchange: Exchange) -> discord.PartialMessage:
        return self.bot.get_partial_messageable(exchange.channel).get_partial_message(exchange.answer)


def _written(message: discord.Message) -> bool:
    """Whether somebody wrote it: joins, pins and the like are messages, too."""
    return message.type in {discord.MessageType.default, discord.MessageType.reply}


def _channels(message: discord.Message) -> set[int]:
    """The message's channel; for a thread, the one that it belongs to, too."""
    channel = message.channel
    return {channel.id, channel.parent_id} if isinstance(channel, discord.Thread) else {channel.id}


def _plain(message: discord.Message) -> bool:
    """Whether embeds are not allowed in the message's channel."""
    if message.guild is None:
        return False
    return not message.channel.permissions_for(message.guild.me).embed_links


def _may_refer(message: discord.Message) -> bool:
    """Whether a reply may refer to the message: only who may read the history sees what it refers to."""
    if message.guild is None:
        return True
    return message.channel.permissions_for(message.guild.me).read_message_history
