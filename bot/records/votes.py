"""Who has voted on an answer, as a keyed hash: one vote a member, and no names where none are kept."""

from __future__ import annotations

import secrets
from hashlib import blake2b

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import tables
from bot.records.database import put

# Where the records keep the key.
KEY = "key of votes"
_BYTES = 16


async def voter_of(connection: AsyncConnection, question: int, member: int) -> str:
    """A member as they vote on the answers to one question; to another one they are somebody else."""
    state = tables.state.c
    key = await connection.scalar(select(state.value).where(state.name == KEY))
    if key is None:
        key = secrets.token_hex(_BYTES)
        await put(connection, tables.state, [{"name": KEY, "value": key}])
    return _hashed(key, question, member)


async def unlink_votes(connection: AsyncConnection, member: int) -> None:
    """Leave a member's votes as those of somebody whom nobody can tell any more."""
    state, table = tables.state.c, tables.feedback
    key = await connection.scalar(select(state.value).where(state.name == KEY))
    rows = await connection.execute(select(table.c.id, table.c.question, table.c.voter, table.c.giver))
    for row in rows.all():
        if row.giver == member or (key and row.voter == _hashed(key, row.question, member)):
            gone = {"giver": None, "voter": secrets.token_hex(_BYTES)}
            await connection.execute(update(table).where(table.c.id == row.id).values(gone))


def _hashed(key: str, question: int, member: int) -> str:
    digest = blake2b(f"{question}:{member}".encode(), key=bytes.fromhex(key), digest_size=_BYTES)
    return digest.hexdigest()
