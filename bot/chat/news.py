"""News on what is followed, posted to a channel in its server's language, or to a member directly."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence

import discord

from bot.cards import Block, Card, CardStyle, LineKind, _, block, item_block, line, ngettext
from bot.chat.channels import Channels
from bot.chat.languages import set_server_locale
from bot.chat.render import message
from bot.chat.showing import entries_of
from bot.replies import Item
from bot.services import Delivery, Showing, ShownMessages

log = logging.getLogger(__name__)

# Items shown in one post: what an embed holds of ordinary quotes; the rest is counted.
SHOWN = 8


class NewsSender(Channels):
    """Posts news through a client of Discord."""

    def __init__(self, client: discord.Client, shown: ShownMessages) -> None:
        super().__init__(client)
        self._shown = shown

    async def __call__(self, channel: int, items: Sequence[Item], corrected: Collection[str]) -> Delivery:
        """Post items to the channel of this id; what became of it."""
        try:
            await self._send(channel, items, corrected)
        except discord.NotFound:
            return Delivery.GONE
        except discord.Forbidden as error:
            log.warning("Channel %d follows something but may not be written to: %s", channel, error.text)
            return Delivery.REFUSED
        except discord.HTTPException as error:
            log.warning("The news for channel %d wait for the next try: %s", channel, error)
            return Delivery.DELAYED
        return Delivery.SENT

    async def _send(self, number: int, items: Sequence[Item], corrected: Collection[str]) -> None:
        known = self.known(number)
        set_server_locale(known.guild if known else None)
        plain = known is not None and not known.permissions_for(known.guild.me).embed_links
        card = news_card(items, corrected)
        sent = await self.messageable(number).send(**message.drawn(card, plain=plain))
        server = known.guild.id if known else 0
        await self._shown.note(Showing(sent.id, number, server), entries_of(card))


def news_card(items: Sequence[Item], corrected: Collection[str] = ()) -> Card:
    """The first of the items; the rest is counted. Those `corrected` (by key) were known in another form."""
    rest = len(items) - SHOWN
    more = ngettext("and {count} more", "and {count} more", rest)
    blocks = tuple(_news(item, corrected=item.key in corrected) for item in items[:SHOWN])
    new = any(item.key not in corrected for item in items) or not items
    return Card(
        title=_("New on what is followed here") if new else _("Corrected on what is followed here"),
        style=CardStyle.ANSWER,
        blocks=(*blocks, *([block(line(more, LineKind.HINT))] if rest > 0 else [])),
        total=len(items),
    )


def _news(item: Item, *, corrected: bool) -> Block:
    shown = item_block(item)
    if not corrected:
        return shown
    above = line(_("Corrected:"), LineKind.WARNING)
    return shown.model_copy(update={"lines": (above, *shown.lines)})
