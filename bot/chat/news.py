"""What newly comes in on what is followed, posted: bundled, never twice, not too often.

It is noticed when a reload brings it, and at the start: what came while the bot was down is not lost.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from bot.answering.engine import Engine
from bot.answering.lookup.topic import has_all
from bot.cards.card import Card, CardStyle, LineKind, block, line
from bot.cards.found import item_block
from bot.cards.language import _, ngettext
from bot.chat.languages import set_server_locale
from bot.chat.render import message
from bot.knowledge.items import Item
from bot.records import Follow, Mark, Subject
from bot.replies import Found

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

log = logging.getLogger(__name__)

# Items shown in one post: what an embed holds of ordinary quotes; the rest is counted.
SHOWN = 8
# Statements or items that are taken as known when something is first followed, newest first.
KNOWN = 2000
# Of these the newest, which are looked through for what was not noticed when it came. It is half of what was
# known at first, so that what moves up where others are taken away is not mistaken for news.
LOOKED = KNOWN // 2
DAY = timedelta(days=1)

Topic = tuple[Subject, str]


class Newsboy:
    """Carries news from the knowledge to the channels that follow it."""

    def __init__(self, bot: BriefingBot) -> None:
        self._bot = bot
        self._round = asyncio.Lock()

    async def begin(self, channel: int, member: int, topic: Topic) -> bool:
        """Follow in a channel what comes from now on; False where it is followed there already."""
        known = await asyncio.to_thread(lambda: _marks(_standing(self._bot.engine, topic, KNOWN)))
        moment = discord.utils.utcnow()
        return await self._bot.records.follows.add(Follow(channel, member, *topic), moment, known)

    async def go(self, articles: Collection[str] = ()) -> None:
        """Look for news, in these articles above all, and post them; one round at a time."""
        async with self._round:
            await self._gather(frozenset(articles))
            await self._deliver()

    async def _gather(self, articles: frozenset[str]) -> None:
        """Note what there is on each follow that was not there before."""
        follows = await self._bot.records.follows.all()
        topics: dict[Topic, list[Follow]] = {}
        for follow in follows:
            topics.setdefault((follow.kind, follow.subject), []).append(follow)
        for topic, followers in topics.items():
            found = await asyncio.to_thread(_news, self._bot.engine, topic, articles)
            for follow in followers:
                await self._bot.records.follows.found(follow.id, found)

    async def _deliver(self) -> None:
        """Post what waits, a post a channel, where the day's limit is not reached; the rest waits on."""
        follows = await self._bot.records.follows.all()
        for channel in dict.fromkeys(each.channel for each in follows):
            keys = await self._bot.records.follows.waiting(channel)
            now = discord.utils.utcnow()
            posts = await self._bot.records.follows.posted_since(channel, now - DAY) if keys else 0
            if keys and posts < self._bot.settings.follow_posts:
                await self._post(channel, keys)

    async def _post(self, channel: int, keys: Iterable[str]) -> None:
        """Post to a channel, marked before it is sent: rather once too little than twice."""
        found = await asyncio.to_thread(lambda: [self._bot.engine.item(key) for key in keys])
        items = [item for item in found if item is not None]
        moment = discord.utils.utcnow()
        await self._bot.records.follows.post(channel, moment)
        if not items:
            return
        try:
            await self._send(channel, items)
        except discord.NotFound:
            await self._bot.records.follows.leave(channel)
            log.warning("Channel %d is gone; nothing is followed there any more.", channel)
        except discord.Forbidden as error:
            log.warning("Channel %d follows something but may not be written to: %s", channel, error.text)
        except discord.HTTPException as error:
            await self._bot.records.follows.take_back(channel, moment)
            log.warning("The news for channel %d wait for the next try: %s", channel, error)

    async def _send(self, number: int, items: list[Item]) -> None:
        """Send to a channel in its server's language, or to a member directly."""
        channel = self._bot.get_channel(number)
        known = channel if isinstance(channel, discord.abc.GuildChannel | discord.Thread) else None
        set_server_locale(known.guild if known else None)
        plain = known is not None and not known.permissions_for(known.guild.me).embed_links
        await self._bot.get_partial_messageable(number).send(**message.drawn(_card(items), plain=plain))


def _card(items: list[Item]) -> Card:
    rest = len(items) - SHOWN
    more = ngettext("and {count} more", "and {count} more", rest)
    blocks = tuple(item_block(item) for item in items[:SHOWN])
    return Card(
        title=_("New on what is followed here"),
        style=CardStyle.ANSWER,
        blocks=(*blocks, *([block(line(more, LineKind.HINT))] if rest > 0 else [])),
        total=len(items),
    )


def _standing(engine: Engine, topic: Topic, limit: int) -> Sequence[Item]:
    """What the knowledge has on something that is followed, newest first, undated last."""
    kind, subject = topic
    return engine.quotes(subject, limit=limit) if kind is Subject.PERSON else engine.having(subject, limit)


def _news(engine: Engine, topic: Topic, articles: frozenset[str]) -> list[Mark]:
    """Digest and key of what these articles have on it, and of the newest that there is."""
    kind, subject = topic
    if kind is Subject.PERSON:
        said = engine.quotes(subject, limit=KNOWN)
        brought = [item for item in said[LOOKED:] if _places(item) & articles]
        return _marks((*brought, *said[:LOOKED]))
    items = (item for article in articles for item in engine.items(article))
    return _marks((*(item for item in items if has_all(item, subject)), *engine.having(subject, LOOKED)))


def _places(found: Found) -> set[str]:
    """The articles that a statement stands in."""
    return {found.article, *(place.article for place in found.also)}


def _marks(items: Iterable[Item]) -> list[Mark]:
    return [(f"{item.digest:016x}", item.key) for item in items]
