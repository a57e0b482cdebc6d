"""Channels that are listened to: a sure answer to what nobody asked the bot for, or a 💬 in its place.

Whoever adds their own 💬 gets the answer by direct message; where these are closed, behind a button.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.cards import _
from bot.chat.asking import AskedQuestion, PreparedReply
from bot.chat.discreet import behind_button, may_be_shown
from bot.chat.exchanges import keep_exchange, keep_line, note_reply
from bot.chat.forms import form_in
from bot.chat.incoming import channels_of, is_own_reaction, is_to_bot, is_written, place_of, question_in
from bot.chat.languages import speak_to_server
from bot.chat.pacing import is_editor
from bot.chat.permissions import author_of
from bot.chat.render import message as shown
from bot.chat.render.form import Form
from bot.replies import Context
from bot.services import (
    Caller,
    QualifierError,
    RateLimitedError,
    TooManyWaitingError,
    may_ask_the_room,
    unless_away,
)
from bot.text import discord_line

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

log = logging.getLogger(__name__)

OFFER = "💬"
"""The reaction that says: there is an answer to this."""


class OverhearingCog(commands.Cog):
    """What is asked of nobody in particular."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Speak up where a message asks the room for what is surely known; else keep quiet."""
        if not is_written(message) or not self._is_to_the_room(message):
            return
        question = await question_in(message, message.author.id, self.bot.asker, self.bot.user)
        settings = question.settings
        if not settings.listens(channels_of(message.channel, message.channel.id)):
            return
        if not settings.answers(question.viewer) or settings.is_quiet(discord.utils.utcnow()):
            return
        if self.bot.in_hand.stopping:
            return
        speak_to_server(message.guild, settings)
        asker = author_of(self.bot, message.author)
        try:
            editor = await is_editor(self.bot, asker, settings)
            self.bot.asker.check_rate_limit(question, editor=editor)
        except RateLimitedError:
            return
        if settings.only_reacts:
            if self.bot.speech.may_react(message) and (await self._answer(question, Form.EMBED, asker)):
                await self.bot.speech.react(message, OFFER)
        elif self.bot.speech.allowed(message):
            await self._say(message, question, asker)

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, reaction: discord.RawReactionActionEvent) -> None:
        """Give the answer that was offered with a 💬 to whoever adds theirs."""
        if (
            reaction.emoji.name != OFFER
            or is_own_reaction(reaction, self.bot.user)
            or reaction.member is None
        ):
            return
        place = place_of(self.bot, reaction)
        if place is None or not self.bot.intents.message_content:
            return
        offered = await self._offered(place.get_partial_message(reaction.message_id))
        if offered is None:
            return
        await self._give(offered, reaction.member)

    def _is_to_the_room(self, message: discord.Message) -> bool:
        """Whether Discord shows the bot what it says, and it may ask something of nobody in particular."""
        to_bot = is_to_bot(message, self.bot.user, self.bot.own_channels)
        if to_bot or not self.bot.intents.message_content or message.reference is not None:
            return False
        return not any(each.bot for each in message.mentions) and may_ask_the_room(message.content)

    async def _answer(
        self, question: AskedQuestion, form: Form, asker: Caller | None = None
    ) -> PreparedReply | None:
        """The answer; None where it is not sure enough, or the asker may not have it shown to all.

        It has nothing to do with what was said before.
        """
        try:
            source, reply = await self.bot.asker.ask(question, Context())
        except (QualifierError, TooManyWaitingError):  # "after:all" is said to somebody else
            return None
        if not reply.speak or (asker and not may_be_shown(reply, asker, question.settings)):
            return None
        return await self.bot.asker.prepare(question, source, reply, form)

    async def _say(self, message: discord.Message, question: AskedQuestion, asker: Caller) -> None:
        ready = await self._answer(question, form_in(message.channel, question.settings), asker)
        sent = ready and await self.bot.speech.show(message, ready)
        if ready and sent:
            await keep_exchange(self.bot, message, sent, ready)

    async def _offered(self, target: discord.PartialMessage) -> discord.Message | None:
        """The message, where the bot itself has put its sign to it."""
        try:
            found = await target.fetch()
        except (discord.Forbidden, discord.NotFound):
            return None
        own = any(each.me and each.emoji == OFFER for each in found.reactions)
        return found if own else None

    async def _give(self, offered: discord.Message, member: discord.Member) -> None:
        """Send the answer, as it is now, to a member who wants it."""
        question = await question_in(offered, member.id, self.bot.asker, self.bot.user)
        speak_to_server(offered.guild, question.settings)
        editor = await is_editor(self.bot, author_of(self.bot, member), question.settings)
        try:
            self.bot.asker.check_rate_limit(question, editor=editor)
        except RateLimitedError:
            return
        direct = await member.create_dm()
        # The talk goes on where the answer stands.
        form = await self.bot.forms.at(direct)
        ready = await self._answer(replace(question, place=direct.id), form)
        if ready is None:
            return
        try:
            link = f"{OFFER} {offered.jump_url}"
            sent = await direct.send(**shown.sent(ready.page, ready.view, form, above=link))
        except discord.Forbidden:
            await self._point_to_button(offered, member, ready)
        else:
            await note_reply(self.bot, offered, sent.id, direct.id, ready)

    async def _point_to_button(
        self, offered: discord.Message, member: discord.Member, ready: PreparedReply
    ) -> None:
        """One line below the message, once, with a button that shows the answer to whoever presses it."""
        there = await unless_away(self.bot.records.exchanges.find(offered.id), None)
        if there or not ready.view.id or not self.bot.speech.allowed(offered):
            return
        sentence = _(
            "I can't send you direct messages, {name}. Press the button, and only you will see the answer.",
            name=discord_line(member.display_name),
        )
        form = await self.bot.forms.at(offered.channel)
        sent = await self.bot.speech.show(offered, PreparedReply(behind_button(sentence), ready.view, form))
        if sent:
            await keep_line(self.bot, offered, sent)
