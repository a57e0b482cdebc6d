"""What tools are given: their arguments with what each must be, and the sentence for one that is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.services import LARGEST_TEXT
from bot.text import DAY, LONGEST, WrongUsageError, reason_of

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# Days are reckoned with: those at the ends of the calendar have no yesterday or no tomorrow.
FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(8999, 12, 31)
MOST_LISTED = 50
"""Entries of one reply: about what an assistant can still read at once."""

Text = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class Arguments(BaseModel):
    """Base of the arguments of a tool; one that is not known is a mistake, not left unread."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, str_max_length=LARGEST_TEXT)


class ArgumentsError(WrongUsageError):
    """Arguments that a tool cannot be called with: a sentence for each, and what it takes."""


class Part(Arguments):
    """Which part of a list."""

    limit: Annotated[int, Field(ge=1, le=MOST_LISTED)] = Field(
        default=10, description="The largest number of entries to return."
    )
    start: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=1,
        description="The entry to start at, counting from 1. Gets the next part of a list that has `more`.",
    )


class Question(Arguments):
    """Of `ask`."""

    question: Text = Field(
        description="The whole question, as a person would ask it. Nothing is remembered between calls, so"
        " use names instead of 'he' or 'that'. It may name days ('last week', 'since 3 March 2031')."
    )
    today: date | None = Field(
        default=None,
        ge=FIRST_DAY,
        le=LAST_DAY,
        description="The date to use as today, such as 2031-03-04. By default, the real one.",
    )
    limit: Annotated[int, Field(ge=1, le=MOST_LISTED)] = Field(
        default=10, description="The largest number of entries to return."
    )


class Words(Part):
    """Of `search_quotes`."""

    query: Text = Field(
        description='What an entry must match: words in any form, "an exact phrase", -without, speaker:NAME,'
        " source:NAME, after:2031-03-04, before:2031. Without words, the newest come first."
    )


class Quotation(Arguments):
    """Of `verify_quotation`."""

    quotation: Text = Field(
        description="The quotation, letter for letter as it will be printed, or the sentence it is in."
    )
    speaker: Text | None = Field(
        default=None, description="Who is supposed to have said it: a name, or an office such as 'the mayor'."
    )


class Draft(Arguments):
    """Of `check_draft`."""

    text: Annotated[str, Field(min_length=1, max_length=LARGEST_TEXT)] = Field(
        description="The text as it will be printed, with its quotation marks."
    )


class Name(Arguments):
    """Of `person`."""

    name: Text = Field(description="A name, surname, alias or initials. Typing errors are forgiven.")


class Subject(Part):
    """Of `timeline`."""

    person: Text = Field(description="Whose words to list: a name, surname, alias or initials.")
    topic: Annotated[str, Field(max_length=LONGEST)] = Field(
        default="", description="What the words are about. Leave it out for everything they said."
    )


class Title(Arguments):
    """Of `article`."""

    article: Text = Field(description="The article's id (`article` of an entry), or words from its title.")
    entries: bool = Field(default=False, description="Also return all its quotes and facts.")


A = TypeVar("A", bound=Arguments)


def read(kind: type[A], tool: str, given: Mapping[str, Any] | None) -> A:
    """What a tool is called with.

    :raises ArgumentsError: it cannot be called so.
    """
    try:
        return kind.model_validate(given or {})
    except ValidationError as error:
        told = " ".join(_sentences(error))
    raise ArgumentsError(f"{told} {_usage(kind, tool)}")


def _sentences(error: ValidationError) -> Iterator[str]:
    for each in error.errors(include_url=False):
        name = str(each["loc"][0]) if each["loc"] else "What was given"
        if each["type"] == "extra_forbidden":
            yield f"There is no argument {name[:50]!r}."
        else:
            yield f"{name} {_reason(each)}."


def _reason(each: ErrorDetails) -> str:
    """What is wrong with an argument, as the end of a sentence."""
    if each["loc"][0] == "today":
        return DAY
    reason = reason_of(each)
    if each["type"] != "string_too_long":
        return reason
    longer = (
        "check_draft takes whole texts"
        if each["ctx"]["max_length"] < LARGEST_TEXT
        else "check it part by part"
    )
    return f"{reason}; {longer}"


def _usage(kind: type[Arguments], tool: str) -> str:
    """Which arguments a tool takes, with those that may be left out in brackets."""
    named = (name if field.is_required() else f"[{name}]" for name, field in kind.model_fields.items())
    return f"{tool} takes: {', '.join(named)}."
