"""The door of the records: one database, and a small object for each kind of thing kept in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Self

from sqlalchemy import delete, select, union, update

from bot.records import tables
from bot.records.audit import FORGOTTEN, Audit, member_name
from bot.records.changes import Changes
from bot.records.copies import RESTORING
from bot.records.database import Database
from bot.records.direct import DirectChoices
from bot.records.exchanges import Exchanges
from bot.records.follows import Follows, forget_follower
from bot.records.keys import KeyStore
from bot.records.leaving import forget_server
from bot.records.log import QuestionLog
from bot.records.messages import Messages
from bot.records.mirrors import MirrorStore
from bot.records.outage import RecordsAwayError, RecordsError
from bot.records.outbox import Outbox
from bot.records.place import Place, another, database_at
from bot.records.purging import Purged, Purging, purge
from bot.records.recalls import Recalls
from bot.records.settings import SettingsStore
from bot.records.state import State
from bot.records.upgrade import NewerError, StrangeError
from bot.records.views import ViewStore
from bot.records.votes import unlink_votes


class MemberForgotten(NamedTuple):
    """How many entries of a member were deleted, and how many follows stay without their name."""

    deleted: int
    unnamed: int


class Records:
    """All that is kept. `open` is the way to get one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.state = State(database)
        self.views = ViewStore(database)
        self.exchanges = Exchanges(database)
        self.log = QuestionLog(database)
        self.follows = Follows(database)
        self.direct = DirectChoices(database)
        self.settings = SettingsStore(database)
        self.audit = Audit(database)
        self.outbox = Outbox(database)
        self.messages = Messages(database)
        self.changes = Changes(database)
        self.recalls = Recalls(database)
        self.keys = KeyStore(database)
        self.mirrors = MirrorStore(database)

    @classmethod
    async def open(cls, place: Place, *, patient: bool = False) -> Self:
        """Open records, made if there are none and brought up to date if they are an older version's.

        :param patient: whether records that only cannot be used at the moment, such as a file that another
            program has locked, are opened as soon as they can be; till then their use raises
            RecordsAwayError.
        :raises RecordsError: they cannot be made, read or written, or are a newer version's.
        """
        database = database_at(place)
        try:
            if isinstance(place, Path):
                place.parent.mkdir(parents=True, exist_ok=True)
            cut_off = await State(database).value(RESTORING)
        except (OSError, RecordsAwayError) as error:
            if patient and isinstance(error, RecordsAwayError) and error.fault.passing:
                return cls(database)
            await database.close()
            reason = error.fault.reason if isinstance(error, RecordsAwayError) else error
            mend = another(place)
            raise RecordsError(f"The records {place} cannot be used: {reason}. {mend}.") from error
        except (NewerError, StrangeError) as error:
            await database.close()
            raise RecordsError(_refused(place, error)) from error
        if cut_off:
            await database.close()
            raise RecordsError(
                f"A restore of the records {place} was cut off before the settings were in their place. Run"
                " `briefing-bot restore` with the same file again; with --keep-settings the settings stay."
            )
        return cls(database)

    async def close(self) -> None:
        """Let go of the database."""
        await self._database.close()

    async def forget_member(self, member: int) -> MemberForgotten:
        """Delete all that is kept under a member's name.

        What somebody thought of an answer, changed in the settings, or has a server's channel follow, stays
        without the name; what they follow in direct messages goes.
        """
        named = (
            (tables.questions, tables.questions.c.asker),
            (tables.kept, tables.kept.c.asker),
            (tables.direct, tables.direct.c.member),
        )
        async with self._database.writing(at_once=True) as connection:
            await unlink_votes(connection, member)
            changed = tables.audit.c.who == member_name(member)
            await connection.execute(update(tables.audit).where(changed).values(who=FORGOTTEN))
            gone, unnamed = await forget_follower(connection, member)
            for table, column in named:
                gone += (await connection.execute(delete(table).where(column == member))).rowcount
        return MemberForgotten(gone, unnamed)

    async def servers(self, besides: str) -> tuple[int, ...]:
        """Every server of which something is kept besides the setting of this name."""
        kept = (tables.questions, tables.kept, tables.follows, tables.messages, tables.recalls)
        known = union(
            select(tables.settings.c.server).where(tables.settings.c.name != besides),
            *(select(table.c.server).where(table.c.server != 0) for table in kept),
        )
        async with self._database.reading() as connection:
            return tuple((await connection.execute(known)).scalars())

    async def forget_server(self, server: int) -> None:
        """Delete all that is kept of a server."""
        await forget_server(self._database, server)
        self.settings.note_change()

    async def purge(self, wanted: Purging, now: datetime, *, dry: bool = False) -> Purged:
        """Delete what is kept of an article or entry, and have messages that show it amended.

        :param dry: only count; nothing is changed.
        """
        return await purge(self._database, wanted, now, dry=dry)

    async def forget_before(
        self,
        *,
        views: datetime,
        questions: datetime,
        recalls: datetime,
        now: datetime,
        questions_of: Mapping[int, datetime] = MappingProxyType({}),
    ) -> None:
        """Delete what is older than these moments: what buttons needed, the question log, recalled answers.

        Servers whose questions have a moment of their own are in `questions_of`. With the buttons goes what
        was sent by then; what messages show goes where it matters no more `now`.
        """
        old = (
            (tables.kept.c.made, views),
            (tables.exchanges.c.made, views),
            (tables.questions.c.made, questions),
            (tables.outbox.c.sent, views),
            (tables.recalls.c.made, recalls),
            (tables.messages.c.until, now),
        )
        async with self._database.writing(at_once=True) as connection:
            for column, moment in old:
                await connection.execute(delete(column.table).where(column < moment))
            for server, moment in questions_of.items():
                table = tables.questions
                here = (table.c.server == server) & (table.c.made < moment)
                await connection.execute(delete(table).where(here))


def _refused(place: Place, error: NewerError | StrangeError) -> str:
    mend = another(place)
    if isinstance(error, StrangeError):
        return f"The database {place} has tables of something else. {mend}: a database of the bot's own."
    return (
        f"The records {place} were written by a newer version of Briefing Bot (number {error.revision})."
        f" Update the program, or {mend[0].lower()}{mend[1:]}."
    )
