"""A component that was used, with all that belongs to it; and how what it did is shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.cards import Card
from bot.chat.errors import ForgottenError, GoneError
from bot.chat.host import Host, host_of, in_turn, viewer_of
from bot.chat.paging import Page
from bot.chat.render import draw, message
from bot.chat.render.form import Form, form_of
from bot.chat.showing import note_shown
from bot.chat.sources import AnySource
from bot.replies import Item
from bot.services import StoredView, Viewer, current_entry, current_view, may_change, unless_away


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
    def form(self) -> Form:
        """How the message looks, and so what is shown beside it or in its place."""
        shown = self.interaction.message
        return form_of(shown) if shown else Form.EMBED

    @property
    def private(self) -> bool:
        """Whether nobody else sees the message."""
        shown = self.interaction.message
        return bool(shown and shown.flags.ephemeral)

    @property
    def chosen(self) -> int:
        """The place of what was chosen from a menu, or stands beside the button."""
        return int(self.values[0]) if self.values else self.place

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
        """The message with its items under the keys by which the page, drawn now, shows them.

        Entries of a page that it did not show before come to those that it knows.
        """
        host = self.host
        view = await current_view(self.view, page.keys, self.viewer, host.services, host.records)
        new = tuple(key for key in page.keys if key not in view.items)
        view = replace(view, items=(*view.items, *new))
        await unless_away(host.records.views.change(view.id, view.source, view.items), None)
        return view


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
    await _edit(context, page, await context.view_of(page))


async def show_privately(context: ComponentContext, page: Page) -> None:
    """Complete a private "thinking" with a page whose buttons are of whoever sees it."""
    own = await _keep(context, context.view.source, page)
    await _send_privately(context, page._replace(back=own.id if page.back else ""), own)


async def open_source(context: ComponentContext, source: AnySource) -> None:
    """Show, after `acknowledge`, what a list leads to, with the way back for whoever asked."""
    host = context.host
    source = source.model_copy(update={"back": context.view.id if context.mine else ""})
    page = await in_turn(context.interaction, source.page, host.services, context.viewer, 0, context.form)
    own = await _keep(context, source.model_dump_json(), page)
    if context.mine:
        await _edit(context, page, own)
    else:
        await _send_privately(context, page, own)


async def tell(context: ComponentContext, card: Card) -> None:
    """Complete a private "thinking" with a card without buttons."""
    await complete(context, draw.alone(card, context.form))


async def replace_with(context: ComponentContext, card: Card) -> None:
    """Show a card without buttons in the place of the message."""
    shown = message.edited(Page(card), message.NOT_KEPT, context.form)
    await context.interaction.edit_original_response(**shown)


async def complete(context: ComponentContext, arguments: dict[str, object]) -> discord.Message:
    """Complete a private "thinking"."""
    sent: discord.Message = await context.interaction.followup.send(  # type: ignore[call-overload]
        **arguments, ephemeral=True, wait=True
    )
    return sent


async def _keep(context: ComponentContext, source: str, page: Page) -> StoredView:
    """Keep what the buttons of a message of its own need, for whoever used this one."""
    asker, server = context.interaction.user.id, context.interaction.guild_id or 0
    now = discord.utils.utcnow()
    return await context.host.records.views.keep(source, page.keys, asker, now, server=server)


async def _edit(context: ComponentContext, page: Page, view: StoredView) -> None:
    arguments = message.edited(page, view, context.form, private=context.private)
    shown = await context.interaction.edit_original_response(**arguments)
    await note_shown(context.interaction, shown, page.card, view.id)


async def _send_privately(context: ComponentContext, page: Page, view: StoredView) -> None:
    sent = await complete(context, message.sent(page, view, context.form, private=True))
    await note_shown(context.interaction, sent, page.card, view.id)
