"""What the operator sets: environment variables and `.env`, read once at the start.

The one place of every setting's name, default and line of help; `.env.example` is checked against it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import time, tzinfo
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from dotenv import dotenv_values
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_serializer, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from rapidfuzz import process

from bot.text import ServerAddress

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

PREFIX = "BRIEFING_"
# Two names are one mistyped from this likeness on (0 to 100): a letter or two in a name of ten.
MISTYPED = 80
# Pydantic's errors, by their type, in the words of somebody who does not program.
_PLAIN = {
    "int_parsing": "this is not a whole number",
    "bool_parsing": "this must be true or false",
    "literal_error": "this must be {expected}",
    "greater_than": "this must be more than {gt}",
    "greater_than_equal": "this must be {ge} or more",
    "less_than_equal": "this must be {le} or less",
}

# A web site as browsers name it: no path, no capital letter.
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?")

ANEW = " Read again at a SIGHUP."
"""Ends the help of a setting that needs no new start."""
COMMAS = " Separated by commas."
INTENT = " Needs the message-content intent."

Numbers = Annotated[tuple[int, ...], NoDecode]
Words = Annotated[tuple[str, ...], NoDecode]
_LISTS = (
    "admin_roles", "allowed_servers", "listen_channels", "answer_channels", "follow_roles", "verify_roles",
    "publish_roles", "reload_roles",
)  # fmt: skip
# How the address of a PostgreSQL database begins.
_SERVERS = frozenset({"postgresql+asyncpg", "postgresql", "postgres"})
_HOURS = re.compile(r"(\d{1,2})(?::(\d\d))?\s*(?:-|–|to)\s*(\d{1,2})(?::(\d\d))?")


class SettingsError(Exception):
    """Settings that cannot be used: one line for each, with the setting's name."""


