"""What is kept of questions and of what people thought of their answers, as it may be where they asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.records import Asked, Opinion, QuestionLog, StoredView, unless_away
from bot.replies import Reply
from bot.services.in_force import LogMode
from bot.services.viewer import Viewer

# The reason noted with an item that was chosen among several: the ranking learns from it.
CHOSEN = "chosen"


class QuestionJournal:
    """Notes questions and opinions: not at all, without names, or with their members' numbers."""

    def __init__(self, log: QuestionLog) -> None:
        self._log = log

    async def note(
        self, question: str, reply: Reply, viewer: Viewer, now: datetime, mode: LogMode
    ) -> int | None:
        """Note a question that was just answered; its number in the log, None where it is not noted."""
        if mode == "off":
            return None
        asked = replace(
            _asked(question, reply, now),
            asker=_name(viewer.member or 0, mode),
            server=viewer.server or 0,
        )
        return await unless_away(self._log.add(asked), None)

    async def note_of_key(self, question: str, reply: Reply, key: str, now: datetime, mode: LogMode) -> None:
        """Note a question that a program asked, as one of a member is: with its key's name where they are."""
        if mode != "off":
            asked = replace(_asked(question, reply, now), key=key if mode == "named" else "")
            await unless_away(self._log.add(asked), None)

    async def judge(self, view: StoredView, opinion: Opinion, giver: int, mode: LogMode) -> None:
        """Note a member's opinion on what was shown, where its question is in the log."""
        if view.question is not None and mode != "off":
            await self._log.judge(view.question, opinion, giver, named=mode == "named")


def _asked(question: str, reply: Reply, now: datetime) -> Asked:
    return Asked(
        made=now,
        question=question,
        answered=reply.answered,
        confidence=reply.confidence,
        items=tuple(item.key for item in reply.answers),
    )


def _name(member: int, mode: LogMode) -> int | None:
    return member if mode == "named" else None
