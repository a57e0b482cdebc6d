"""News on what is followed, posted to a channel in its server's language, or to a member directly."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.chat.channels import Channels
from bot.chat.errors import DISCORDS
from bot.chat.host import Host
from bot.chat.languages import speak_to_server
from bot.chat.render import message as message_of
from bot.chat.showing import entries_of
from bot.chat.sources import NewsSource, read_source
from bot.services import Delivery, Post, Showing, StoredView, Viewer

log = logging.getLogger(__name__)

NONCE = "news-{number}"
"""What Discord knows a post by, at most 25 letters."""
# Messages after the first try among which the bot looks for its own.
LOOKED_THROUGH = 200
# By so much this machine's clock and Discord's may differ.
CLOCKS = timedelta(minutes=2)
# A post is nobody's: whoever turns its page gets one of their own.
NOBODY = 0


class NewsSender(Channels):
    """Posts news through a client of Discord."""

    def __init__(self, client: discord.Client, host: Host) -> None:
        super().__init__(client, host.direct)
        self._host = host

    async def __call__(self, post: Post) -> Delivery:
        """Post items to a channel, unless it has the post already; what became of it."""
        channel = post.channel
        try:
            await self._send(post)
        except discord.NotFound:
            return Delivery.GONE
        except discord.Forbidden as error:
            log.warning("Channel %d follows something but may not be written to: %s", channel, error.text)
            return Delivery.REFUSED
        except DISCORDS as error:
            log.warning("The news for channel %d wait for the next try: %s", channel, error)
            return Delivery.DELAYED
        return Delivery.SENT

    async def _send(self, post: Post) -> None:
        host, known = self._host, self.known(post.channel)
        viewer = await self.viewer_in(post.channel)
        speak_to_server(known.guild if known else None, await host.server_settings.at(viewer))
        form = await host.forms.at(known or self.messageable(post.channel))
        stored = await self._kept(post, viewer)
        source = await read_source(stored.source).current(viewer, host.services, host.records)
        page = await asyncio.to_thread(source.page, host.services, viewer, 0, form)
        place = self.messageable(post.channel)
        sent = await self._arrived(place, post.view, post.since) if post.since and post.view else None
        # Discord takes what is sent again with the same nonce within minutes for the same message.
        sent = sent or await place.send(
            **message_of.sent(page, stored, form), nonce=NONCE.format(number=post.number)
        )
        showing = Showing(sent.id, post.channel, viewer.server or 0, stored.id)
        await host.shown.note(showing, entries_of(page.card))

    async def _kept(self, post: Post, viewer: Viewer) -> StoredView:
        """What the post's buttons need: kept, and noted with the post, before it is sent the first time."""
        records = self._host.records
        stored = await records.views.find(post.view) if post.view else None
        if stored is None:
            keys = tuple(item.key for item in post.items)
            corrected = tuple(key for key in keys if key in post.corrected)
            source = NewsSource(
                channel=post.channel,
                items=keys,
                corrected=corrected,
                taken=post.taken,
                rhythm=post.rhythm,
            )
            now, server = discord.utils.utcnow(), viewer.server or 0
            stored = await records.views.keep(source.model_dump_json(), keys, NOBODY, now, server=server)
            await records.outbox.note_view(post.number, stored.id)
        return stored

    async def _arrived(
        self, place: discord.PartialMessageable, view: str, since: datetime
    ) -> discord.Message | None:
        """The bot's own message with these buttons, where an earlier try arrived though Discord failed."""
        try:
            async for each in place.history(after=since - CLOCKS, limit=LOOKED_THROUGH):
                if each.author == self._client.user and view in _buttons(each):
                    return each
        except discord.Forbidden:
            log.debug("Channel %d may not be read; its news are sent once more.", place.id)
        return None


def _buttons(sent: discord.Message) -> str:
    """All that is known of a message's components, their custom ids among it."""
    parts: list[Any] = [each.to_dict() for each in sent.components]
    return str(parts)
