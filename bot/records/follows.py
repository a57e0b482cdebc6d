"""Who follows what where, and what of it is news: found, waiting to be posted, or posted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, func, select, update

from bot.records import tables
from bot.records.columns import stored
from bot.records.database import Database, add_all_new, add_new
from bot.records.outbox import NEWS, Outgoing, put_out

# Digest and key of an item.
Mark = tuple[str, str]


class Subject(StrEnum):
    """What can be followed."""

    PERSON = "person"
    TOPIC = "topic"


@dataclass(frozen=True)
class Follow:
    """A person or topic followed in a channel, and by whom.

    `subject` is what is shown: the topic, or the person's name. `key` is the person's, where there is one.
    `server` is 0 for direct messages.
    """

    channel: int
    member: int
    kind: Subject
    subject: str
    id: int = 0
    key: str = ""
    server: int = 0


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
        return tuple(
            Follow(row.channel, row.member, Subject(row.kind), row.subject, row.id, row.key, row.server)
            for row in rows
        )

    async def found(self, follow: int, items: Sequence[Mark]) -> None:
        """Note news; the same words are news once, wherever they stand, and never where they were known."""
        begun = select(tables.follows.c.known).where(tables.follows.c.id == follow)
        async with self._database.writing() as connection:
            known = set((await connection.scalar(begun) or "").split())
            rows = _rows(follow, [(digest, key) for digest, key in items if digest not in known], None)
            await add_all_new(connection, tables.news, ("follow", "digest"), rows)

    async def waiting(self, channel: int) -> tuple[str, ...]:
        """Keys of the items that are to be posted in a channel, each once, in the order of their coming."""
        news = tables.news
        here = news.c.follow.in_(_followed(channel))
        posted = select(news.c.digest).where(here, news.c.posted.is_not(None))
        first = (
            select(func.min(news.c.id))
            .where(here, news.c.posted.is_(None), news.c.digest.not_in(posted))
            .group_by(news.c.digest)
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(
                select(news.c.item).where(news.c.id.in_(first)).order_by(news.c.id)
            )
        return tuple(row.item for row in rows)

    async def shown(self, channel: int, items: Collection[str]) -> bool:
        """Whether an item of one of these keys was posted in the channel, in whatever form."""
        news = tables.news
        posted = news.c.follow.in_(_followed(channel)) & news.c.item.in_(items) & news.c.posted.is_not(None)
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
        here = news.c.follow.in_(_followed(channel)) & (news.c.posted >= stored(since))
        async with self._database.reading() as connection:
            posts = await connection.scalar(select(func.count(news.c.posted.distinct())).where(here))
        return int(posts or 0)

    async def post(self, channel: int, keys: Sequence[str], moment: datetime) -> Outgoing:
        """Mark all that was waiting for a channel as posted, and put the post into the outbox, in one.

        So nothing is lost and nothing is posted twice, wherever the program is cut off.

        :param keys: the items of the post; those that are to be called corrected stand in it twice.
        """
        news = tables.news
        async with self._database.writing() as connection:
            waiting = news.c.follow.in_(_followed(channel)) & news.c.posted.is_(None)
            await connection.execute(update(news).where(waiting).values(posted=stored(moment)))
            return await put_out(connection, NEWS, channel, keys, moment)


def _followed(channel: int) -> Any:
    """The numbers of a channel's follows."""
    return select(tables.follows.c.id).where(tables.follows.c.channel == channel)


def _rows(follow: int, marks: Iterable[Mark], posted: str | None) -> list[dict[str, Any]]:
    return [{"follow": follow, "digest": digest, "item": key, "posted": posted} for digest, key in marks]
