"""What the knowledge holds, item by item: quotes and facts with where they stand. All models are frozen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.knowledge.model import Address, Corrected, Disputed, Speech, Withdrawn
from bot.text import text_fingerprint

Published = date | datetime | None


def date_of(published: Published) -> date | None:
    """The calendar day of a date or date-time."""
    return published.date() if isinstance(published, datetime) else published


def published_key(published: Published) -> tuple[bool, datetime]:
    """Sorts what was published earliest first, what has no date last: the one order of publication.

    Moments are compared in UTC, whatever their zones; a day without a time is its first moment there.
    """
    if published is None:
        return True, datetime.max.replace(tzinfo=UTC)
    moment = published if isinstance(published, datetime) else datetime.combine(published, time())
    return False, moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class Shown(BaseModel):
    """Base of everything that the engine hands out."""

    # A field that has its default is written all the same, so that programs may rely on it.
    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class Place(Shown):
    """Where words appeared: an article, and what is known about its publication."""

    article: str
    title: str
    source: str = ""
    author: str = ""
    url: str = ""
    published: Published = None


class Item(Place):
    """A quote or fact with all that is shown of it; `index` counts from 0 in its article's quotes or facts.

    `id` is its own name in the article, empty where the editors gave it none. `role` is the speaker's as the
    article's date has it; `continues` joins a quote to the one before it, `at` is its place in a recording.
    The last four are what editors said of it later, or of the whole article.
    """

    kind: Literal["quote", "fact"]
    index: int
    text: str
    speaker: str = ""
    role: str = ""
    context: str = ""
    speech: Speech = Speech.DIRECT
    via: str = ""
    continues: bool = False
    at: str = ""
    id: str = ""
    corrected: Corrected = None
    withdrawn: Withdrawn = None
    superseded_by: Address = ""
    disputed: Disputed = None

    @property
    def digest(self) -> int:
        """A hash of the normalised text: equal for the same words in another article."""
        return text_fingerprint(self.text)

    @property
    def key(self) -> str:
        """What a button or bookmark keeps of the item: its article and its id, else the hash of its text."""
        return f"{self.article}#{self.id}" if self.id else self.key_by_text

    @property
    def key_by_text(self) -> str:
        """The key that the item had before the editors gave it an id: old buttons keep it."""
        return f"{self.article}#{self.digest:016x}"


def find_item(items: Iterable[Item], key: str) -> Item | None:
    """The item that a key names, by its id or, where none has that, by the hash of its text."""
    found = list(items)
    named = (item for item in found if item.id and item.key == key)
    return next(named, None) or next((item for item in found if item.key_by_text == key), None)


class Listed(Place):
    """An article in a list."""

    tags: tuple[str, ...] = ()
    quotes: int = 0
    facts: int = 0


class Record(Listed):
    """What the index keeps of an article itself: its summary as written, and its first facts.

    The last four are what editors said of it later.
    """

    summary: str = ""
    lead: tuple[str, ...] = ()
    corrected: Corrected = None
    withdrawn: Withdrawn = None
    superseded_by: Address = ""
    disputed: Disputed = None


class PersonMention(Shown):
    """A person as one article has them, with how many of its quotes are theirs."""

    article: str
    name: str
    role: str = ""
    aliases: tuple[str, ...] = ()
    published: Published = None
    quotes: int = 0