class Settings(BaseSettings):
    """The operator's settings. Numbers of servers, roles and channels are Discord's ids."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore",
        frozen=True, populate_by_name=True, hide_input_in_errors=True, arbitrary_types_allowed=True,
    )  # fmt: skip

    token: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("DISCORD_TOKEN", "BRIEFING_TOKEN"),
        description="The bot's token, from discord.com/developers, Bot, Reset Token. Needed by `run` only.",
    )
    knowledge: Path = Field(default=Path("knowledge"), description="The folder with the knowledge files.")
    index: Path | None = Field(
        default=None, description="Where the search index is kept. Empty: next to the knowledge."
    )
    search: SecretStr | None = Field(
        default=None,
        description="An OpenSearch index that is searched instead of one kept on this machine, such as "
        "opensearch+https://host:9200/briefing. Empty: the latter. Needs the package's extra `opensearch`.",
    )
    search_user: str = Field(
        default="", description="The user as whom OpenSearch is asked. Empty: what BRIEFING_SEARCH says."
    )
    search_password: SecretStr | None = Field(
        default=None, description="That user's password. Empty: what BRIEFING_SEARCH says."
    )
    search_ca: Path | None = Field(
        default=None,
        description="A file with the certificate of who vouches for OpenSearch's. Empty: those that the "
        "system trusts.",
    )
    indexes: bool = Field(
        default=True,
        description="Whether this bot brings the OpenSearch index up to date from its knowledge folder: true "
        "for one bot, false for those that answer from the same index and need no folder.",
    )
    watch: bool = Field(
        default=False,
        description="Whether knowledge files are read again as soon as they change, without "
        "/knowledge reload: true or false. Needs the package's extra `watch`.",
    )
    home_guild: int | None = Field(
        default=None,
        gt=0,
        description="The home server, whose administrators may use /knowledge. Empty: the first "
        "server that the bot was in alone, wherever it is invited later." + ANEW,
    )
    allowed_servers: Numbers = Field(
        default=(),
        description="Servers where the bot may be, besides its home. Empty: wherever it is invited."
        + COMMAS
        + ANEW,
    )
    unknown_servers: Literal["leave", "ask"] = Field(
        default="leave",
        description="What to do when another server invites the bot: leave (it says so and "
        "leaves) or ask (it answers nothing there until its owner says yes, by "
        "direct message or `briefing-bot servers allow`). With ask, the owner is "
        "asked about every server, even if none are listed above." + ANEW,
    )
    leave_days: int = Field(
        default=7,
        ge=0,
        le=3650,
        description="How many days after the bot has left a server everything kept about it is deleted."
        + ANEW,
    )
    admin_roles: Numbers = Field(
        default=(),
        description="Roles of the home server that may also use /knowledge, separated by commas. Let "
        "them see it in the server's settings, under Integrations." + ANEW,
    )
    listen_channels: Numbers = Field(
        default=(),
        description="Channels that the bot listens to: it answers what is asked there of nobody "
        "in particular, if it is sure of the answer." + COMMAS + INTENT,
    )
    listening: Literal["off", "reaction", "answer"] = Field(
        default="answer",
        description="How the bot speaks up in a channel that it listens to: off (not at all), "
        "reaction (it adds a 💬, and whoever adds theirs gets the answer by direct "
        "message) or answer.",
    )
    message_content: bool = Field(
        default=False,
        description="Whether a reply or a 🔎 has somebody else's message checked even if the bot "
        "listens to no channel: true or false. Needs the message-content intent.",
    )
    reaction_checks: Literal["off", "on"] = Field(
        default="on", description="Whether adding a 🔎 to a message has it checked: off or on."
    )
    answering: Literal["off", "on"] = Field(
        default="on",
        description="Whether the bot answers questions at all: off (it posts no news of follows "
        "either) or on." + ANEW,
    )
    answer_channels: Numbers = Field(
        default=(),
        description="The only channels where the bot answers questions and posts news. Empty: "
        "all of them." + COMMAS + ANEW,
    )
    private_answers: Literal["off", "on"] = Field(
        default="off",
        description="Whether an answer is shown only to whoever asked, unless they choose "
        "otherwise (after a mention, with a button): off or on." + ANEW,
    )
    language: Literal["auto", "en", "ja"] = Field(
        default="auto",
        description="The language of everything except the editors' words: auto (each member's "
        "own for commands and buttons, the server's for messages), en (English) or "
        "ja (Japanese)." + ANEW,
    )
    date_style: Literal["day-month", "month-day", "iso"] = Field(
        default="day-month",
        description="How days are written: day-month (3 March 2031), month-day (March 3, 2031) or iso "
        "(2031-03-03)." + ANEW,
    )
    follow_roles: Numbers = Field(
        default=(),
        description="Roles that may follow and end what others follow. Empty: everybody may follow, and "
        "people who manage the channel may end what others follow." + COMMAS + ANEW,
    )
    verify_roles: Numbers = Field(
        default=(),
        description="Roles whose checks of quotations everybody can see; other members' checks are "
        "shown only to them. Empty: everybody." + COMMAS + ANEW,
    )
    publish_roles: Numbers = Field(
        default=(),
        description="Roles of the home server that may draft and publish articles with "
        "/knowledge, besides its administrators." + COMMAS + ANEW,
    )
    reload_roles: Numbers = Field(
        default=(),
        description="Roles of the home server that may reload the knowledge and see its status, besides its "
        "administrators." + COMMAS + ANEW,
    )
    quiet_hours: str = Field(
        default="",
        description="Hours in which the bot posts nothing that nobody asked for, such as 22-7 or "
        "22:30-06:00. Empty: none." + ANEW,
    )
    cards: Literal["text", "embeds", "layout"] = Field(
        default="layout",
        description="How answers look on Discord: text (plain), embeds (one card, its buttons below) or "
        "layout (each quotation with its own buttons)." + ANEW,
    )
    records: Path | ServerAddress = Field(
        default=Path("records/briefing.sqlite"),
        description="Where what outlives a restart is kept (buttons, the question log, follows): a SQLite "
        "file, or the address of a PostgreSQL database, postgresql+asyncpg://user:password@host/database, "
        "which needs the extra `postgres`.",
    )
    question_log: Literal["off", "anonymous", "named"] = Field(
        default="anonymous",
        description="Whether questions and feedback are kept: off, anonymous (no names) or named." + ANEW,
    )
    log_days: int = Field(
        default=30, gt=0, le=3650, description="How many days the question log is kept." + ANEW
    )
    button_days: int = Field(
        default=7, gt=0, le=3650, description="How many days the buttons under an answer work." + ANEW
    )
    recall_days: int = Field(
        default=7, ge=0, le=3650,
        description="How many days an answer is amended if something it showed is corrected or "
                    "removed. 0: never.",
    )  # fmt: skip
    remember_minutes: int = Field(
        default=10, ge=0, le=1440,
        description="How many minutes a conversation is remembered, so that questions can follow up." + ANEW,
    )  # fmt: skip
    thread_after: int = Field(
        default=0, ge=0,
        description="After how many questions in a row a conversation moves to a thread. 0: never." + ANEW,
    )  # fmt: skip
    member_pace: int = Field(
        default=20,
        gt=0,
        description="How many questions, commands and button presses one member may make in half "
        "a minute." + ANEW,
    )
    channel_pace: int = Field(
        default=60,
        gt=0,
        description="The same for all members of a channel together." + ANEW,
    )
    editor_pace: int = Field(
        default=60,
        gt=0,
        description="The same for people who manage the server or the knowledge; they do not "
        "count towards the channel's pace." + ANEW,
    )
    follow_posts: int = Field(
        default=5,
        gt=0,
        description="How many posts a day, at most, go to a channel that follows a person or topic." + ANEW,
    )
    workers: int | None = Field(
        default=None,
        ge=0,
        le=64,
        description="Processes in which `run` and `serve` answer questions, so that these use every core and "
        "do not wait for each other. Empty: one a core where there are several. 0: none, the program's own "
        "process answers.",
    )
    follow_digest: Literal["off", "daily", "weekly"] = Field(
        default="off",
        description="Whether news of what is followed is gathered in one post: off (posted at once), daily "
        "or weekly. A single follow can have its own." + ANEW,
    )
    digest_hour: int = Field(
        default=9, ge=0, le=23,
        description="The hour from which a digest is posted, in the server's or channel's time zone: "
        "0 to 23." + ANEW,
    )  # fmt: skip
    digest_day: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = Field(
        default="monday", description="The day on which a weekly digest is posted." + ANEW
    )
    member_follows: int = Field(
        default=20,
        gt=0,
        description="How many people and topics one member may have a server's channels follow." + ANEW,
    )
    channel_follows: int = Field(
        default=40, gt=0, description="How many people and topics one channel may follow." + ANEW
    )
    time_zone: str = Field(
        default="",
        description='The time zone for "today", such as Europe/Berlin. Empty: the machine\'s.',
    )
    web: bool = Field(
        default=False, description="Whether `run` also answers by HTTP (programs, /healthz, "
                                   "/readyz and /metrics): true or false. Needs the package's "
                                   "extra `web`.",
    )  # fmt: skip
    web_host: str = Field(
        default="127.0.0.1", min_length=1,
        description="The address for HTTP. The default can be reached only from this machine.",
    )  # fmt: skip
    web_port: int = Field(default=8642, gt=0, lt=65536, description="The port for HTTP.")
    web_names: Words = Field(
        default=(),
        description="Host names that HTTP requests may use, besides localhost and addresses, "
        "such as bot.example. Separated by commas.",
    )
    web_origins: Words = Field(
        default=(),
        description="Websites whose pages may ask from their visitors' browsers (CORS), such as "
        "https://news.example. Separated by commas.",
    )
    key_pace: int = Field(
        default=60, gt=0, description="How many HTTP requests one key may make in half a minute." + ANEW
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="How the log is written: text (lines for people) or json (for programs)."
    )
    log_words: bool = Field(
        default=False, description="Whether members' questions are logged word for word: true or false."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much is logged: DEBUG, INFO, WARNING or ERROR." + ANEW
    )

    @field_validator(*_LISTS, mode="before")
    @classmethod
    def _separated(cls, value: object) -> object:
        """Ids as people write them in one line: separated by commas or blanks."""
        if not isinstance(value, str):
            return value
        parts = value.replace(",", " ").split()
        wrong = [part for part in parts if not _is_id(part)]
        if wrong:
            raise ValueError(f"{wrong[0]!r} is not an id; ids are whole numbers, separated by commas")
        return tuple(int(part) for part in parts)

    @field_validator("web_names", "web_origins", mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("web_origins")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for each in value:
            if not _ORIGIN.fullmatch(each):
                raise ValueError(
                    f"{each!r} is not an origin; write it like https://news.example, without a path"
                )
        return value

    @field_validator("home_guild", mode="before")
    @classmethod
    def _id(cls, value: object) -> object:
        if isinstance(value, str) and not _is_id(value.strip()):
            raise ValueError(f"{value!r} is not an id; an id is a whole number")
        return value

    @field_validator("records", mode="before")
    @classmethod
    def _place(cls, value: object) -> object:
        """An address is kept apart from files, for the password in it."""
        if not isinstance(value, str) or "://" not in value:
            return value
        try:
            address = ServerAddress(value.strip())
        except ValueError:
            raise ValueError(
                "this is no address; write it like postgresql+asyncpg://user:password@host/database, and in"
                " the password %40 for @, %3A for :, %2F for /, %3F for ?, %23 for # and %25 for %"
            ) from None
        if address.scheme not in _SERVERS:
            raise ValueError(
                f"records can be kept in a SQLite file or by PostgreSQL, and not by {address.scheme}; write a"
                " file's name, or postgresql+asyncpg://user:password@host/database"
            )
        return address

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        if not value or value in (known := _time_zones()):
            return value
        near = process.extractOne(value, known, processor=str.casefold, score_cutoff=MISTYPED)
        meant = f"did you mean {near[0]}?" if near else "write it like Europe/Berlin or UTC"
        raise ValueError(f"{value!r} is not a time zone; {meant}")

    @field_validator("quiet_hours")
    @classmethod
    def _hours(cls, value: str) -> str:
        """Two times of day, as 22:00-07:00."""
        if not value.strip():
            return ""
        found = _HOURS.fullmatch(value.strip())
        try:
            first, last = (time(int(hour) % 24, int(minute or 0)) for hour, minute in _pairs(found))
        except ValueError:
            raise ValueError(f"{value!r} are not hours; write them like 22-7 or 22:30-06:00") from None
        return f"{first:%H:%M}-{last:%H:%M}"

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_serializer("records")
    def _shown(self, value: Path | ServerAddress) -> str:
        """An address without its password."""
        return str(value)

    @property
    def reads_messages(self) -> bool:
        """Whether the bot is to see what is not written to it."""
        return bool(self.listen_channels) or self.message_content

    def zone(self) -> tzinfo | None:
        """The time zone of days; None: the machine's."""
        return ZoneInfo(self.time_zone) if self.time_zone else None


