"""People and articles in short."""

from __future__ import annotations

from bot.knowledge.items import Place, Published, Shown


class Summary(Place):
    """An article in short: the editor's summary, or its first facts where none is written.

    `written` is false where none is.
    """

    text: str = ""
    written: bool = True
    facts: tuple[str, ...] = ()


class Speaker(Shown):
    """A person of the knowledge base: names, newest role first, and how many quotes are theirs."""

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    quotes: int = 0
    first: Published = None
    latest: Published = None
