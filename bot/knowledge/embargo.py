"""Until when something is held back: a day and time, as an editor may write it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.knowledge.dates import read_date
from bot.knowledge.opening import IrregularFileError, TooLargeFileError, regular_bytes

WORD = b"embargo"
"""Stands in every file that has one."""
_NAMED = re.compile(r"(?P<moment>.+?)\s+(?P<zone>UTC|GMT|[A-Za-z_]+(?:/[\w+-]+)+)")
"""A moment with its zone by name behind it: "2031-06-01 18:00 Europe/Oslo"."""


def read_embargo(text: str) -> datetime:
    """A day and time, with or without a zone. Raises ValueError for anything else, a day alone, too."""
    named = _NAMED.fullmatch(text.strip())
    moment = read_date(named["moment"] if named else text.strip())
    if not isinstance(moment, datetime):
        raise ValueError("a day without a time")
    if named is None:
        return moment
    if moment.tzinfo:
        raise ValueError("two zones")
    try:
        return moment.replace(tzinfo=ZoneInfo(named["zone"]))
    except (KeyError, OSError) as error:
        raise ValueError(f"no zone: {named['zone']}") from error


def opens_at(embargo: datetime, zone: tzinfo | None) -> datetime:
    """The moment at which an embargo ends.

    :param zone: the operator's, of what names none; the machine's where None.
    """
    if embargo.tzinfo:
        return embargo
    if zone:
        return embargo.replace(tzinfo=zone)
    try:
        return embargo.astimezone()
    except (OverflowError, ValueError, OSError):  # too far away for the system's clock, as the year 9999
        return embargo.replace(tzinfo=UTC)


def _moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return read_embargo(value)
    except ValueError:
        raise PydanticCustomError("not_an_embargo", "not a day and time") from None


Embargo = Annotated[
    datetime | None,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*$"}),
    Field(
        description="Until when it is held back: day and time, as 2031-06-01T18:00+02:00. Without a zone "
        "they are the operator’s."
    ),
]


def speaks_of_embargo(path: Path) -> bool:
    """Whether the word stands in a file, broken or not; not where it cannot be read."""
    try:
        return WORD in regular_bytes(path)
    except (OSError, IrregularFileError, TooLargeFileError):
        return False
