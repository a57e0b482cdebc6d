"""Answers that showed what was corrected or taken out since: found, waiting to be amended, or settled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.knowledge import Trait
from bot.records import tables
from bot.records.database import Database, put
from bot.records.messages import EntryShown, ShownIn
from bot.records.outbox import AMEND
from bot.replies import RecallKind, RecallState


@dataclass(frozen=True)
class Finding:
    """Something that a message shows, and what became of it: `now` is the entry as it is to be shown.

    `kind` None: nothing that needs a word, as of what stands in the message's menu only.
    """

    shown: ShownIn
    now: EntryShown
    kind: RecallKind | None
    traits: tuple[Trait, ...] = ()


@dataclass(frozen=True)
class Recall:
    """An entry that a message had shown. `key` is the one by which it showed it, `now` the one it has now."""

    id: int
    made: datetime
    message: int
    channel: int
    server: int
    key: str
    now: str
    kind: RecallKind
    traits: tuple[Trait, ...]
    state: RecallState


class Recalls:
    """Recalled answers, in the order in which they were found."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, findings: Sequence[Finding], made: datetime) -> None:
        """Note what was found and that its messages are to be amended, all of it or nothing.

        What somebody else noted meanwhile is passed over, so that nothing is recalled twice.
        """
        if not findings:
            return
        async with self._database.writing(at_once=True) as connection:
            for each in findings:
                changed = each.now.imprint != each.shown.entry.imprint
                if await _taken_up(connection, each) and changed:
                    await _note(connection, each, made)

    async def of(self, message: int) -> tuple[Recall, ...]:
        """What was recalled of a message, oldest first."""
        table = tables.recalls
        query = select(table).where(table.c.message == message).order_by(table.c.id)
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
        return tuple(_recall(row) for row in rows)

    async def all(self) -> tuple[Recall, ...]:
        """Everything that was recalled, newest first."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(tables.recalls).order_by(tables.recalls.c.id.desc()))
        return tuple(_recall(row) for row in rows)

    async def settle(
        self, job: int, message: int, drawn: Collection[int], state: RecallState, moment: datetime
    ) -> None:
        """Mark recalls (by number) as settled, and the job as done unless others were found meanwhile."""
        recalls, outbox = tables.recalls, tables.outbox
        async with self._database.writing(at_once=True) as connection:
            these = recalls.c.id.in_(drawn) & (recalls.c.state == RecallState.WAITING.value)
            await connection.execute(update(recalls).where(these).values(state=state.value))
            rest = (recalls.c.message == message) & (recalls.c.state == RecallState.WAITING.value)
            others = await connection.scalar(select(recalls.c.id).where(rest).limit(1)) is not None
            # What is still to be done is anybody's again.
            state_of_job: dict[str, Any] = {"claimed": None} if others else {"sent": moment}
            await connection.execute(update(outbox).where(outbox.c.id == job).values(state_of_job))


async def _taken_up(connection: AsyncConnection, finding: Finding) -> bool:
    """Note in what form the message is to show the entry; False where that was done already."""
    table, (showing, before), now = tables.messages, finding.shown, finding.now
    row = (table.c.message == showing.message) & (table.c.key == before.key)
    found = (await connection.execute(select(table).where(row, table.c.imprint == before.imprint))).first()
    if found is None:
        return False
    await connection.execute(delete(table).where(row))
    await put(connection, table, [{**found._mapping, "key": now.key, "imprint": now.imprint}])
    return True


async def _note(connection: AsyncConnection, finding: Finding, made: datetime) -> None:
    showing, outbox = finding.shown.showing, tables.outbox
    if finding.kind is not None:
        state = RecallState.PRIVATE if showing.private else RecallState.WAITING
        values = {
            "made": made,
            "message": showing.message,
            "channel": showing.channel,
            "server": showing.server,
            "key": finding.shown.entry.key,
            "now": finding.now.key if finding.now.imprint else "",
            "kind": finding.kind.value,
            "traits": tuple(each.value for each in finding.traits),
            "state": state.value,
        }
        await connection.execute(insert(tables.recalls), values)
    waiting = (outbox.c.message == showing.message) & (outbox.c.kind == AMEND) & outbox.c.sent.is_(None)
    if not showing.private and await connection.scalar(select(outbox.c.id).where(waiting)) is None:
        job = {"kind": AMEND, "channel": showing.channel, "message": showing.message}
        await connection.execute(insert(outbox), {**job, "keys": (), "due": made, "tries": 0})


def _recall(row: Row[Any]) -> Recall:
    return Recall(
        row.id, row.made, row.message, row.channel, row.server, row.key, row.now, RecallKind(row.kind),
        tuple(Trait(each) for each in row.traits), RecallState(row.state),
    )  # fmt: skip
