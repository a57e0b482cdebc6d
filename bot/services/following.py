"""Who follows what in which channel: begun, listed and ended, within limits and rights."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from bot.records import Follow, Records, Subject
from bot.replies import Rhythm
from bot.services.auditing import Deed, note_deed
from bot.services.followed import is_named, standing
from bot.services.posts import Sender
from bot.services.rights import Denial, DeniedError
from bot.services.server_settings import ServerSettings
from bot.services.services import Services
from bot.services.viewer import Viewer

Topic = tuple[Subject, str]


class FollowLimitError(Exception):
    """As many persons and topics are followed already as may be: the `limit` of the channel or member."""

    def __init__(self, limit: int, *, of_channel: bool) -> None:
        super().__init__(f"No more than {limit} follows.")
        self.limit = limit
        self.of_channel = of_channel


class Begun(NamedTuple):
    """What became of a wish to follow: whether it is `new`, and whether the knowledge has anything on it."""

    new: bool
    matched: bool = True

    def __bool__(self) -> bool:
        return self.new


class Following:
    """Follows of channels, each within what its place sets.

    :param send: knows who looks in a channel.
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
        self._records = records
        self._follows = records.follows
        self._settings = settings
        self._send = send
        self._clock = clock

    async def follow(self, channel: int, member: int, topic: Topic, rhythm: Rhythm | None = None) -> Begun:
        """Follow in a channel what comes from now on; not new where it is followed there already.

        :param rhythm: when news of it are posted; None: as the place has it.
        :raises FollowLimitError: the channel, or the member in its server, follows too much already.
        """
        viewer = await self._send.viewer_in(channel)
        follow = Follow(channel, member, *topic, server=viewer.server or 0, rhythm=rhythm)
        if follow.kind is Subject.PERSON:
            key = await asyncio.to_thread(self._services.person_key, follow.subject, viewer)
            follow = replace(follow, key=key)
        await self._check_limits(follow, viewer)
        known = await asyncio.to_thread(standing, self._services, follow, viewer)
        new = await self._follows.add(follow, self._clock(), known)
        if new:
            await self._note(Deed.FOLLOW, follow, member)
        return Begun(new, matched=bool(known) or follow.kind is Subject.PERSON)

    async def unfollow(
        self, channel: int, subject: str, member: int, *, others: bool = True
    ) -> tuple[Follow, ...]:
        """Stop following this in a channel; what ended, nothing where it was not followed there.

        :param member: whoever wants that.
        :param others: whether they may also end what others began.
        :raises DeniedError: others began it.
        """
        typed = subject.strip().casefold()
        follows = await self._follows.of_channel(channel)
        found = tuple(each for each in follows if each.subject.casefold() == typed)
        ended = tuple(each for each in found if others or each.member == member)
        if found and not ended:
            raise DeniedError(Denial.UNFOLLOW)
        for each in ended:
            await self._follows.remove(each.id)
            await self._note(Deed.UNFOLLOW, each, member)
        return ended

    async def followed(self, channel: int, typed: str = "") -> tuple[Follow, ...]:
        """What a channel follows, in the order in which it began; only what has these letters.

        A person whom it may not see any more is not named.
        """
        follows = await self._follows.of_channel(channel)
        viewer = await self._send.viewer_in(channel)
        near = [each for each in follows if typed.casefold() in each.subject.casefold()]
        return tuple(
            await asyncio.to_thread(lambda: [each for each in near if is_named(self._services, each, viewer)])
        )

    async def place(self) -> None:
        """Find out in which servers the channels of follows are that an older version noted without."""
        for channel in {each.channel for each in await self._follows.all() if not each.server}:
            server = (await self._send.viewer_in(channel)).server
            if server:
                await self._follows.place(channel, server)

    async def _check_limits(self, follow: Follow, viewer: Viewer) -> None:
        settings, follows = await self._settings.at(viewer), await self._follows.all()
        here = [each for each in follows if each.channel == follow.channel]
        if any((each.kind, each.subject) == (follow.kind, follow.subject) for each in here):
            return
        if len(here) >= settings.channel_follows:
            raise FollowLimitError(settings.channel_follows, of_channel=True)
        theirs = [each for each in follows if (each.member, each.server) == (follow.member, follow.server)]
        if follow.server and len(theirs) >= settings.member_follows:
            raise FollowLimitError(settings.member_follows, of_channel=False)

    async def _note(self, deed: Deed, follow: Follow, member: int) -> None:
        """Have it in the server's audit; what somebody follows in direct messages is nobody's business."""
        if follow.server:
            viewer = Viewer(follow.server, follow.channel, member)
            await note_deed(self._records, deed, viewer, self._clock(), follow.subject)
