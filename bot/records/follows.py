"""Who follows what where, and what of it is news: found, waiting to be posted, or posted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, bindparam, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import tables
from bot.records.database import Database, add_all_new, add_new
from bot.records.outbox import CLAIMED, DAILY, NEWS, WEEKLY, Outgoing, put_out
from bot.replies import Rhythm

# Digest and key of an item.
Mark = tuple[str, str]


class Subject(StrEnum):
    """What can be followed."""

    PERSON = "person"
    TOPIC = "topic"


OUTGOING = {Rhythm.AT_ONCE: NEWS, Rhythm.DAILY: DAILY, Rhythm.WEEKLY: WEEKLY}


@dataclass(frozen=True)
class Follow:
    """A person or topic followed in a channel, and by whom: 0 where they were forgotten.

    `subject` is what is shown: the topic, or the person's name. `key` is the person's, where there is one.
    `server` is 0 for direct messages. `rhythm` is None where news are posted as the place has it.
    """

    channel: int
    member: int
    kind: Subject
    subject: str
    id: int = 0
    key: str = ""
    server: int = 0
    rhythm: Rhythm | None = None


class Which(NamedTuple):
    """News that are meant: of these follows (by id), found by a moment (None: whenever)."""

    follows: tuple[int, ...]
    found_by: datetime | None = None


# What is handed out of a follow; what was known when it began is long, and needed where news is noted only.
_SHOWN = tuple(each for each in tables.follows.c if each.name != "known")


class Follows:
    """Follows of channels and of people's direct messages; these are channels, too."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, follow: Follow, made: datetime, known: Sequence[Mark] = ()) -> bool:
        """Follow from now on, whatever `follow.id` is; False where the channel follows it already.

        What is `known` by then is no news and never posted; it is noted in one go with the follow, for a
        follow that knew nothing would take all of the knowledge for news.
        """
        values = {
            "made": made,
            "channel": follow.channel,
            "member": follow.member,
            "kind": follow.kind.value,
            "subject": follow.subject,
            "key": follow.key,
            "server": follow.server,
            "rhythm": follow.rhythm.value if follow.rhythm else "",
            "known": " ".join(dict.fromkeys(digest for digest, _ in known)),
        }
        async with self._database.writing() as connection:
            number = await add_new(connection, tables.follows, ("channel", "kind", "subject"), values)
        return number is not None

    async def remove(self, follow: int) -> None:
        """Follow no longer; what was waiting to be posted goes, too."""
        async with self._database.writing() as connection:
            await connection.execute(delete(tables.follows).where(tables.follows.c.id == follow))

    async def place(self, channel: int, server: int) -> None:
        """Note in which server a channel is that follows something."""
        async with self._database.writing() as connection:
            here = tables.follows.c.channel == channel
            await connection.execute(update(tables.follows).where(here).values(server=server))

    async def leave(self, channel: int) -> None:
        """Drop everything that a channel follows: the channel is gone."""
        async with self._database.writing() as connection:
            await connection.execute(delete(tables.follows).where(tables.follows.c.channel == channel))

    async def of_channel(self, channel: int) -> tuple[Follow, ...]:
        """What a channel follows, in the order in which it began."""
        return tuple(each for each in await self.all() if each.channel == channel)

    async def all(self) -> tuple[Follow, ...]:
        """Every follow of every channel."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(*_SHOWN).order_by(tables.follows.c.id))
        return tuple(map(_follow, rows))

    async def posted(self, channel: int, items: Collection[str]) -> tuple[Follow, ...]:
        """The follows that brought items of these keys into a channel, in the order in which they began."""
        news = tables.news
        brought = select(news.c.follow).where(news.c.item.in_(items), news.c.posted.is_not(None))
        query = select(*_SHOWN).where(tables.follows.c.channel == channel, tables.follows.c.id.in_(brought))
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(tables.follows.c.id))
        return tuple(map(_follow, rows))

    async def found(self, follow: int, items: Sequence[Mark], moment: datetime | None = None) -> None:
        """Note news; the same words are news once, wherever they stand, and never where they were known."""
        begun = select(tables.follows.c.known).where(tables.follows.c.id == follow)
        async with self._database.writing() as connection:
            # Nobody ends it till its news are noted.
            noted = await connection.scalar(begun.with_for_update(read=True, key_share=True))
            if noted is None:
                return
            known = set(noted.split())
            rows = [
                {"follow": follow, "digest": digest, "item": key, "posted": None, "found": moment}
                for digest, key in items
                if digest not in known
            ]
            await add_all_new(connection, tables.news, ("follow", "digest"), rows)

    async def took_back(self, items: Collection[str], moment: datetime) -> None:
        """Note that items were taken out or withdrawn: that is news wherever they were posted, once."""
        news = tables.news
        posted = select(news.c.follow, news.c.item).where(
            news.c.item.in_(items), news.c.posted.is_not(None), _IS_NEW
        )
        async with self._database.writing() as connection:
            rows = [
                {**row._mapping, "digest": _TAKEN_BACK + row.item, "posted": None, "found": moment}
                for row in await connection.execute(posted.distinct())
            ]
            await add_all_new(connection, tables.news, ("follow", "digest"), rows)

    async def waiting(
        self, channel: int, which: Which | None = None
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Keys of the items that are to be posted in a channel, each once, in the order of their coming.

        First those that are new, then those that were posted there and taken back since.
        """
        news = tables.news
        posted = select(news.c.digest).where(_in(channel), news.c.posted.is_not(None))
        first = (
            select(func.min(news.c.id))
            .where(_in(channel), _waits(which), news.c.digest.not_in(posted))
            .group_by(news.c.digest)
        )
        query = select(news.c.item, _IS_NEW.label("new")).where(news.c.id.in_(first)).order_by(news.c.id)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(row.item for row in rows if row.new), tuple(row.item for row in rows if not row.new)

    async def shown(self, channel: int, items: Collection[str]) -> bool:
        """Whether an item of one of these keys was posted in the channel, in whatever form."""
        news = tables.news
        posted = _in(channel) & news.c.item.in_(items) & news.c.posted.is_not(None)
        async with self._database.reading() as connection:
            return await connection.scalar(select(news.c.id).where(posted).limit(1)) is not None

    async def began(self, channel: int) -> datetime | None:
        """When the channel's first follow began."""
        follows = tables.follows
        first = select(follows.c.made).where(follows.c.channel == channel).order_by(follows.c.id).limit(1)
        async with self._database.reading() as connection:
            return await connection.scalar(first)

    async def posted_since(self, channel: int, since: datetime) -> int:
        """How many posts went to the channel since then; all items of one post share its moment."""
        news = tables.news
        here = _in(channel) & (news.c.posted >= since)
        async with self._database.reading() as connection:
            posts = await connection.scalar(select(func.count(news.c.posted.distinct())).where(here))
        return int(posts or 0)

    async def post(
        self,
        channel: int,
        keys: Sequence[str],
        moment: datetime,
        which: Which | None = None,
        rhythm: Rhythm = Rhythm.AT_ONCE,
    ) -> Outgoing | None:
        """Mark what waits for a channel as posted, and put the post into the outbox, claimed, in one.

        So nothing is lost and nothing is posted twice, wherever the program is cut off and whoever posts at
        the same time: the post has of the keys those that still wait; None where none does.

        :param keys: the items of the post; those that are to be called corrected stand in it twice, those
            that were taken back three times.
        """
        news = tables.news
        async with self._database.writing(at_once=True) as connection:
            query = select(news.c.id, news.c.digest, news.c.item).where(_in(channel), _waits(which))
            waiting = (await connection.execute(query)).all()
            query = select(news.c.digest).where(_in(channel), news.c.posted.is_not(None))
            posted = set((await connection.scalars(query)).all())
            fresh = {row.digest for row in waiting if row.item in keys} - posted
            # The same words may wait for another follow of the channel, too.
            done = [{"row": row.id} for row in waiting if row.digest in fresh | posted]
            if not fresh:
                return None
            mark = update(news).where(news.c.id == bindparam("row")).values(posted=moment)
            await connection.execute(mark, done)
            items = {row.item for row in waiting if row.digest in fresh}
            left = tuple(key for key in keys if key in items)
            job = Outgoing(0, OUTGOING[rhythm], channel, left, moment)
            return await put_out(connection, job, claimed=moment + CLAIMED)


