"""What newly comes in on what is followed, posted: bundled, never twice, not too often.

Posts go through the outbox: each is delivered at least once and shown once, whatever is cut off meanwhile.
It is noticed when a reload brings it, and at the start: what came while the bot was down is not lost.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

from bot.knowledge import Item
from bot.records import NEWS, Follow, Mark, Outgoing, Records, Subject
from bot.replies import Found
from bot.services.rights import Denial, DeniedError
from bot.services.server_settings import ServerSettings
from bot.services.services import Services
from bot.services.viewer import OPERATOR, Viewer

log = logging.getLogger(__name__)

# Statements or items that are taken as known when something is first followed, newest first.
KNOWN = 2000
# Of these the newest, which are looked through for what was not noticed when it came. It is half of what was
# known at first, so that what moves up where others are taken away is not mistaken for news.
LOOKED = KNOWN // 2
DAY = timedelta(days=1)

Topic = tuple[Subject, str]


class Delivery(StrEnum):
    """What became of a post: SENT; the channel is GONE or REFUSED it; or it DELAYED until the next try."""

    SENT = "sent"
    GONE = "gone"
    REFUSED = "refused"
    DELAYED = "delayed"


class Post(NamedTuple):
    """News for a channel, of a `number` of its own.

    The keys of items that followers knew in another form are `corrected`. `since` is the moment of the first
    try, of which it is not known whether it arrived; None for the first one.
    """

    number: int
    channel: int
    items: tuple[Item, ...]
    corrected: frozenset[str]
    since: datetime | None = None


class Sender(Protocol):
    """Where posts go. Channels are known by their ids."""

    async def viewer_in(self, channel: int) -> Viewer:
        """Who looks in a channel."""

    async def __call__(self, post: Post) -> Delivery:
        """Post items to a channel, unless it has the post already; what became of it."""


class FollowNotifier:
    """Carries news from the knowledge to the channels that follow it.

    `held_back` says whether some wait for the end of quiet hours.

    :param settings: how many posts a day may go to a channel, at most.
    :param send: posts items to a channel.
    :param clock: the moment now.
    """

    def __init__(
        self,
        services: Services,
        records: Records,
        settings: ServerSettings,
        send: Sender,
        clock: Callable[[], datetime],
    ) -> None:
        self._services = services
        self._follows = records.follows
        self._changes = records.changes
        self._outbox = records.outbox
        self._settings = settings
        self._send = send
        self._clock = clock
        self._round = asyncio.Lock()
        self.held_back = False

    async def follow(self, channel: int, member: int, topic: Topic) -> bool:
        """Follow in a channel what comes from now on; False where it is followed there already."""
        viewer = await self._send.viewer_in(channel)
        follow = Follow(channel, member, *topic, server=viewer.server or 0)
        if follow.kind is Subject.PERSON:
            key = await asyncio.to_thread(self._services.person_key, follow.subject, viewer)
            follow = replace(follow, key=key)
        known = await asyncio.to_thread(lambda: _marks(_standing(self._services, follow, viewer, KNOWN)))
        return await self._follows.add(follow, self._clock(), known)

    async def unfollow(self, channel: int, subject: str, only: int | None = None) -> tuple[Follow, ...]:
        """Stop following this in a channel; what ended, nothing where it was not followed there.

        :param only: whoever may end nothing but what they began themselves; None for everybody else.
        :raises DeniedError: others began it.
        """
        typed = subject.strip().casefold()
        follows = await self._follows.of_channel(channel)
        found = tuple(each for each in follows if each.subject.casefold() == typed)
        ended = tuple(each for each in found if only is None or each.member == only)
        if found and not ended:
            raise DeniedError(Denial.FOLLOW)
        for each in ended:
            await self._follows.remove(each.id)
        return ended

    async def followed(self, channel: int, typed: str = "") -> tuple[Follow, ...]:
        """What a channel follows, in the order in which it began; only what has these letters.

        A person whom it may not see any more is not named.
        """
        follows = await self._follows.of_channel(channel)
        viewer = await self._send.viewer_in(channel)
        near = [each for each in follows if typed.casefold() in each.subject.casefold()]
        return tuple(await asyncio.to_thread(lambda: [each for each in near if self._is_named(each, viewer)]))

    def _is_named(self, follow: Follow, viewer: Viewer) -> bool:
        """Whether what is followed may be named: a topic, and who is known to the viewer, or to nobody."""
        if follow.kind is not Subject.PERSON:
            return True
        known = self._services.person_key
        return bool(known(follow.subject, viewer) or not known(follow.subject, OPERATOR))

    async def run(self, articles: Collection[str] = ()) -> None:
        """Look for news, in these articles above all, and post them; one round at a time."""
        async with self._round:
            await self._gather(frozenset(articles))
            await self._deliver()

    async def place(self) -> None:
        """Find out in which servers the channels of follows are that an older version noted without."""
        for channel in {each.channel for each in await self._follows.all() if not each.server}:
            server = (await self._send.viewer_in(channel)).server
            if server:
                await self._follows.place(channel, server)

    async def deliver(self) -> None:
        """Post what waited for the end of quiet hours, and may be posted by now."""
        async with self._round:
            await self._deliver()

    async def _gather(self, articles: frozenset[str]) -> None:
        """Note what there is on each follow that was not there before."""
        # Channels that see the same and follow the same have one look in common.
        topics: dict[Hashable, list[Follow]] = {}
        for follow in await self._follows.all():
            viewer = await self._send.viewer_in(follow.channel)
            vantage = await asyncio.to_thread(self._services.vantage, viewer)
            topics.setdefault((follow.kind, follow.subject, follow.key, vantage), []).append(follow)
        for followers in topics.values():
            viewer = await self._send.viewer_in(followers[0].channel)
            found = await asyncio.to_thread(_news, self._services, followers[0], viewer, articles)
            for follow in followers:
                await self._follows.found(follow.id, found)

    async def _deliver(self) -> None:
        """Post what did not arrive for sure, then what waits: a post a channel, within the day's limit."""
        for job in await self._outbox.due(self._clock(), kind=NEWS):
            await self._send_out(job, since=job.due)
        self.held_back = False
        for channel in dict.fromkeys(each.channel for each in await self._follows.all()):
            keys = await self._follows.waiting(channel)
            if not keys:
                continue
            viewer = await self._send.viewer_in(channel)
            settings = await self._settings.at(viewer)
            limit = settings.follow_posts
            if not settings.answers(viewer):
                continue
            if settings.is_quiet(self._clock()):
                self.held_back = True
                continue
            if await self._follows.posted_since(channel, self._clock() - DAY) < limit:
                known = [key for key in keys if await self._is_correction(channel, key)]
                await self._send_out(await self._follows.post(channel, (*keys, *known), self._clock()))

    async def _send_out(self, job: Outgoing, since: datetime | None = None) -> None:
        """Send a post of the outbox, which it leaves when it arrived for sure, or never can."""
        viewer = await self._send.viewer_in(job.channel)
        found = await asyncio.to_thread(self._services.entries, dict.fromkeys(job.keys), viewer)
        items = tuple(found.values())
        corrected = frozenset(
            found[key].key for key, times in Counter(job.keys).items() if times > 1 and key in found
        )
        post = Post(job.id, job.channel, items, corrected, since)
        match await self._send(post) if items else Delivery.SENT:
            case Delivery.GONE:
                await self._follows.leave(job.channel)
                await self._outbox.leave(job.channel)
                log.warning("Channel %d is gone; nothing is followed there any more.", job.channel)
            case Delivery.DELAYED:
                # It stays due since the moment of its first try, from which on it is looked for.
                await self._outbox.again(job.id, job.due)
            case _:
                await self._outbox.sent(job.id, self._clock())

    async def _is_correction(self, channel: int, key: str) -> bool:
        """Whether whoever follows there knew the entry in another form: it was posted, or there before."""
        former = await self._changes.former(key)
        if not former:
            return False
        keys = {key, *former}
        began = await self._follows.began(channel)
        if began is None or not await self._changes.came_since(keys, began):
            return True
        return await self._follows.shown(channel, keys)