def load(**given: Any) -> Settings:
    """The settings from the environment and `.env`; what is `given` here by name wins over both.

    Raises SettingsError with a line for each wrong or unknown setting.
    """
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError("\n".join(_lines(error))) from None


def renewed(old: Settings, new: Settings) -> tuple[Settings, tuple[str, ...]]:
    """The settings after a SIGHUP, and the variables of those that changed and need a new start.

    What needs one keeps its former value till then.
    """
    changed = [name for name in Settings.model_fields if getattr(old, name) != getattr(new, name)]
    taken = {name: getattr(new, name) for name in changed if _is_taken_up(name)}
    waiting = tuple(_variable(name) for name in changed if name not in taken)
    return old.model_copy(update=taken), waiting


def _is_taken_up(name: str) -> bool:
    return str(Settings.model_fields[name].description).endswith(ANEW)


def read(name: str, given: object) -> Any:
    """The value of a single setting, by its field's name, as it would be read from the environment.

    Raises SettingsError with the reason where it is none.
    """
    values: dict[str, Any] = {"_env_file": None, name: given}
    try:
        return getattr(Settings(**values), name)
    except ValidationError as error:
        for each in error.errors(include_input=False, include_url=False):
            if each["loc"][:1] == (name,):
                raise SettingsError(_reason(each)) from None
        raise


