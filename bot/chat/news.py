"""What a reload newly brings on what is followed, posted: bundled, never twice, not too often."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from bot.answering.engine import Engine
from bot.answering.model import Found, Item, Reload
from bot.cards.card import Card, Kind, Tone, block, line
from bot.cards.found import item_block
from bot.cards.language import say, say_many
from bot.chat import message
from bot.records.follows import Follow, Subject
from bot.text.words import words

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

log = logging.getLogger(__name__)

# Items shown in one post: what an embed holds of ordinary quotes; the rest is counted.
SHOWN = 8
# Items known already that are looked through when something is first followed, and for news of a person.
KNOWN = 2000
DAY = timedelta(days=1)


class Newsboy:
    """Carries news from the knowledge to the channels that follow it."""

    def __init__(self, bot: BriefingBot) -> None:
        self._bot = bot

    async def begin(self, channel: int, kind: Subject, subject: str) -> None:
        """Take what is known already as posted: only what comes from now on is news."""
        follows = await self._bot.records.follows.of_channel(channel)
        (follow,) = (each for each in follows if (each.kind, each.subject) == (kind, subject))
        known = await asyncio.to_thread(_known, self._bot.engine, follow)
        await self._bot.records.follows.found(follow.id, known, known=True)

    async def gather(self, done: Reload) -> None:
        """Note what the articles that a reload added or changed have on each follow."""
        follows = await self._bot.records.follows.all()
        if not follows:
            return
        articles = {*done.added, *done.changed}
        for follow in follows:
            found = await asyncio.to_thread(_news, self._bot.engine, follow, articles)
            await self._bot.records.follows.found(follow.id, found)

    async def deliver(self) -> None:
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
            await self._bot.get_partial_messageable(channel).send(**message.drawn(_card(items)))
        except discord.NotFound:
            await self._bot.records.follows.leave(channel)
            log.warning("Channel %d is gone; nothing is followed there any more.", channel)
        except discord.Forbidden as error:
            log.warning("Channel %d follows something but may not be written to: %s", channel, error.text)
        except discord.HTTPException as error:
            await self._bot.records.follows.take_back(channel, moment)
            log.warning("The news for channel %d wait for the next try: %s", channel, error)


def _card(items: list[Item]) -> Card:
    rest = len(items) - SHOWN
    more = say_many("and {count} more", "and {count} more", rest)
    blocks = tuple(item_block(item) for item in items[:SHOWN])
    return Card(
        title=say("New on what is followed here"),
        tone=Tone.ANSWER,
        blocks=(*blocks, *([block(line(more, Kind.HINT))] if rest > 0 else [])),
        total=len(items),
    )


def _known(engine: Engine, follow: Follow) -> list[tuple[str, str]]:
    """Digest and key of all that the knowledge has on a follow now."""
    if follow.kind is Subject.PERSON:
        return _marks(engine.quotes(follow.subject, limit=KNOWN))
    found = engine.search(follow.subject, limit=KNOWN)
    return _marks(item for item in found if _has_all(item, follow.subject))


def _news(engine: Engine, follow: Follow, articles: Collection[str]) -> list[tuple[str, str]]:
    """Digest and key of what these articles have on a follow."""
    if follow.kind is Subject.PERSON:
        said = engine.quotes(follow.subject, limit=KNOWN)
        return _marks(item for item in said if _places(item) & set(articles))
    items = (item for article in articles for item in engine.items(article))
    return _marks(item for item in items if _has_all(item, follow.subject))


def _places(found: Found) -> set[str]:
    """The articles that a statement stands in."""
    return {found.article, *(place.article for place in found.also)}


def _has_all(item: Item, topic: str) -> bool:
    """Whether the item or its title has all words of a topic, at least as the beginning of longer ones."""
    said = {word.text for word in words(f"{item.text} {item.context} {item.title} {item.speaker}")}
    return all(any(each.startswith(word.text) for each in said) for word in words(topic))


def _marks(items: Iterable[Item]) -> list[tuple[str, str]]:
    return [(f"{item.digest:016x}", item.key) for item in items]
