"""The door of the records: one file, and a small object for each kind of thing kept in it."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Self

from bot.records.database import Database
from bot.records.exchanges import Exchanges
from bot.records.follows import Follows
from bot.records.log import QuestionLog
from bot.records.migrations import migrate
from bot.records.state import State
from bot.records.views import ViewStore


class RecordsError(Exception):
    """The records' file cannot be used; the sentence names the file and the setting."""


class Records:
    """All that is kept. `open` is the way to get one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.state = State(database)
        self.views = ViewStore(database)
        self.exchanges = Exchanges(database)
        self.log = QuestionLog(database)
        self.follows = Follows(database)

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the file, made if there is none and brought up to date if it is an older one's.

        :raises RecordsError: the file cannot be made, read or written.
        """
        database = Database(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            await migrate(database)
            database.hold()
        except (OSError, sqlite3.Error) as error:
            raise RecordsError(
                f"The records {path} cannot be used: {error}. Name another file in BRIEFING_RECORDS."
            ) from error
        return cls(database)

    async def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    async def forget_member(self, member: int) -> int:
        """Delete all that is kept under a member's name; how many entries that were."""
        tables = (
            "DELETE FROM questions WHERE asker = ?",
            "DELETE FROM kept WHERE asker = ?",
            "DELETE FROM follows WHERE member = ?",
        )
        gone = 0
        async with self._database.writing() as connection:
            await connection.execute("UPDATE feedback SET giver = NULL WHERE giver = ?", (member,))
            for statement in tables:
                gone += (await connection.execute(statement, (member,))).rowcount
        return gone

    async def forget_before(self, *, views: datetime, questions: datetime) -> None:
        """Delete what buttons needed before `views`, and the question log from before `questions`."""
        async with self._database.writing() as connection:
            await connection.execute("DELETE FROM kept WHERE made < ?", (views.isoformat(),))
            await connection.execute("DELETE FROM exchanges WHERE made < ?", (views.isoformat(),))
            await connection.execute("DELETE FROM questions WHERE made < ?", (questions.isoformat(),))
