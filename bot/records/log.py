"""The question log: what was asked, what was answered, and what people thought of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from bot.records import tables
from bot.records.database import Database
from bot.records.votes import voter_of


@dataclass(frozen=True)
class Opinion:
    """What a member thought of an item as an answer."""

    item: str
    useful: bool
    reason: str = ""


@dataclass(frozen=True)
class Asked:
    """A question of the log; `items` are the keys of the answers, best first; `asker` None: without name.

    `key` is the name of the key that a program asked with, empty where none did or it is without name;
    `server` is 0 where it was asked in none.
    """

    made: datetime
    question: str
    answered: bool
    confidence: float
    items: tuple[str, ...]
    asker: int | None = None
    id: int = 0
    opinions: tuple[Opinion, ...] = ()
    key: str = ""
    server: int = 0


class QuestionLog:
    """Questions and the feedback on their answers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, asked: Asked) -> int:
        """Note a question that was just answered; its number in the log, whatever `asked.id` is."""
        values = {
            "made": asked.made,
            "question": asked.question,
            "answered": asked.answered,
            "confidence": asked.confidence,
            "items": asked.items,
            "asker": asked.asker,
            "key": asked.key or None,
            "server": asked.server,
        }
        note = insert(tables.questions).returning(tables.questions.c.id)
        async with self._database.writing() as connection:
            number = await connection.scalar(note, values)
        return int(number or 0)

    async def judge(self, question: int, opinion: Opinion, giver: int, *, named: bool = False) -> None:
        """Note what a member thinks of an item, in the place of what they thought of it before.

        :param named: whether the member's number is kept.
        """
        table = tables.feedback
        async with self._database.writing(at_once=True) as connection:
            voter = await voter_of(connection, question, giver)
            values = {
                "question": question,
                "item": opinion.item,
                "useful": opinion.useful,
                "reason": opinion.reason,
                "giver": giver if named else None,
                "voter": voter,
            }
            own = (table.c.question == question) & (table.c.item == opinion.item) & (table.c.voter == voter)
            await connection.execute(delete(table).where(own))
            await connection.execute(insert(table), values)

    async def all(self) -> tuple[Asked, ...]:
        """The whole log, oldest first."""
        async with self._database.reading() as connection:
            questions = await connection.execute(select(tables.questions).order_by(tables.questions.c.id))
            feedback = await connection.execute(select(tables.feedback).order_by(tables.feedback.c.id))
        opinions: dict[int, list[Opinion]] = {}
        for row in feedback:
            opinions.setdefault(row.question, []).append(Opinion(row.item, row.useful, row.reason))
        return tuple(
            Asked(
                id=row.id,
                made=row.made,
                question=row.question,
                answered=row.answered,
                confidence=row.confidence,
                items=row.items,
                asker=row.asker,
                key=row.key or "",
                opinions=tuple(opinions.get(row.id, ())),
                server=row.server,
            )
            for row in questions
        )
