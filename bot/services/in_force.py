"""All settings in force at a place, and what they decide there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from bot.services.rate_limits import Pace

LogMode = Literal["off", "anonymous", "named"]
ListeningMode = Literal["off", "reaction", "answer"]


@dataclass(frozen=True)
class PlaceSettings:
    """The settings of the register with their values at a place; a field for each, of the same name."""

    question_log: LogMode
    remember_minutes: int
    thread_after: int
    member_pace: int
    channel_pace: int
    follow_posts: int
    time_zone: str
    reaction_checks: Literal["off", "on"]
    listen_channels: tuple[int, ...]
    listening: ListeningMode

    @property
    def pace(self) -> Pace:
        """How fast may be asked."""
        return Pace(self.member_pace, self.channel_pace)

    @property
    def memory(self) -> timedelta:
        """For how long a conversation is remembered."""
        return timedelta(minutes=self.remember_minutes)

    @property
    def zone(self) -> tzinfo | None:
        """The time zone of days; None: the machine's."""
        return ZoneInfo(self.time_zone) if self.time_zone else None

    @property
    def checks_reactions(self) -> bool:
        """Whether a lens put to a message has it checked."""
        return self.reaction_checks == "on"

    def wants_thread(self, turns: int) -> bool:
        """Whether a conversation of so many questions goes on in a thread."""
        return 0 < self.thread_after <= turns

    def listens(self, channels: Collection[int]) -> bool:
        """Whether one of these channels (a thread and the one it belongs to) is listened to."""
        return self.listening != "off" and not set(channels).isdisjoint(self.listen_channels)

    @property
    def only_reacts(self) -> bool:
        """Whether a channel that is listened to gets a sign only, and the answer goes to who wants it."""
        return self.listening == "reaction"
