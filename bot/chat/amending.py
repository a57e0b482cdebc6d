"""Messages amended in the place where they stand, after a correction of what they show."""

from __future__ import annotations

import asyncio
import logging

import discord

from bot.cards import Card, amended_card, item_block
from bot.chat.channels import Channels
from bot.chat.host import Host
from bot.chat.languages import speak_to_server
from bot.chat.paging import Page, too_long
from bot.chat.render import message as message_of
from bot.chat.render.form import Form, form_of
from bot.chat.showing import entries_of
from bot.chat.sources import read_source
from bot.services import Amendment, Delivery, StoredView, current_view

log = logging.getLogger(__name__)

# Discord's error for what stands in a thread that was archived meanwhile.
ARCHIVED = 50083
# From this status on, it is Discord's own trouble, and will pass.
SERVER_ERROR = 500


class MessageAmender(Channels):
    """Amends messages through a client of Discord."""

    def __init__(self, client: discord.Client, host: Host) -> None:
        super().__init__(client, host.direct)
        self._host = host

    async def __call__(self, amendment: Amendment) -> Delivery:
        """Edit the message; what became of it."""
        showing = amendment.showing
        try:
            await self._edit(amendment)
        except discord.NotFound:
            return Delivery.GONE
        except discord.HTTPException as error:
            if error.status >= SERVER_ERROR:
                log.warning("Message %d waits for the next try to amend it: %s", showing.message, error)
                return Delivery.DELAYED
            log.warning("Message %d cannot be amended: %s", showing.message, error)
            return Delivery.REFUSED
        return Delivery.SENT

    async def _edit(self, amendment: Amendment) -> None:
        showing = amendment.showing
        known = self.known(showing.channel)
        settings = await self._host.server_settings.at(await self.viewer_in(showing.channel))
        speak_to_server(known.guild if known else None, settings)
        message = await self.messageable(showing.channel).fetch_message(showing.message)
        form = form_of(message)
        page, view = await self._page(amendment, form)
        arguments = message_of.edited(page, view or message_of.NOT_KEPT, form)
        try:
            await message.edit(**arguments)
        except discord.HTTPException as error:
            if error.code != ARCHIVED or not isinstance(known, discord.Thread):
                raise
            await known.edit(archived=False)
            await message.edit(**arguments)
            await known.edit(archived=True)
        await self._host.shown.note(showing, (*entries_of(page.card), *amendment.gone))

    async def _page(self, amendment: Amendment, form: Form) -> tuple[Page, StoredView | None]:
        """The page that the message shows from now on, and what its buttons need, where that is known."""
        stored = await self._host.records.views.find(amendment.showing.view)
        if stored is None:
            # What its buttons needed is forgotten.
            card = Card(blocks=tuple(map(item_block, amendment.items)))
            return Page(amended_card(card, amendment.notes)), None
        viewer = amendment.viewer
        source = await read_source(stored.source).current(viewer, self._host.services, self._host.records)
        page = await asyncio.to_thread(source.amended, self._host.services, viewer, amendment.items, form)
        view = await current_view(stored, page.keys, viewer, self._host.services, self._host.records)
        card = amended_card(page.card, amendment.notes)
        return page._replace(card=card, whole=too_long(card, form)), view
