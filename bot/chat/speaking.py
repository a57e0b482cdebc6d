"""How the bot speaks in a channel without a command: where it may, as a reply, pinging nobody."""

from __future__ import annotations

import logging
from typing import Any

import discord

from bot.cards import Card
from bot.chat.paging import Page
from bot.chat.render import message as shown
from bot.services import StoredView

AnyMessage = discord.Message | discord.PartialMessage
log = logging.getLogger(__name__)


class Speech:
    """Sends replies to messages; where it may not, it keeps quiet and tells its operator why, once."""

    def __init__(self) -> None:
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
        await self.reply(message, shown.drawn(card, plain=without_embeds(message)))

    async def show(
        self, message: AnyMessage, page: Page, view: StoredView, place: discord.Thread | None = None
    ) -> discord.Message | None:
        """Reply to a message with a page, in a thread where one is given; None where it could not be sent."""
        return await self.reply(message, shown.sent(page, view, plain=without_embeds(message)), place)

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

    def _say_why(self, channel: int, reason: str) -> None:
        if channel not in self._silenced:
            self._silenced.add(channel)
            log.warning("Quiet in channel %d: %s", channel, reason)


def without_embeds(message: AnyMessage) -> bool:
    """Whether embeds are not allowed in the message's channel."""
    if message.guild is None:
        return False
    return not message.channel.permissions_for(message.guild.me).embed_links


def _may_refer(message: AnyMessage) -> bool:
    """Whether a reply may refer to the message: only who may read the history sees what it refers to."""
    if message.guild is None:
        return True
    return message.channel.permissions_for(message.guild.me).read_message_history
