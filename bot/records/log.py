"""The question log: what was asked, what was answered, and what people thought of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from bot.records.database import Database


@dataclass(frozen=True)
class Opinion:
    """What somebody thought of an item as an answer."""

    item: str
    useful: bool
    reason: str = ""


@dataclass(frozen=True)
class Asked:
    """A question of the log; `items` are the keys of the answers, best first; `asker` None: without name."""

    made: datetime
    question: str
    answered: bool
    confidence: float
    items: tuple[str, ...]
    asker: int | None = None
    id: int = 0
    opinions: tuple[Opinion, ...] = ()


class QuestionLog:
    """Questions and the feedback on their answers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, asked: Asked) -> int:
        """Note a question that was just answered; its number in the log, whatever `asked.id` is."""
        values = (
            asked.made.isoformat(),
            asked.question,
            asked.answered,
            asked.confidence,
            json.dumps(asked.items),
            asked.asker,
        )
        async with self._database.writing() as connection:
            cursor = await connection.execute(
                "INSERT INTO questions (made, question, answered, confidence, items, asker)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                values,
            )
        return int(cursor.lastrowid or 0)

    async def judge(self, question: int, opinion: Opinion, giver: int | None) -> None:
        """Note what somebody thinks of an item; the last word on it counts."""
        async with self._database.writing() as connection:
            await connection.execute(
                "INSERT OR REPLACE INTO feedback (question, item, useful, reason, giver)"
                " VALUES (?, ?, ?, ?, ?)",
                (question, opinion.item, opinion.useful, opinion.reason, giver),
            )

    async def all(self) -> tuple[Asked, ...]:
        """The whole log, oldest first."""
        async with self._database.reading() as connection:
            questions = await connection.execute_fetchall("SELECT * FROM questions ORDER BY id")
            feedback = await connection.execute_fetchall("SELECT * FROM feedback ORDER BY rowid")
        opinions: dict[int, list[Opinion]] = {}
        for row in feedback:
            opinion = Opinion(row["item"], bool(row["useful"]), row["reason"])
            opinions.setdefault(row["question"], []).append(opinion)
        return tuple(
            Asked(
                id=row["id"],
                made=datetime.fromisoformat(row["made"]),
                question=row["question"],
                answered=bool(row["answered"]),
                confidence=row["confidence"],
                items=tuple(json.loads(row["items"])),
                asker=row["asker"],
                opinions=tuple(opinions.get(row["id"], ())),
            )
            for row in questions
        )
