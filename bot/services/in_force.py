"""All settings in force at a place, and what they decide there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from bot.services.rate_limits import Pace
from bot.services.viewer import Viewer

LogMode = Literal["off", "anonymous", "named"]
CardForm = Literal["text", "embeds", "layout"]
ListeningMode = Literal["off", "reaction", "answer"]
DateStyle = Literal["day-month", "month-day", "iso"]
Switch = Literal["off", "on"]
Digest = Literal["off", "daily", "weekly"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[str, ...] = get_args(Weekday)


@dataclass(frozen=True)
class PlaceSettings:
    """The settings of the register with their values at a place; a field for each, of the same name."""

    answering: Switch
    answer_channels: tuple[int, ...]
    private_answers: Switch
    cards: CardForm
    reaction_checks: Switch
    remember_minutes: int
    thread_after: int
    listen_channels: tuple[int, ...]
    listening: ListeningMode
    language: str
    date_style: DateStyle
    time_zone: str
    follow_roles: tuple[int, ...]
    verify_roles: tuple[int, ...]
    publish_roles: tuple[int, ...]
    reload_roles: tuple[int, ...]
    follow_digest: Digest
    digest_hour: int
    digest_day: Weekday
    follow_posts: int
    channel_follows: int
    member_follows: int
    member_pace: int
    channel_pace: int
    editor_pace: int
    quiet_hours: str
    question_log: LogMode
    log_days: int

    @property
    def pace(self) -> Pace:
        """How fast somebody may go on."""
        return Pace(self.member_pace, self.channel_pace, self.editor_pace)

    @property
    def memory(self) -> timedelta:
        """For how long a conversation is remembered."""
        return timedelta(minutes=self.remember_minutes)

    @property
    def zone(self) -> tzinfo | None:
        """The time zone of days; None: the machine's."""
        return ZoneInfo(self.time_zone) if self.time_zone else None

    def answers(self, viewer: Viewer) -> bool:
        """Whether somebody is answered where they look; in direct messages they always are."""
        if viewer.server is None:
            return True
        return self.answering == "on" and (not self.answer_channels or viewer.channel in self.answer_channels)

    @property
    def answers_privately(self) -> bool:
        """Whether an answer is for whoever asks alone, unless they want it otherwise."""
        return self.private_answers == "on"

    def locale(self, readers: str) -> str:
        """The locale in which is spoken to readers of this one."""
        return readers if self.language == "auto" else self.language

    def is_quiet(self, moment: datetime) -> bool:
        """Whether nothing is said at that moment that nobody asked for."""
        if not self.quiet_hours:
            return False
        first, last = (time.fromisoformat(each) for each in self.quiet_hours.split("-"))
        now = moment.astimezone(self.zone).time()
        # Where the hours begin and end at the same time, they are the whole day.
        return first <= now < last if first < last else now >= first or now < last

    def digest_before(self, moment: datetime, *, weekly: bool) -> datetime:
        """The last moment up to this one at which a digest was due."""
        day = moment.astimezone(self.zone).date()
        if weekly:
            day -= timedelta(days=(day.weekday() - WEEKDAYS.index(self.digest_day)) % 7)
        due = self._digest_on(day)
        return due if due <= moment else self._digest_on(day - timedelta(days=7 if weekly else 1))

    def digest_after(self, moment: datetime, *, weekly: bool) -> datetime:
        """The next moment after this one at which a digest is due."""
        day = self.digest_before(moment, weekly=weekly).astimezone(self.zone).date()
        return self._digest_on(day + timedelta(days=7 if weekly else 1))

    def _digest_on(self, day: date) -> datetime:
        # Without a zone of its own, the machine's of that day, which may have changed its clocks since.
        return datetime.combine(day, time(self.digest_hour), self.zone).astimezone(UTC)

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
        return self.listening == "reaction" or self.answers_privately