def _standing(services: Services, follow: Follow, viewer: Viewer, limit: int) -> Sequence[Item]:
    """What the knowledge has on something that is followed, newest first, undated last."""
    if follow.kind is Subject.PERSON:
        return _said(services, follow, viewer, limit)
    return services.find_by_topic(follow.subject, viewer, limit)


def _news(services: Services, follow: Follow, viewer: Viewer, articles: frozenset[str]) -> list[Mark]:
    """Digest and key of what these articles have on it, and of the newest that there is."""
    subject = follow.subject
    if follow.kind is Subject.PERSON:
        said = _said(services, follow, viewer, KNOWN)
        brought = [item for item in said[LOOKED:] if _places(item) & articles]
        return _marks((*brought, *said[:LOOKED]))
    items = (item for article in articles for item in services.items(article, viewer))
    brought_items = (item for item in items if services.matches_topic(item, subject))
    return _marks((*brought_items, *services.find_by_topic(subject, viewer, LOOKED)))


def _said(services: Services, follow: Follow, viewer: Viewer, limit: int) -> tuple[Found, ...]:
    """What the followed person said: found by their key, else by the name that is shown."""
    said = services.statements(follow.key, viewer, limit) if follow.key else ()
    return said or services.statements(follow.subject, viewer, limit)


def _places(found: Found) -> set[str]:
    """The articles that a statement stands in."""
    return {found.article, *(place.article for place in found.also)}


def _marks(items: Iterable[Item]) -> list[Mark]:
    return [(f"{item.digest:016x}", item.key) for item in items]
