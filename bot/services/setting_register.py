"""The settings that a server may set for itself: one entry each, from which every screen is drawn.

An entry's sentence, type and default are those of the operator's setting of the same name, whose value is
also how far a server may go.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, get_args

from annotated_types import Ge, Gt

from bot.settings import Settings, SettingsError, read


class SettingValueError(Exception):
    """A value that cannot be set: a sentence that says why, and what can be."""


class SettingKind(StrEnum):
    """What a value is, and so how it is typed or chosen."""

    NUMBER = "number"
    CHOICE = "choice"
    TIME_ZONE = "time zone"
    CHANNELS = "channels"


class Limit(StrEnum):
    """How the operator's value limits a server's: not at all, from above, or by being empty."""

    NONE = "none"
    AT_MOST = "at most"
    IF_SET = "if set"


@dataclass(frozen=True)
class ServerSetting:
    """A setting, named as the operator's is. `by_channel`: a single channel may have its own value."""

    name: str
    kind: SettingKind
    limit: Limit
    by_channel: bool = True

    @property
    def sentence(self) -> str:
        """What it does."""
        return Settings.model_fields[self.name].description or ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The values of a choice, from the one that allows least; nothing for other kinds."""
        return (
            get_args(Settings.model_fields[self.name].annotation) if self.kind is SettingKind.CHOICE else ()
        )

    @property
    def least(self) -> int:
        """The lowest number that can be set; 0 for other kinds."""
        for bound in Settings.model_fields[self.name].metadata:
            if isinstance(bound, Ge):
                return int(str(bound.ge))
            if isinstance(bound, Gt):
                return int(str(bound.gt)) + 1
        return 0

    def most(self, operator: Settings) -> Any:
        """The operator's value, where a server may not go beyond it; else None."""
        return getattr(operator, self.name) if self.limit is Limit.AT_MOST else None

    def read(self, given: object) -> Any:
        """The value that somebody typed or that was stored.

        :raises SettingValueError: it is none.
        """
        try:
            return read(self.name, given)
        except SettingsError as error:
            sentence = str(error) if str(error).endswith("?") else f"{error}."
            raise SettingValueError(f"{self.name}: {sentence}") from None

    def check(self, value: Any, operator: Settings) -> None:
        """Hold a value against the operator's.

        :raises SettingValueError: it goes beyond what the operator allows.
        """
        allowed = getattr(operator, self.name)
        if self.limit is Limit.IF_SET and value and not allowed:
            raise SettingValueError(
                f"{self.name}: the operator has not allowed this; it needs BRIEFING_{self.name.upper()}."
            )
        if self.within(value, operator) != value:
            raise SettingValueError(f"{self.name}: the operator allows {allowed} at most, not {value}.")

    def within(self, value: Any, operator: Settings) -> Any:
        """The value as far as the operator allows it, who may have changed that since it was set."""
        allowed = getattr(operator, self.name)
        match self.limit:
            case Limit.AT_MOST:
                return min(value, allowed, key=self._rank)
            case Limit.IF_SET:
                return value if allowed else allowed
            case Limit.NONE:
                return value

    def _rank(self, value: Any) -> int:
        return self.choices.index(value) if self.kind is SettingKind.CHOICE else int(value)


REGISTER = (
    ServerSetting("question_log", SettingKind.CHOICE, Limit.AT_MOST),
    ServerSetting("remember_minutes", SettingKind.NUMBER, Limit.AT_MOST),
    ServerSetting("thread_after", SettingKind.NUMBER, Limit.NONE),
    ServerSetting("member_pace", SettingKind.NUMBER, Limit.AT_MOST),
    ServerSetting("channel_pace", SettingKind.NUMBER, Limit.AT_MOST),
    ServerSetting("follow_posts", SettingKind.NUMBER, Limit.AT_MOST),
    ServerSetting("time_zone", SettingKind.TIME_ZONE, Limit.NONE, by_channel=False),
    ServerSetting("reaction_checks", SettingKind.CHOICE, Limit.AT_MOST),
    ServerSetting("listen_channels", SettingKind.CHANNELS, Limit.IF_SET, by_channel=False),
    ServerSetting("listening", SettingKind.CHOICE, Limit.AT_MOST),
)
