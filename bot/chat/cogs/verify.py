"""`/verify`, the message menu "Check quotations" and the reaction 🔎: did somebody really say that?"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.asking import AskedQuestion, PreparedReply
from bot.chat.choices import person_choices
from bot.chat.discreet import behind_button
from bot.chat.errors import PASSED_ON, ChatError, CutOffError, report_errors
from bot.chat.exchanges import keep_exchange
from bot.chat.forms import form_for, form_in
from bot.chat.host import is_private, viewer_in, viewer_of
from bot.chat.incoming import Place, is_own_reaction, place_of
from bot.chat.languages import speak_to_server
from bot.chat.pacing import is_editor
from bot.chat.permissions import author_of, caller_of
from bot.chat.pointed import MENU, HiddenMessageError, pointed_in
from bot.chat.render import message
from bot.chat.render.form import Form
from bot.chat.sources import VerdictSource
from bot.replies import Context
from bot.services import RateLimitedError, may_check_publicly, unless_away

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

log = logging.getLogger(__name__)

# Characters of a quotation: several paragraphs, and within what a command's option holds.
QUOTATION = 2000
LENSES = frozenset(("🔎", "🔍"))
"""Reactions with which a message is checked."""


class VerifyCog(commands.Cog):
    """Quotations, letter by letter."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot
        self._told: set[int] = set()
        self._under_way: set[int] = set()
        self._menu = app_commands.ContextMenu(name=MENU, callback=self.check)

    async def cog_load(self) -> None:
        """Put the menu's entry up; a cog's decorators cannot."""
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the entry down."""
        self.bot.tree.remove_command(MENU, type=discord.AppCommandType.message)

    async def check(self, interaction: discord.Interaction[BriefingBot], target: discord.Message) -> None:
        """Check every quotation in somebody's message, for whoever asks alone; they may share it."""
        async with report_errors(interaction):
            channel, viewer = interaction.channel_id or 0, viewer_of(interaction, private=True)
            asked = await self.bot.asker.question(MENU, interaction.user.id, channel, viewer)
            await interaction.response.defer(ephemeral=True, thinking=True)
            ready = await self._checked(asked, target, form_for(interaction, asked.settings), readable=True)
            await message.send_reply(interaction, ready.page, ready.view, ready.form, private=True)

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, reaction: discord.RawReactionActionEvent) -> None:
        """Check the message that somebody put a lens to, once, for all to see."""
        if reaction.emoji.name not in LENSES or is_own_reaction(reaction, self.bot.user):
            return
        place = place_of(self.bot, reaction)
        if place is None or reaction.message_id in self._under_way:
            return
        self._under_way.add(reaction.message_id)
        try:
            await self._check_once(reaction, place)
        finally:
            self._under_way.discard(reaction.message_id)

    async def _check_once(self, reaction: discord.RawReactionActionEvent, place: Place) -> None:
        """Check the message, unless it was checked or answered before."""
        if await unless_away(self.bot.records.exchanges.find(reaction.message_id), None):
            return
        target = place.get_partial_message(reaction.message_id)
        if not self.bot.speech.allowed(target):
            return
        if self.bot.in_hand.stopping:
            return
        try:
            async with self.bot.in_hand.doing(lambda: self.bot.speech.tell(target, CutOffError().card)):
                await self._check_publicly(reaction, target)
        except RateLimitedError:
            log.debug("A lens was put to a message too soon after others.")
        except HiddenMessageError as error:
            await self._tell_once(reaction.user_id, target, error)
        except PASSED_ON:
            raise
        except BaseException as error:
            await self.bot.speech.apologise(target, error)

    async def _check_publicly(
        self, reaction: discord.RawReactionActionEvent, target: discord.PartialMessage
    ) -> None:
        """Reply to the message with its check, where that is wanted and whoever put the lens may have it.

        :raises RateLimitedError: the member or channel must wait.
        :raises HiddenMessageError: Discord does not show it to the bot.
        """
        place, member = target.channel, reaction.user_id
        server = target.guild.id if target.guild else None
        viewer = viewer_in(place, server, place.id, member)
        asked = await self.bot.asker.question(MENU, member, place.id, viewer)
        speak_to_server(target.guild, asked.settings)
        asker = author_of(self.bot, reaction.member)
        wanted = asked.settings.checks_reactions and asked.settings.answers(viewer)
        if not wanted or not may_check_publicly(asker, asked.settings):
            return
        editor = await is_editor(self.bot, asker, asked.settings)
        self.bot.asker.check_rate_limit(asked, editor=editor)
        readable = self.bot.intents.message_content or target.guild is None
        if not readable:
            raise HiddenMessageError
        try:
            found = await target.fetch()
        except discord.Forbidden:
            raise HiddenMessageError from None
        except discord.NotFound:
            return
        if found.author == self.bot.user:
            return
        ready = await self._checked(asked, found, form_in(place, asked.settings), readable=readable)
        if asked.settings.answers_privately and server and ready.view.id:
            ready = replace(ready, page=behind_button())
        sent = await self.bot.speech.show(target, ready)
        if sent:
            await keep_exchange(self.bot, found, sent, ready)

    async def _tell_once(self, member: int, target: discord.PartialMessage, error: ChatError) -> None:
        """Show what to press instead, once to each member: who uses the lens otherwise is left alone then."""
        if member not in self._told:
            self._told.add(member)
            await self.bot.speech.tell(target, error.card)

    async def _checked(
        self, asked: AskedQuestion, target: discord.Message, form: Form, *, readable: bool
    ) -> PreparedReply:
        """The check of a message; what was talked of before has nothing to do with it."""
        asked = replace(asked, pointed_at=await pointed_in(target, readable=readable))
        source, reply = await self.bot.asker.ask(asked, Context())
        return await self.bot.asker.prepare(asked, source, reply, form)

    @app_commands.command(name="verify", description="Check whether somebody really said that, word for word")
    @app_commands.describe(
        quotation="The words", speaker="Who is said to have said them", private="Show it only to you"
    )
    async def verify(
        self,
        interaction: discord.Interaction[BriefingBot],
        quotation: app_commands.Range[str, 1, QUOTATION],
        speaker: str = "",
        private: bool | None = None,
    ) -> None:
        """Give the verdict with both texts and their differences."""
        async with report_errors(interaction):
            source = VerdictSource(quotation=quotation, speaker=speaker or None)
            settings = await self.bot.server_settings.at(viewer_of(interaction))
            if not may_check_publicly(caller_of(interaction), settings):
                private = True
            await message.show_source(interaction, source, private=private)

    @verify.autocomplete("speaker")
    async def _people(
        self, interaction: discord.Interaction[BriefingBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        viewer = viewer_of(interaction, private=is_private(interaction))
        return await person_choices(self.bot.services, typed, viewer)
