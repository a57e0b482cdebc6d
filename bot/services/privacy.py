"""What is kept of a member, for how long, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.records import Records
from bot.services.conversations import Conversations
from bot.services.in_force import LogMode
from bot.services.server_settings import ServerSettings
from bot.services.viewer import Viewer


@dataclass(frozen=True)
class Retention:
    """How questions are kept; the days for which they are, views, and what messages show; minutes of talk.

    `leave_days`: those for which what is a server's stays after the bot has left it.
    """

    questions: LogMode
    question_days: int
    view_days: int
    recall_days: int
    conversation_minutes: int
    leave_days: int


@dataclass(frozen=True)
class Forgotten:
    """What `forget_member` did: how many entries went; whether some stay that nobody can link to a member.

    `unnamed` are the follows of channels that stay without the member's name.
    """

    entries: int
    unlinked_stay: bool
    unnamed: int = 0


class Privacy:
    """Forgets members at their wish, and everything in its time."""

    def __init__(self, records: Records, conversations: Conversations, settings: ServerSettings) -> None:
        self._records = records
        self._conversations = conversations
        self._settings = settings

    async def retention(self, viewer: Viewer) -> Retention:
        """What is kept of whoever asks where this member looks."""
        here, everywhere = await self._settings.at(viewer), self._settings.operator
        return Retention(
            here.question_log,
            here.log_days,
            everywhere.button_days,
            everywhere.recall_days,
            here.remember_minutes,
            everywhere.leave_days,
        )

    async def forget_member(self, member: int, viewer: Viewer) -> Forgotten:
        """Delete all that is kept under a member's name, wherever they asked.

        What they follow in direct messages goes; what a server's channel follows stays without their name.
        """
        gone = await self._records.forget_member(member)
        entries = gone.deleted + self._conversations.forget(member)
        modes = {self._settings.operator.question_log, (await self._settings.at(viewer)).question_log}
        return Forgotten(entries, "anonymous" in modes, gone.unnamed)

    async def sweep(self, now: datetime) -> None:
        """Delete what is older than it may be kept."""
        days = await self._settings.days_of_questions()
        await self._records.forget_before(
            views=now - timedelta(days=self._settings.operator.button_days),
            questions=now - timedelta(days=self._settings.operator.log_days),
            recalls=now - timedelta(days=self._settings.operator.recall_days),
            now=now,
            questions_of={server: now - timedelta(days=each) for server, each in days.items()},
        )
