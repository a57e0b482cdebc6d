"""Who follows what where, and what of it is news: found, waiting to be posted, or posted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.records.database import Database

# Digest and key of an item.
Mark = tuple[str, str]
# When that was posted which is not news: before all days that can be asked for.
NEVER = ""


_FOUND = "INSERT OR IGNORE INTO news (follow, digest, item, posted) VALUES (?, ?, ?, ?)"


class Subject(StrEnum):
    """What can be followed."""

    PERSON = "person"
    TOPIC = "topic"


@dataclass(frozen=True)
class Follow:
    """A person or topic followed in a channel, and by whom."""

    channel: int
    member: int
    kind: Subject
    subject: str
    id: int = 0


class Follows:
    """Follows of channels and of people's direct messages; these are channels, too."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, follow: Follow, made: datetime, known: Sequence[Mark] = ()) -> bool:
        """Follow from now on, whatever `follow.id` is; False where the channel follows it already.

        What is `known` by then is no news and never posted; it is noted in one go with the follow, for a
        follow that knew nothing would take all of the knowledge for news.
        """
        async with self._database.writing() as connection:
            cursor = await connection.execute(
                "INSERT OR IGNORE INTO follows (made, channel, member, kind, subject) VALUES (?, ?, ?, ?, ?)",
                (made.isoformat(), follow.channel, follow.member, follow.kind.value, follow.subject),
            )
            if cursor.rowcount < 1:
                return False
            await connection.executemany(
                _FOUND, [(cursor.lastrowid, digest, key, NEVER) for digest, key in known]
            )
        return True

    async def remove(self, follow: int) -> None:
        """Follow no longer; what was waiting to be posted goes, too."""
        async with self._database.writing() as connection:
            await connection.execute("DELETE FROM follows WHERE id = ?", (follow,))

    async def leave(self, channel: int) -> None:
        """Drop everything that a channel follows: the channel is gone."""
        async with self._database.writing() as connection:
            await connection.execute("DELETE FROM follows WHERE channel = ?", (channel,))

    async def of_channel(self, channel: int) -> tuple[Follow, ...]:
        """What a channel follows, in the order in which it began."""
        return tuple(each for each in await self.all() if each.channel == channel)

    async def all(self) -> tuple[Follow, ...]:
        """Every follow of every channel."""
        async with self._database.reading() as connection:
            rows = await connection.execute_fetchall("SELECT * FROM follows ORDER BY id")
        return tuple(
            Follow(row["channel"], row["member"], Subject(row["kind"]), row["subject"], row["id"])
            for row in rows
        )

    async def found(self, follow: int, items: Sequence[Mark]) -> None:
        """Note news; the same words are news once, wherever they stand."""
        async with self._database.writing() as connection:
            await connection.executemany(_FOUND, [(follow, digest, key, None) for digest, key in items])

    async def waiting(self, channel: int) -> tuple[str, ...]:
        """Keys of the items that are to be posted in a channel, each once."""
        async with self._database.reading() as connection:
            rows = await connection.execute_fetchall(
                "SELECT news.item FROM news JOIN follows ON follows.id = news.follow"
                " WHERE follows.channel = ? AND news.posted IS NULL"
                " AND news.digest NOT IN (SELECT old.digest FROM news AS old"
                " JOIN follows AS other ON other.id = old.follow"
                " WHERE other.channel = follows.channel AND old.posted IS NOT NULL AND old.posted <> ?)"
                " GROUP BY news.digest ORDER BY MIN(news.rowid)",
                (channel, NEVER),
            )
        return tuple(row["item"] for row in rows)

    async def posted_since(self, channel: int, since: datetime) -> int:
        """How many posts went to the channel since then; all items of one post share its moment."""
        async with self._database.reading() as connection:
            rows = await connection.execute_fetchall(
                "SELECT COUNT(DISTINCT news.posted) AS posts FROM news"
                " JOIN follows ON follows.id = news.follow"
                " WHERE follows.channel = ? AND news.posted >= ?",
                (channel, since.isoformat()),
            )
        return next(int(row["posts"]) for row in rows)

    async def post(self, channel: int, moment: datetime) -> None:
        """Mark all that was waiting for a channel as posted."""
        async with self._database.writing() as connection:
            await connection.execute(
                "UPDATE news SET posted = ? WHERE posted IS NULL"
                " AND follow IN (SELECT id FROM follows WHERE channel = ?)",
                (moment.isoformat(), channel),
            )

    async def take_back(self, channel: int, moment: datetime) -> None:
        """Let the post of that moment wait again: it did not arrive."""
        async with self._database.writing() as connection:
            await connection.execute(
                "UPDATE news SET posted = NULL WHERE posted = ?"
                " AND follow IN (SELECT id FROM follows WHERE channel = ?)",
                (moment.isoformat(), channel),
            )