async def forget_follower(connection: AsyncConnection, member: int) -> tuple[int, int]:
    """End what a member follows in direct messages, and take their name from what channels of servers do.

    :return: how many follows of each kind there were.
    """
    follows = tables.follows
    theirs = follows.c.member == member
    ended = await connection.execute(delete(follows).where(theirs & (follows.c.server == 0)))
    unnamed = await connection.execute(update(follows).where(theirs).values(member=0))
    return ended.rowcount, unnamed.rowcount


# What is told of items that were taken back has a mark of its own.
_TAKEN_BACK = "taken back "
_IS_NEW = tables.news.c.digest.not_like(f"{_TAKEN_BACK}%")


def _in(channel: int) -> ColumnElement[bool]:
    """News of a channel's follows."""
    followed = select(tables.follows.c.id).where(tables.follows.c.channel == channel)
    return tables.news.c.follow.in_(followed)


def _waits(which: Which | None) -> ColumnElement[bool]:
    """News that were not posted: those meant, or all."""
    news = tables.news.c
    if which is None:
        return news.posted.is_(None)
    waits = news.posted.is_(None) & news.follow.in_(which.follows)
    return waits & or_(news.found.is_(None), news.found <= which.found_by) if which.found_by else waits


def _follow(row: Row[Any]) -> Follow:
    rhythm = Rhythm(row.rhythm) if row.rhythm else None
    return Follow(
        row.channel, row.member, Subject(row.kind), row.subject, row.id, row.key, row.server, rhythm
    )
