"""A draft as it is shown: what was read out of an article, for an editor to look through."""

from __future__ import annotations

from bot.knowledge import Published, Shown


class DraftQuote(Shown):
    """A quote of a draft. `confidence` (0 to 1) is that of its speaker; `comments` say what to look at.

    It is `dropped` where an editor leaves it out.
    """

    text: str
    speaker: str
    confidence: float
    sure: bool
    comments: tuple[str, ...] = ()
    context: str = ""
    dropped: bool = False


class DraftFact(Shown):
    """A fact of a draft; `dropped` where an editor leaves it out."""

    text: str
    dropped: bool = False


class DraftPerson(Shown):
    """Somebody whom a draft names; `role` is empty where the article gives none."""

    name: str
    role: str = ""


class DraftLeftOut(Shown):
    """Words of the article that are neither a quote nor a fact, and why."""

    text: str
    why: str


class DraftPreview(Shown):
    """What a draft has: its quotes in the article's order, the number of its facts and these, its people.

    `name` is that of its file; `unsure` counts the quotes to look at. `left_out` is what is neither quote
    nor fact, `missing` has "source" and "published" where nothing says them.
    """

    name: str
    title: str
    quotes: tuple[DraftQuote, ...]
    facts: int
    people: tuple[DraftPerson, ...]
    unsure: int
    source: str = ""
    author: str = ""
    published: Published = None
    left_out: tuple[DraftLeftOut, ...] = ()
    missing: tuple[str, ...] = ()
    told: tuple[DraftFact, ...] = ()
    url: str = ""
