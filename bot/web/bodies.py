"""What is sent to the doors of the API: each field with what it must be and what it is for."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from bot.services import LARGEST_TEXT, LONGEST_CONTEXT
from bot.text import DAY, LONGEST

MOST = 100
"""Entries of one part of a list."""
USUAL = 25
# Days are reckoned with: those at the ends of the calendar have no yesterday or no tomorrow.
FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(8999, 12, 31)
TODAY = "The date to use as today, such as 2031-03-04 (years 1000 to 8999). By default, the real one."


def _written(value: object) -> object:
    """A day as it is written: a number is none, though it might count seconds."""
    if not isinstance(value, str | date) or (isinstance(value, str) and len(value) != len("2031-03-04")):
        raise ValueError(DAY)
    return value


def _within(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError("must be a date between the years 1000 and 8999")
    return day


Written = Annotated[
    date,
    BeforeValidator(_written),
    AfterValidator(_within),
    WithJsonSchema({"type": "string", "format": "date"}),
]


class Body(BaseModel):
    """Base of what is sent. A field that is not known is a mistake, not left unread."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class QuestionBody(Body):
    """A question, on its own or as part of a conversation."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": "what did Hegseth say?"},
                {"question": "and when?", "context": "1.eJyrVkrLz1eyUkpKLFKqBQAdegQ0", "limit": 3},
            ]
        }
    )

    question: str = Field(
        min_length=1, max_length=LONGEST, description="The question, as a person would ask it."
    )
    context: str | None = Field(
        default=None,
        max_length=LONGEST_CONTEXT,
        description="The `context` of the previous reply, if the question follows up on it.",
    )
    about: str | None = Field(
        default=None,
        min_length=1,
        max_length=LARGEST_TEXT,
        description="The text of a message or draft that the question is about (“did she really say that?”).",
    )
    today: Written | None = Field(default=None, description=TODAY)
    limit: int = Field(
        default=10, ge=1, le=MOST, strict=True, description="The largest number of entries to return."
    )


class QuotationBody(Body):
    """A quotation to check."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"quotation": "fight and fight to win", "speaker": "Hegseth"},
                {"quotation": "“Fight and fight to win,” Hegseth said."},
            ]
        }
    )

    quotation: str = Field(
        min_length=1,
        max_length=LONGEST,
        description="The quotation, letter for letter, alone or in its sentence, with or without marks.",
    )
    speaker: str | None = Field(
        default=None,
        min_length=1,
        max_length=LONGEST,
        description="Who is supposed to have said it: a name, or an office such as “the mayor”.",
    )


class DraftBody(Body):
    """A text whose quotations are all to be checked."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"text": "The ministers will “fight and fight to win,” Hegseth said."}]
        }
    )

    text: str = Field(
        min_length=1,
        max_length=LARGEST_TEXT,
        description="The text as it will be printed, with its quotation marks.",
    )


Words = Annotated[
    str, Query(max_length=LONGEST, description="Words of the name or title. They need not be exact.")
]
Said = Annotated[
    str, Query(min_length=1, max_length=LONGEST, description="The words, as far as they are remembered.")
]
Searched = Annotated[
    str,
    Query(
        min_length=1,
        max_length=LONGEST,
        description='Words, `"an exact phrase"`, `-without`, `speaker:`, `source:`, `after:`, `before:`.',
    ),
]
Day = Annotated[Written | None, Query(description=TODAY)]
Name = Annotated[
    str, Query(min_length=1, max_length=LONGEST, description="A name, surname, alias or initials.")
]
Names = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=LONGEST)]],
    Query(
        min_length=2,
        max_length=5,
        description="Two to five people, each with a parameter of their own: `person=A&person=B`.",
    ),
]
Topic = Annotated[str, Query(max_length=LONGEST, description="What the words are about.")]
Title = Annotated[
    str, Query(min_length=1, max_length=LONGEST, description="The article’s id, or words from its title.")
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="The largest number of entries to return.")]
Cursor = Annotated[
    str | None,
    Query(max_length=200, description="The `next` of the previous part. Leave it out for the first part."),
]
