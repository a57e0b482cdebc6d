"""What newly comes in on what is followed, posted: bundled, never twice, not too often.

Posts go through the outbox: each is delivered at least once and shown once, whatever is cut off meanwhile.
It is noticed when a reload brings it, and at the start: what came while the bot was down is not lost.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from datetime import datetime, timedelta

from bot.records import OUTGOING, SENT_WITHIN, Follow, Outgoing, Records, Which
from bot.replies import Rhythm
from bot.services.followed import news_of, taken_back
from bot.services.following import Following
from bot.services.in_force import PlaceSettings
from bot.services.posts import Delivery, Post, Sender
from bot.services.server_settings import ServerSettings
from bot.services.services import Services

log = logging.getLogger(__name__)

DAY = timedelta(days=1)
# For so long what waits for quiet hours to end, or for the hour of a digest, is not looked at: settings may
# have been changed by another program since.
WAIT = timedelta(minutes=10)
# How often the key of an item stands in a post of the outbox.
_CORRECTED, _TAKEN_BACK = 2, 3
# Where the records keep up to which change it was looked for what was taken back.
_LOOKED_AT = "follows taken back"
_RHYTHMS = {kind: rhythm for rhythm, kind in OUTGOING.items()}


class FollowNotifier(Following):
    """Carries news from the knowledge to the channels that follow it.

    `wakes` is the moment from which on something that waits may be posted; None where nothing does.

    :param settings: when and how often may be posted to a channel.
    :param send: posts items to a channel.
    """

    def __init__(
        self,
        services: Services,
        records: Records,
        settings: ServerSettings,
        send: Sender,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(services, records, settings, send, clock)
        self._changes = records.changes
        self._outbox = records.outbox
        self._round = asyncio.Lock()
        self.wakes: datetime | None = None

    async def run(self, articles: Collection[str] = ()) -> None:
        """Look for news, in these articles above all, and post them; one round at a time."""
        async with self._round:
            await self._gather_taken_back()
            await self._gather(frozenset(articles))
            await self._deliver()

    async def deliver(self) -> None:
        """Post what waited, and may be posted by now."""
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
            found = await asyncio.to_thread(news_of, self._services, followers[0], viewer, articles)
            for follow in followers:
                await self._follows.found(follow.id, found, self._clock())

    async def _gather_taken_back(self) -> None:
        """Note what was taken out or withdrawn since the last look, wherever it was posted."""
        state = self._records.state
        before = await state.value(_LOOKED_AT)
        keys, last = await self._changes.taken_back(int(before) if before else None)
        if keys:
            await self._follows.took_back(keys, self._clock())
        if str(last) != before:
            await state.keep(_LOOKED_AT, str(last))

    async def _deliver(self) -> None:
        """Post what did not arrive for sure, then what waits: a post a channel, as its place sets it."""
        tried: set[int] = set()
        while job := await self._outbox.claim(self._clock(), _RHYTHMS.keys(), tried):
            tried.add(job.id)
            await self._send_out(job, since=job.due)
        self.wakes = None
        channels: dict[int, list[Follow]] = {}
        for follow in await self._follows.all():
            channels.setdefault(follow.channel, []).append(follow)
        for channel, follows in channels.items():
            viewer = await self._send.viewer_in(channel)
            settings = await self._settings.at(viewer)
            if settings.answers(viewer):
                for rhythm, theirs in _by_rhythm(follows, settings):
                    await self._deliver_to(channel, theirs, rhythm, settings)

    async def _deliver_to(
        self, channel: int, follows: tuple[int, ...], rhythm: Rhythm, settings: PlaceSettings
    ) -> None:
        """Post what waits of these follows, if it may be posted by now."""
        now, weekly = self._clock(), rhythm is Rhythm.WEEKLY
        which = Which(follows)
        if rhythm is not Rhythm.AT_ONCE:
            which = Which(follows, settings.digest_before(now, weekly=weekly))
        keys, taken = await self._follows.waiting(channel, which)
        if not (keys or taken):
            if which.found_by and any(await self._follows.waiting(channel, Which(follows))):
                self._wake(settings.digest_after(now, weekly=weekly))
        elif settings.is_quiet(now):
            self._wake(now + WAIT)
        elif which.found_by or await self._may_post(channel, settings):
            known = [key for key in keys if await self._is_correction(channel, key)]
            told = (*keys, *known, *taken * _TAKEN_BACK)
            job = await self._follows.post(channel, told, now, which, rhythm)
            if job:
                await self._send_out(job)

    async def _may_post(self, channel: int, settings: PlaceSettings) -> bool:
        """Whether the day's limit lets a post through; of digests, there is one a day anyway."""
        return await self._follows.posted_since(channel, self._clock() - DAY) < settings.follow_posts

    def _wake(self, moment: datetime) -> None:
        moment = min(moment, self._clock() + WAIT)
        self.wakes = min(moment, self.wakes) if self.wakes else moment

    async def _send_out(self, job: Outgoing, since: datetime | None = None) -> None:
        """Send a post of the outbox, which it leaves when it arrived for sure, or never can."""
        post = await self._post_of(job, since)
        match await self._delivered(post) if post.items or post.taken else Delivery.SENT:
            case Delivery.GONE:
                await self._follows.leave(job.channel)
                await self._outbox.leave(job.channel)
                log.warning("Channel %d is gone; nothing is followed there any more.", job.channel)
            case Delivery.DELAYED:
                # It stays due since the moment of its first try, from which on it is looked for.
                await self._outbox.again(job.id, job.due)
            case _:
                await self._outbox.sent(job.id, self._clock())

    async def _post_of(self, job: Outgoing, since: datetime | None) -> Post:
        """What a job of the outbox says, as it may be seen in its channel now."""
        viewer = await self._send.viewer_in(job.channel)
        times = Counter(job.keys)
        new = [key for key in times if times[key] < _TAKEN_BACK]
        found = await asyncio.to_thread(self._services.entries, new, viewer)
        corrected = frozenset(found[key].key for key in found if times[key] == _CORRECTED)
        back = [key for key in times if times[key] == _TAKEN_BACK]
        taken = await asyncio.to_thread(taken_back, self._services, back, viewer)
        return Post(
            job.id, job.channel, tuple(found.values()), corrected, since,
            tuple(taken), _RHYTHMS[job.kind], job.view,
        )  # fmt: skip

    async def _delivered(self, post: Post) -> Delivery:
        """Send a post in the time in which nobody else does."""
        try:
            async with asyncio.timeout(SENT_WITHIN):
                return await self._send(post)
        except TimeoutError:
            return Delivery.DELAYED

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


def _by_rhythm(
    follows: Sequence[Follow], settings: PlaceSettings
) -> Iterator[tuple[Rhythm, tuple[int, ...]]]:
    """The ids of the follows of each rhythm: their own, else the place's."""
    here = Rhythm(settings.follow_digest)
    for rhythm in Rhythm:
        theirs = tuple(each.id for each in follows if (each.rhythm or here) is rhythm)
        if theirs:
            yield rhythm, theirs
