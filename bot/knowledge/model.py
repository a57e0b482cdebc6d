"""Articles as editors keep them: the models that a knowledge file is checked against.

All are frozen: what was read stays as it was written, letter for letter.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Speech(StrEnum):
    """How the words of a quote reached the page."""

    DIRECT = "direct"
    TRANSLATED = "translated"
    POST = "post"
    TRANSCRIPT = "transcript"
    INDIRECT = "indirect"


class Entry(BaseModel):
    """Base of everything that stands in a knowledge file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Person(Entry):
    """Somebody the article names: `role` as of the article's date, `aliases` as people call them."""

    name: str
    role: str = ""
    aliases: tuple[str, ...] = ()


class Quote(Entry):
    """Words that were said, letter for letter, and who said them.

    `via` names whoever passed the words on; `continues` joins the quote to the one before it.
    """

    speaker: str
    text: str
    context: str = ""
    speech: Speech = Speech.DIRECT
    via: str = ""
    continues: bool = False


class Fact(Entry):
    """One sentence of the article that is no direct speech."""

    text: str
    context: str = ""


class Article(Entry):
    """One article: at least one quote or fact."""

    id: str
    title: str
    source: str = ""
    author: str = ""
    url: str = ""
    published: date | datetime | None = None
    summary: str = ""
    tags: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    quotes: tuple[Quote, ...] = ()
    facts: tuple[Fact, ...] = ()
