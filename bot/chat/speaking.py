"""How the bot speaks in a channel without a command: where it may, as a reply, pinging nobody."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord

from bot.cards import Card
from bot.chat.asking import PreparedReply
from bot.chat.errors import DISCORDS, card_of, is_discords
from bot.chat.forms import Forms
from bot.chat.render import draw
from bot.chat.render import message as shown

AnyMessage = discord.Message | discord.PartialMessage
log = logging.getLogger(__name__)

# Seconds after which Discord takes the sign of typing away, less what a request takes.
TYPING = 8.0


class Speech:
    """Sends replies to messages; where it may not, it keeps quiet and tells its operator why, once."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self._silenced: set[int] = set()

    def allowed(self, message: AnyMessage) -> bool:
        """Whether the bot may write where a message stands."""
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

    async def tell(self, message: AnyMessage, card: Card) -> None:
        """Reply to a message with a card without buttons."""
        await self.reply(message, draw.alone(card, await self._forms.at(message.channel)))

    async def apologise(self, message: AnyMessage, error: BaseException) -> None:
        """Reply to a message with what went wrong, in a sentence; not where Discord failed."""
        if is_discords(error):
            log.warning("An answer in channel %d could not be sent: %s", message.channel.id, error)
            return
        try:
            await self.tell(message, card_of(error))
        except DISCORDS as failed:
            log.warning("An error in channel %d could not be told: %s", message.channel.id, failed)

    async def show(
        self, message: AnyMessage, reply: PreparedReply, place: discord.Thread | None = None
    ) -> discord.Message | None:
        """Reply to a message with an answer, in a thread where one is given; None where it cannot be sent."""
        return await self.reply(message, shown.sent(reply.page, reply.view, reply.form), place)

    async def reply(
        self, message: AnyMessage, arguments: dict[str, Any], place: discord.Thread | None = None
    ) -> discord.Message | None:
        """Reply to a message, in a thread where one is given; None where Discord does not let it be sent."""
        try:
            if place:
                return await place.send(**arguments)
            if _may_refer(message):
                arguments["reference"] = message.to_reference(fail_if_not_exists=False)
            return await message.channel.send(**arguments, mention_author=False)
        except discord.Forbidden as error:
            self._say_why(message.channel.id, f"Discord does not let me answer there: {error.text}")
            return None

    def may_react(self, message: discord.Message) -> bool:
        """Whether the bot may put a reaction to a message."""
        if message.guild is None:
            return True
        allowed = message.channel.permissions_for(message.guild.me)
        if allowed.add_reactions and allowed.read_message_history:
            self._silenced.discard(message.channel.id)
            return True
        missing = "Add Reactions" if not allowed.add_reactions else "Read Message History"
        self._say_why(message.channel.id, f"I listen there but lack the permission “{missing}”.")
        return False

    async def react(self, message: discord.Message, emoji: str) -> None:
        """Put a reaction to a message, which may be gone by now, or of somebody who has blocked the bot."""
        try:
            await message.add_reaction(emoji)
        except discord.Forbidden as error:
            self._say_why(message.channel.id, f"Discord does not let me react there: {error.text}")
        except discord.NotFound:
            log.debug("The message was deleted before it got its reaction.")

    def _say_why(self, channel: int, reason: str) -> None:
        if channel not in self._silenced:
            self._silenced.add(channel)
            log.warning("Quiet in channel %d: %s", channel, reason)


@asynccontextmanager
async def typing(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Show that the bot is typing until the block ends; nothing waits for that, and nothing fails with it."""

    async def show() -> None:
        while True:
            try:
                await channel.typing()
            except DISCORDS as error:
                log.debug("Typing is not shown: %s", error)
            await asyncio.sleep(TYPING)

    showing = asyncio.create_task(show())
    try:
        yield
    finally:
        showing.cancel()


def _may_refer(message: AnyMessage) -> bool:
    """Whether a reply may refer to the message: only who may read the history sees what it refers to."""
    if message.guild is None:
        return True
    return message.channel.permissions_for(message.guild.me).read_message_history
