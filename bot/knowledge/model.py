"""Articles as editors keep them: the models that a knowledge file is checked against.

All are frozen: what was read stays as it was written, letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from bot.knowledge.dates import read_date
from bot.knowledge.embargo import Embargo

Place = tuple[str | int, ...]
"""The keys and positions that lead to a value: ("quotes", 2, "text")."""


class Speech(StrEnum):
    """How the words of a quote reached the page."""

    DIRECT = "direct"
    TRANSLATED = "translated"
    POST = "post"
    TRANSCRIPT = "transcript"
    INDIRECT = "indirect"


def _date(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return read_date(value)
    except ValueError:
        raise PydanticCustomError("not_a_date", "not a date") from None


def _web_address(value: str) -> str:
    """The address unchanged, if a browser could open it."""
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = None
    if value and not (
        parts and parts.scheme in {"http", "https"} and parts.netloc and value.split() == [value]
    ):
        raise PydanticCustomError("not_a_url", "not a web address")
    return value


def _facts(value: object) -> object:
    """Facts written as plain texts beside facts with a context."""
    if isinstance(value, list | tuple):
        return [{"text": fact} if isinstance(fact, str) else fact for fact in value]
    return value


def _entry_id(value: str) -> str:
    if value and not ENTRY_ID.fullmatch(value):
        raise PydanticCustomError("not_an_id", "not an id")
    return value


def _address(value: str) -> str:
    article, mark, entry = value.rpartition("#")
    if value and not (article.strip() and ENTRY_ID.fullmatch(entry) if mark else value.strip()):
        raise PydanticCustomError("not_an_address", "not an address")
    return value


def _clock(value: str) -> str:
    if value and not CLOCK.fullmatch(value):
        raise PydanticCustomError("not_a_clock", "not a time in a recording")
    return value


CLOCK = re.compile(r"\d+(?:\.\d+)?|(?:\d+:)?[0-5]?\d:[0-5]\d(?:\.\d+)?")
"""Seconds ("75.5"), minutes and seconds ("1:15") or hours, too ("00:01:15")."""
ENTRY_ID = re.compile("[A-Za-z0-9-]+")
"""What names a quote or fact within its article: it stands behind the `#` of an address."""

Words = Annotated[str, Field(pattern=r"\S")]
"""Text that holds more than white space."""

EntryId = Annotated[
    str,
    AfterValidator(_entry_id),
    WithJsonSchema({"type": "string", "pattern": f"^({ENTRY_ID.pattern})?$"}),
    Field(
        description="The entry’s own name: letters, digits and hyphens, once in its file. With it the entry "
        "is known again when its words are corrected.",
    ),
]

WebAddress = Annotated[
    str, AfterValidator(_web_address), WithJsonSchema({"type": "string", "pattern": r"^(https?://\S+)?$"})
]
Moment = Annotated[
    date | datetime,
    BeforeValidator(_date),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?$"}),
]


Clock = Annotated[
    str,
    AfterValidator(_clock),
    WithJsonSchema({"type": "string", "pattern": f"^({CLOCK.pattern})?$"}),
    Field(description="When it is said in a recording: seconds, or hh:mm:ss."),
]
EntryDate = Annotated[
    Moment | None, Field(description="When it was said or written, if that was not the article’s day.")
]


class FileEntry(BaseModel):
    """Base of everything that stands in a knowledge file."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Correction(FileEntry):
    """What was corrected in an entry: when, why, and what it said before."""

    date: Moment | None = Field(default=None, description="The day on which it was corrected.")
    note: str = Field(default="", description="What was wrong, in one sentence. It is shown with the entry.")
    was: str = Field(
        default="", description="The former words, letter for letter. They no longer prove anything."
    )


class Withdrawal(FileEntry):
    """An entry was taken back, and is no longer shown."""

    date: Moment | None = Field(default=None, description="The day on which it was withdrawn.")
    note: str = Field(
        default="", description="Why, in one sentence. It is shown to whoever checks the words."
    )


class Dispute(FileEntry):
    """Somebody says that an entry is wrong."""

    note: str = Field(
        default="", description="Who disputes what, in one sentence. It is shown with the entry."
    )
    url: WebAddress = Field(default="", description="Where the objection can be read.")


Corrected = Annotated[
    Correction | None,
    Field(description="Set if it was wrong before: when it was corrected, why, and what it said."),
]
Withdrawn = Annotated[
    Withdrawal | None,
    Field(description="Set if it was taken back. It is then not shown as an answer, and proves nothing."),
]
Address = Annotated[
    str,
    AfterValidator(_address),
    WithJsonSchema({"type": "string", "pattern": f"^([^#]+(#{ENTRY_ID.pattern})?)?$"}),
    Field(description="What replaces it: `ARTICLE#ID`, or an article."),
]
Disputed = Annotated[
    Dispute | None, Field(description="Set if somebody says that it is wrong: who, and where.")
]


class Person(FileEntry):
    """Somebody the article names: `role` as of the article's date, `aliases` as people call them."""

    name: Words = Field(description="The full name, as the article has it.")
    role: str = Field(default="", description="Office or profession as of the article's date.")
    aliases: tuple[Words, ...] = Field(
        default=(),
        description="Other names and descriptions the person goes by, such as “the Pentagon chief”.",
    )


