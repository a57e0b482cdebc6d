"""All that is kept of a server, deleted: the bot is there no longer."""

from __future__ import annotations

from sqlalchemy import delete, select

from bot.records import tables
from bot.records.database import Database


async def forget_server(database: Database, server: int) -> None:
    """Delete the server's settings and their audit, questions, follows, buttons and notes on messages."""
    follows, messages, recalls = tables.follows.c, tables.messages.c, tables.recalls.c
    channels = (
        select(follows.channel)
        .where(follows.server == server)
        .union(
            select(messages.channel).where(messages.server == server),
            select(recalls.channel).where(recalls.server == server),
        )
    )
    async with database.writing(at_once=True) as connection:
        for by_channel in (tables.outbox, tables.exchanges):
            await connection.execute(delete(by_channel).where(by_channel.c.channel.in_(channels)))
        for table in (
            tables.questions, tables.kept, tables.follows, tables.messages, tables.recalls, tables.settings,
            tables.audit,
        ):  # fmt: skip
            await connection.execute(delete(table).where(table.c.server == server))
        await database.note_change(connection)
