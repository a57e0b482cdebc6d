"""What is kept of questions and of what people thought of their answers, as the operator lets it be kept."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from bot.records import Asked, Opinion, QuestionLog, StoredView
from bot.replies import Reply

LogMode = Literal["off", "anonymous", "named"]

# The reason noted with an item that was chosen among several: the ranking learns from it.
CHOSEN = "chosen"


class QuestionJournal:
    """Notes questions and opinions: not at all, without names, or with their members' numbers."""

    def __init__(self, log: QuestionLog, mode: LogMode) -> None:
        self._log = log
        self._mode = mode

    async def note(self, question: str, reply: Reply, asker: int, now: datetime) -> int | None:
        """Note a question that was just answered; its number in the log, None where none is kept."""
        if self._mode == "off":
            return None
        asked = Asked(
            made=now,
            question=question,
            answered=reply.answered,
            confidence=reply.confidence,
            items=tuple(item.key for item in reply.answers),
            asker=self._name(asker),
        )
        return await self._log.add(asked)

    async def judge(self, view: StoredView, opinion: Opinion, giver: int) -> None:
        """Note an opinion on what was shown, where its question is in the log."""
        if view.question is not None:
            await self._log.judge(view.question, opinion, self._name(giver))

    def _name(self, member: int) -> int | None:
        return member if self._mode == "named" else None