class Quote(FileEntry):
    """Words that were said, letter for letter, and who said them."""

    speaker: Words = Field(description="Who said it: the full name, or the organisation or document.")
    text: Words = Field(description="The words that were said, letter for letter, without quotation marks.")
    context: str = Field(
        default="", description="What the words are about, or where and when they were said."
    )
    speech: Speech = Field(default=Speech.DIRECT, description="How the words reached the page.")
    via: str = Field(default="", description="Who passed the words on, if it was not the speaker.")
    continues: bool = Field(
        default=False,
        description="True if it continues the statement that begins with the quote before it.",
    )
    at: Clock = ""
    date: EntryDate = None
    id: EntryId = ""
    corrected: Corrected = None
    withdrawn: Withdrawn = None
    superseded_by: Address = ""
    disputed: Disputed = None
    embargo: Embargo = None


class Fact(FileEntry):
    """One sentence of the article that is no direct speech."""

    text: Words = Field(description="The sentence, letter for letter.")
    context: str = Field(default="", description="What the sentence is about, if it does not say so itself.")
    at: Clock = ""
    date: EntryDate = None
    id: EntryId = ""
    corrected: Corrected = None
    withdrawn: Withdrawn = None
    superseded_by: Address = ""
    disputed: Disputed = None
    embargo: Embargo = None


class Article(FileEntry):
    """One article: a title, and at least one quote or fact.

    That it was corrected, withdrawn, superseded, is disputed or held back holds for all its entries.
    """

    id: Words = Field(
        description="The article's name for links; the file's name without its ending if missing."
    )
    title: Words = Field(description="The headline.")
    source: str = Field(default="", description="The newspaper, agency or site that published it.")
    author: str = Field(default="", description="Who wrote it.")
    url: WebAddress = Field(default="", description="Where it can be read: an http or https address.")
    published: Moment | None = Field(
        default=None, description="The day, or day and time, of publication: 2016-09-08 or 2016-09-08T14:30."
    )
    summary: str = Field(default="", description="The article in a few sentences.")
    tags: tuple[Words, ...] = Field(default=(), description="Subjects, a word or two each.")
    people: tuple[Person, ...] = Field(default=(), description="The people whom the article names.")
    quotes: tuple[Quote, ...] = Field(default=(), description="What was said, in the article's order.")
    facts: Annotated[tuple[Fact, ...], BeforeValidator(_facts)] = Field(
        default=(), description="Single sentences that are not direct speech, in the article's order."
    )
    draft: bool = Field(
        default=False, description="True keeps the article back until an editor has checked it."
    )
    corrected: Corrected = None
    withdrawn: Withdrawn = None
    superseded_by: Address = ""
    disputed: Disputed = None
    embargo: Embargo = None
    adds_to: str = Field(
        default="",
        description="In a draft: the article whose lines these are. `briefing-bot publish` adds them.",
    )

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        for kind, _ in inconsistencies(self.__dict__):
            raise PydanticCustomError(kind, "{kind}", {"kind": kind})
        return self


ID_TWICE = "id_twice"
"""The kind of fault of an entry whose `id` another one of its article has."""


def inconsistencies(article: dict[str, Any]) -> list[tuple[str, Place]]:
    """What no single field can show: the kind of each fault and the place of it, as keys and positions.

    `article` holds fields of the models, or what was read for them, which may be of any type.
    """
    found: list[tuple[str, Place]] = []
    if not article.get("quotes") and not article.get("facts"):
        found.append(("nothing_to_tell", ()))
    quotes, people = _entries(article.get("quotes")), _entries(article.get("people"))
    if quotes and is_true(_part(quotes[0], "continues")):
        found.append(("continues_nothing", ("quotes", 0, "continues")))
    known: set[str] = set()
    for entry, place in entry_ids(article):
        if entry in known:
            found.append((ID_TWICE, place))
        known.add(entry)
    seen: set[str] = set()
    for index, person in enumerate(people):
        name = _part(person, "name")
        if isinstance(name, str) and name in seen:
            found.append(("person_twice", ("people", index, "name")))
        elif isinstance(name, str):
            seen.add(name)
    return found


def entry_ids(article: object) -> Iterator[tuple[str, Place]]:
    """The `id`s of an article's quotes and facts with their places; `article` is as in `inconsistencies`."""
    for kind in ("quotes", "facts"):
        for index, entry in enumerate(_entries(_part(article, kind))):
            # Written out, not `_part`: every entry of an archive comes by here when it is indexed.
            name = entry.get("id") if isinstance(entry, dict) else getattr(entry, "id", None)
            if name and isinstance(name, str):
                yield name, (kind, index, "id")


_TRUE = {"1", "on", "t", "true", "y", "yes"}
"""What pydantic takes for true."""


def is_true(value: object) -> bool:
    """Whether a truth value, or the text that an editor wrote for one, says yes."""
    return str(value).lower() in _TRUE


def _entries(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _part(entry: object, key: str) -> object:
    return entry.get(key) if isinstance(entry, dict) else getattr(entry, key, None)
