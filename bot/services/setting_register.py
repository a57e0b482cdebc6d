"""The settings that a server may set for itself: one entry each, from which every screen is drawn.

An entry's sentence, type and default are those of the operator's setting of the same name, whose value is
also how far a server may go. Titles and sentences are English, and translated where they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, get_args

from annotated_types import Ge, Gt

from bot.settings import ANEW, COMMAS, INTENT, Settings, SettingsError, read


class SettingValueError(Exception):
    """A value that cannot be set; the `reason` is a sentence that says why, and what can be."""

    def __init__(self, setting: ServerSetting, reason: str) -> None:
        super().__init__(f"{setting.name}: {reason}")
        self.setting = setting
        self.reason = reason


class SettingKind(StrEnum):
    """What a value is, and so how it is typed or chosen."""

    NUMBER = "number"
    CHOICE = "choice"
    TIME_ZONE = "time zone"
    CHANNELS = "channels"
    ROLES = "roles"
    HOURS = "hours"


class Screen(StrEnum):
    """The subjects of the settings, a screen each."""

    ANSWERS = "answers"
    LISTENING = "listening"
    LANGUAGE = "language"
    RIGHTS = "rights"
    FOLLOWS = "follows"
    PACE = "pace"
    KEPT = "kept"

    @property
    def heading(self) -> str:
        """What stands above it."""
        return _HEADINGS[self]


_HEADINGS = {
    Screen.ANSWERS: "Where and how it answers",
    Screen.LISTENING: "Listening",
    Screen.LANGUAGE: "Language and dates",
    Screen.RIGHTS: "Who may do what",
    Screen.FOLLOWS: "Follows and digests",
    Screen.PACE: "Pace and quiet hours",
    Screen.KEPT: "What is kept",
}


class Limit(StrEnum):
    """How the operator's value limits a server's: not at all, from above, or by being empty."""

    NONE = "none"
    AT_MOST = "at most"
    IF_SET = "if set"


@dataclass(frozen=True)
class ServerSetting:
    """A setting, named as the operator's is, under the title by which its screen shows it.

    `by_channel`: a single channel may have its own value. `home_only`: it is the home server's to set.
    `empty` is what no value means.
    """

    name: str
    screen: Screen
    title: str
    kind: SettingKind
    limit: Limit = Limit.NONE
    by_channel: bool = True
    home_only: bool = False
    empty: str = ""

    @property
    def sentence(self) -> str:
        """What it does, without what only the operator needs to know."""
        sentence = Settings.model_fields[self.name].description or ""
        for each in (ANEW, INTENT, COMMAS):
            sentence = sentence.removesuffix(each)
        return sentence

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
            raise SettingValueError(self, sentence) from None

    def check(self, value: Any, operator: Settings) -> None:
        """Hold a value against the operator's.

        :raises SettingValueError: it goes beyond what the operator allows.
        """
        allowed = getattr(operator, self.name)
        if self.limit is Limit.IF_SET and value and not allowed:
            needed = f"the operator has not allowed this; it needs BRIEFING_{self.name.upper()}."
            raise SettingValueError(self, needed)
        if self.within(value, operator) != value:
            raise SettingValueError(self, f"the operator allows {allowed} at most, not {value}.")

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


_CHOICE, _NUMBER, _ROLES = SettingKind.CHOICE, SettingKind.NUMBER, SettingKind.ROLES
_AT_MOST = Limit.AT_MOST


def _channels(name: str, screen: Screen, title: str, empty: str, limit: Limit = Limit.NONE) -> ServerSetting:
    """Channels of a server, which a single one cannot set."""
    return ServerSetting(name, screen, title, SettingKind.CHANNELS, limit, by_channel=False, empty=empty)


def _keepers(name: str, title: str) -> ServerSetting:
    """Roles that keep the knowledge, besides those who always may."""
    return ServerSetting(
        name, Screen.RIGHTS, title, _ROLES, by_channel=False, home_only=True, empty="administrators"
    )


REGISTER = (
    ServerSetting("answering", Screen.ANSWERS, "Answers", _CHOICE, _AT_MOST),
    _channels("answer_channels", Screen.ANSWERS, "Only in these channels", "in all of them"),
    ServerSetting("private_answers", Screen.ANSWERS, "Answers in private", _CHOICE),
    ServerSetting("cards", Screen.ANSWERS, "Form of answers", _CHOICE),
    ServerSetting("reaction_checks", Screen.ANSWERS, "Checks by 🔎", _CHOICE, _AT_MOST),
    ServerSetting("remember_minutes", Screen.ANSWERS, "Minutes of a conversation", _NUMBER, _AT_MOST),
    ServerSetting("thread_after", Screen.ANSWERS, "Questions until a thread", _NUMBER),
    _channels("listen_channels", Screen.LISTENING, "Channels listened to", "none", Limit.IF_SET),
    ServerSetting("listening", Screen.LISTENING, "How it speaks up", _CHOICE, _AT_MOST),
    ServerSetting("language", Screen.LANGUAGE, "Language", _CHOICE),
    ServerSetting("date_style", Screen.LANGUAGE, "Days", _CHOICE),
    ServerSetting(
        "time_zone",
        Screen.LANGUAGE,
        "Time zone",
        SettingKind.TIME_ZONE,
        by_channel=False,
        empty="the machine's",
    ),
    ServerSetting("follow_roles", Screen.RIGHTS, "Who may follow", _ROLES, empty="everybody"),
    ServerSetting("verify_roles", Screen.RIGHTS, "Who may check in public", _ROLES, empty="everybody"),
    _keepers("publish_roles", "Who may publish"),
    _keepers("reload_roles", "Who may reload"),
    ServerSetting("follow_digest", Screen.FOLLOWS, "Digest", _CHOICE),
    ServerSetting("digest_hour", Screen.FOLLOWS, "Hour of the digest", _NUMBER),
    ServerSetting("digest_day", Screen.FOLLOWS, "Day of the weekly digest", _CHOICE),
    ServerSetting("follow_posts", Screen.FOLLOWS, "Posts per day", _NUMBER, _AT_MOST),
    ServerSetting("channel_follows", Screen.FOLLOWS, "Follows of a channel", _NUMBER, _AT_MOST),
    ServerSetting(
        "member_follows", Screen.FOLLOWS, "Follows of a member", _NUMBER, _AT_MOST, by_channel=False
    ),
    ServerSetting("member_pace", Screen.PACE, "Pace of a member", _NUMBER, _AT_MOST),
    ServerSetting("channel_pace", Screen.PACE, "Pace of a channel", _NUMBER, _AT_MOST),
    ServerSetting("editor_pace", Screen.PACE, "Pace of an editor", _NUMBER, _AT_MOST),
    ServerSetting("quiet_hours", Screen.PACE, "Quiet hours", SettingKind.HOURS, empty="none"),
    ServerSetting("question_log", Screen.KEPT, "Questions", _CHOICE, _AT_MOST),
    ServerSetting("log_days", Screen.KEPT, "Days of questions", _NUMBER, _AT_MOST, by_channel=False),
)
