"""News on what is followed, posted to a channel in its server's language, or to a member directly."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

import discord
from discord import ui

from bot.cards import Block, Card, CardStyle, LineKind, _, block, item_block, line, ngettext
from bot.chat.channels import Channels
from bot.chat.errors import DISCORDS
from bot.chat.filling import Filling
from bot.chat.forms import Forms
from bot.chat.languages import speak_to_server
from bot.chat.render import draw
from bot.chat.render.form import Form, form_of
from bot.chat.render.layout import words_in
from bot.chat.showing import entries_of
from bot.replies import Item
from bot.services import Delivery, DirectMessages, Post, ServerSettings, Showing, ShownMessages

log = logging.getLogger(__name__)

NONCE = "news-{number}"
"""What Discord knows a post by, at most 25 letters."""
# Messages after the first try among which the bot looks for its own.
LOOKED_THROUGH = 200
# By so much this machine's clock and Discord's may differ.
CLOCKS = timedelta(minutes=2)
# Items shown in one post, at most: two screens of a phone; the rest is counted.
SHOWN = 8


class NewsSender(Channels):
    """Posts news through a client of Discord."""

    def __init__(
        self,
        client: discord.Client,
        direct: DirectMessages,
        shown: ShownMessages,
        settings: ServerSettings,
        forms: Forms,
    ) -> None:
        super().__init__(client, direct)
        self._forms = forms
        self._shown = shown
        self._settings = settings

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
        known = self.known(post.channel)
        settings = await self._settings.at(await self.viewer_in(post.channel))
        speak_to_server(known.guild if known else None, settings)
        form = await self._forms.at(known or self.messageable(post.channel))
        card = _fitting(post, form)
        place, drawn = self.messageable(post.channel), draw.alone(card, form)
        sent = await self._arrived(place, drawn, post.since) if post.since else None
        # Discord takes what is sent again with the same nonce within minutes for the same message.
        sent = sent or await place.send(**drawn, nonce=NONCE.format(number=post.number))
        server = known.guild.id if known else 0
        await self._shown.note(Showing(sent.id, post.channel, server), entries_of(card))

    async def _arrived(
        self, place: discord.PartialMessageable, drawn: dict[str, Any], since: datetime
    ) -> discord.Message | None:
        """The bot's own message like this one, where an earlier try did arrive though Discord failed then."""
        wanted = _sent(drawn)
        try:
            async for each in place.history(after=since - CLOCKS, limit=LOOKED_THROUGH):
                if each.author == self._client.user and _arrived_as(each) == wanted:
                    return each
        except discord.Forbidden:
            log.debug("Channel %d may not be read; its news are sent once more.", place.id)
        return None


def _fitting(post: Post, form: Form) -> Card:
    """The news with as many items as fit; the rest is counted."""
    filled = Filling(lambda _, count: news_card(post.items, post.corrected, count), form, SHOWN)
    return filled.page(0, len(post.items)).card


def _sent(drawn: dict[str, Any]) -> str:
    """What tells a post that is sent from others."""
    view = drawn.get("view")
    return _read(drawn.get("content", ""), drawn.get("embed"), words_in(view) if view else "")


def _arrived_as(message: discord.Message) -> str:
    """What tells a post that is there from others."""
    embed = message.embeds[0] if message.embeds else None
    laid_out = form_of(message) is Form.LAYOUT
    return _read(message.content, embed, words_in(ui.LayoutView.from_message(message)) if laid_out else "")


def _read(content: str, embed: discord.Embed | None, displayed: str) -> str:
    """All words of a post; blanks at the ends do not come back as they were sent."""
    parts = (
        content,
        (embed.title or "") if embed else "",
        (embed.description or "") if embed else "",
        displayed,
    )
    return "\n".join(part.strip() for part in parts)


def news_card(items: Sequence[Item], corrected: Collection[str] = (), shown: int = SHOWN) -> Card:
    """The first of the items; the rest is counted. Those `corrected` (by key) were known in another form."""
    rest = len(items) - shown
    more = ngettext("and {count} more", "and {count} more", rest)
    blocks = tuple(_news(item, corrected=item.key in corrected) for item in items[:shown])
    new = any(item.key not in corrected for item in items) or not items
    return Card(
        title=_("New on what is followed here") if new else _("Corrected on what is followed here"),
        style=CardStyle.ANSWER,
        blocks=(*blocks, *([block(line(more, LineKind.HINT))] if rest > 0 else [])),
        total=len(items),
    )


def _news(item: Item, *, corrected: bool) -> Block:
    shown = item_block(item)
    # A post has no buttons: nothing is kept for them.
    lines = tuple(each.model_copy(update={"action": None}) for each in shown.lines)
    above = (line(_("Corrected:"), LineKind.WARNING),) if corrected else ()
    return shown.model_copy(update={"lines": (*above, *lines)})
