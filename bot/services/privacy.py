"""What is kept of a member, for how long, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from bot.records import Records
from bot.services.conversations import Conversations
from bot.services.question_log import LogMode
from bot.settings import Settings


@dataclass(frozen=True)
class Retention:
    """How questions are kept, for how many days they and views are, for how many minutes conversations."""

    questions: LogMode
    question_days: int
    view_days: int
    conversation_minutes: int

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """What these settings let be kept."""
        return cls(settings.question_log, settings.log_days, settings.button_days, settings.remember_minutes)


@dataclass(frozen=True)
class Forgotten:
    """What `forget_member` did: how many entries went; whether some stay that nobody can link to a member."""

    entries: int
    unlinked_stay: bool


class Privacy:
    """Forgets members at their wish, and everything in its time."""

    def __init__(self, records: Records, conversations: Conversations, retention: Retention) -> None:
        self._records = records
        self._conversations = conversations
        self.retention = retention

    async def forget_member(self, member: int) -> Forgotten:
        """Delete all that is kept under a member's name, follows included."""
        entries = await self._records.forget_member(member) + self._conversations.forget(member)
        return Forgotten(entries, self.retention.questions == "anonymous")

    async def sweep(self, now: datetime) -> None:
        """Delete what is older than it may be kept."""
        await self._records.forget_before(
            views=now - timedelta(days=self.retention.view_days),
            questions=now - timedelta(days=self.retention.question_days),
        )
