"""A citation to paste elsewhere: the words, who said them, and where they stand; Markdown or plain text."""

from __future__ import annotations

from bot.cards.dates import day
from bot.cards.language import _
from bot.replies import Item, Speech
from bot.text import escape


def plain(item: Item) -> str:
    """The citation as plain text, the quoted words letter for letter."""
    return f"{_quoted(item)}\n{_sources(item, item.title, item.url)}"


def markdown(item: Item) -> str:
    """The citation as Markdown: a block quote that renders letter for letter, and a link to the source."""
    words = "\n".join(f"> {each}" for each in escape.markdown(_quoted(item)).splitlines())
    name = escape.markdown(item.title)
    title = f"[{name}](<{escape.address(item.url)}>)" if item.url else f"*{name}*"
    return f"{words}\n>\n> {_sources(item, title, '', markup=True)}"


def _quoted(item: Item) -> str:
    verbatim = item.kind == "quote" and item.speech is not Speech.INDIRECT
    return f"“{item.text}”" if verbatim else item.text


def _sources(item: Item, title: str, url: str, *, markup: bool = False) -> str:
    said = ", ".join(part for part in (item.speaker, item.role, item.context) if part)
    at = _("{time} into the recording", time=item.at) if item.at else ""
    where = (item.author, title, item.source, day(item.published), at, url)
    told = ", ".join(part if not markup or part == title else escape.markdown(part) for part in where if part)
    who = escape.markdown(said) if markup else said
    return f"— {who}. {told}" if who else f"— {told}"
