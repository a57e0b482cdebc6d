"""A button that was used, with all that belongs to it; and how what it did is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.chat.errors import ForgottenError, GoneError
from bot.chat.pages import AnySource, Page
from bot.chat.render import message
from bot.knowledge.items import Item
from bot.records import StoredView

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot


@dataclass(frozen=True)
class Moment:
    """A button that was used, with the message that it belongs to as it was kept."""

    interaction: discord.Interaction[BriefingBot]
    kept: StoredView
    source: AnySource
    place: int
    values: tuple[str, ...]

    @property
    def bot(self) -> BriefingBot:
        """The bot whose button it is."""
        return self.interaction.client

    @property
    def mine(self) -> bool:
        """Whether whoever asked used it: only they change what everybody sees."""
        return self.interaction.user.id == self.kept.asker

    @property
    def plain(self) -> bool:
        """Whether the message is plain text, for want of the right to embed."""
        shown = self.interaction.message
        return message.without_embeds(self.interaction) or bool(shown and not shown.embeds)

    @property
    def private(self) -> bool:
        """Whether nobody else sees the message."""
        shown = self.interaction.message
        return bool(shown and shown.flags.ephemeral)

    @property
    def key(self) -> str:
        """The item's key. Raises ForgottenError where the message had no such item."""
        return self.key_at(self.place)

    def key_at(self, place: int) -> str:
        """The key of the item at this place of the message."""
        if place >= len(self.kept.items):
            raise ForgottenError
        return self.kept.items[place]

    async def item(self, place: int) -> Item:
        """The item at this place as the knowledge has it now. Raises GoneError where it has it no more."""
        item = await asyncio.to_thread(self.bot.engine.item, self.key_at(place))
        if item is None:
            raise GoneError
        return item


Handler = Callable[[Moment], Awaitable[None]]


async def acknowledge(moment: Moment) -> None:
    """Tell Discord within its three seconds that an answer comes, and where."""
    if moment.mine:
        await moment.interaction.response.defer()
    else:
        await moment.interaction.response.defer(ephemeral=True, thinking=True)


async def show(moment: Moment, page: Page) -> None:
    """Show a page after `acknowledge`."""
    if moment.mine:
        arguments = message.edited(page, moment.kept, plain=moment.plain, private=moment.private)
        await moment.interaction.edit_original_response(**arguments)
        return
    own = await moment.bot.records.views.keep(
        moment.kept.source, page.keys, moment.interaction.user.id, discord.utils.utcnow()
    )
    await complete(moment, message.sent(page, own, plain=moment.plain, private=True))


async def complete(moment: Moment, arguments: dict[str, object]) -> None:
    """Complete a private "thinking"."""
    await moment.interaction.followup.send(**arguments, ephemeral=True)  # type: ignore[call-overload]