def names() -> dict[str, str]:
    """Every setting's field and the environment variable that sets it."""
    return {name: _variable(name) for name in Settings.model_fields}


def secrets() -> frozenset[str]:
    """The fields of what nobody else may see."""
    return frozenset(
        name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)
    )


def is_secret(name: str, value: object) -> bool:
    """Whether nobody else may see this value of a field; an address has a password in it."""
    return name in secrets() or (name == "records" and "://" in str(value))


def has_records(chosen: Settings) -> bool:
    """Whether there may be records by now: a file that is there, or a server's, which says so itself."""
    return not isinstance(chosen.records, Path) or chosen.records.exists()


def unknown() -> list[str]:
    """A line for each variable with our prefix that sets nothing, with the name that was probably meant."""
    variables = {*os.environ}
    # A file that cannot be read is told where its settings are needed.
    with suppress(OSError, ValueError):
        variables |= {*dotenv_values(".env")}
    known = [*names().values(), f"{PREFIX}TOKEN"]
    lines = []
    for variable in sorted(variables):
        if variable.upper().startswith(PREFIX) and variable.upper() not in known:
            near = process.extractOne(variable.upper(), known, score_cutoff=MISTYPED)
            mend = f" Did you mean {near[0]}?" if near else ""
            lines.append(f"{variable} is no setting.{mend}")
    return lines


@cache
def _time_zones() -> frozenset[str]:
    """All that this machine knows; each is a file that is opened, and settings are read all the time."""
    return frozenset(available_timezones())


def _pairs(found: re.Match[str] | None) -> tuple[tuple[str, str], ...]:
    """Hour and minute of both times. Raises ValueError where there are none, or no such hour is."""
    if found is None or any(int(hour) > 24 for hour in found.group(1, 3)):
        raise ValueError
    return found.group(1, 2), found.group(3, 4)  # type: ignore[return-value]


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) > 0


def _variable(name: str) -> str:
    alias = Settings.model_fields[name].validation_alias
    return str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"{PREFIX}{name.upper()}"


def _lines(error: ValidationError) -> Iterable[str]:
    for each in error.errors(include_input=False, include_url=False):
        place = str(each["loc"][0]) if each["loc"] else ""
        name = names().get(place, place)
        yield f"{name}: {_reason(each)}"


def _reason(error: ErrorDetails) -> str:
    """What is wrong with a value, without a full stop: our own sentence where there is one."""
    plain = _PLAIN.get(error["type"])
    if plain:
        return plain.format(**error.get("ctx", {}))
    return error["msg"].removeprefix("Value error, ")
