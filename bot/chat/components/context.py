"""A component that was used, with all that belongs to it; and how what it did is shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import discord

from bot.chat.errors import ForgottenError, GoneError
from bot.chat.host import Host, host_of, viewer_of
from bot.chat.paging import Page
from bot.chat.render import message
from bot.chat.showing import note_shown
from bot.chat.sources import AnySource
from bot.replies import Item
from bot.services import StoredView, Viewer, current_entry, current_view, may_change


@dataclass(frozen=True)
class ComponentContext:
    """A button, menu or form that was used, with the message that it belongs to as it was stored.

    `shared` where what it does is for everybody in the channel to see, wherever it was used.
    """

    interaction: discord.Interaction[Any]
    view: StoredView
    source: AnySource
    place: int
    values: tuple[str, ...]
    shared: bool = False

    @property
    def host(self) -> Host:
        """The bot whose component it is."""
        return host_of(self.interaction)

    @property
    def viewer(self) -> Viewer:
        """Who used it, where; whoever did not ask is answered in private."""
        return viewer_of(self.interaction, private=not self.shared and (self.private or not self.mine))

    @property
    def mine(self) -> bool:
        """Whether whoever asked used it: only they change what everybody sees."""
        return may_change(self.view, self.interaction.user.id)

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
        if place >= len(self.view.items):
            raise ForgottenError
        return self.view.items[place]

    async def item(self, place: int) -> Item:
        """The item at this place as the knowledge has it now. Raises GoneError where it has it no more."""
        host = self.host
        item = await current_entry(self.key_at(place), self.viewer, host.services, host.records)
        if item is None:
            raise GoneError
        return item

    async def view_of(self, page: Page) -> StoredView:
        """The message with its items under the keys by which the page, drawn now, shows them."""
        host = self.host
        return await current_view(self.view, page.keys, self.viewer, host.services, host.records)


Handler = Callable[[ComponentContext], Awaitable[None]]


async def acknowledge(context: ComponentContext) -> None:
    """Tell Discord within its three seconds that an answer comes, and where."""
    if context.mine:
        await context.interaction.response.defer()
    else:
        await context.interaction.response.defer(ephemeral=True, thinking=True)


async def show(context: ComponentContext, page: Page) -> None:
    """Show a page after `acknowledge`: in the message itself, or in a private copy for who did not ask."""
    if not context.mine:
        await show_privately(context, page)
        return
    view = await context.view_of(page)
    arguments = message.edited(page, view, plain=context.plain, private=context.private)
    shown = await context.interaction.edit_original_response(**arguments)
    await note_shown(context.interaction, shown, page.card, view.id)


async def show_privately(context: ComponentContext, page: Page) -> None:
    """Complete a private "thinking" with a page whose buttons are of whoever sees it."""
    own = await context.host.records.views.keep(
        context.view.source,
        page.keys,
        context.interaction.user.id,
        discord.utils.utcnow(),
        server=context.interaction.guild_id or 0,
    )
    sent = await complete(context, message.sent(page, own, plain=context.plain, private=True))
    await note_shown(context.interaction, sent, page.card, own.id)


async def complete(context: ComponentContext, arguments: dict[str, object]) -> discord.Message:
    """Complete a private "thinking"."""
    sent: discord.Message = await context.interaction.followup.send(  # type: ignore[call-overload]
        **arguments, ephemeral=True, wait=True
    )
    return sent
