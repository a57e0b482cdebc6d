"""A citation to paste elsewhere: the words, who said them, and where they stand; Markdown or plain text."""

from __future__ import annotations

import re

from bot.cards.dates import day
from bot.knowledge.items import Item
from bot.knowledge.model import Speech

# What CommonMark, Discord or GitHub may read as markup inside a line.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+!|~&])")
_LINE_START = re.compile(r"^(\s*)([-=])|^(\s*\d+)([.)])", re.MULTILINE)


def plain(item: Item) -> str:
    """The citation as plain text, the quoted words letter for letter."""
    return f"{_quoted(item)}\n{_sources(item, item.title, item.url)}"


def markdown(item: Item) -> str:
    """The citation as Markdown: a block quote that renders letter for letter, and a link to the source."""
    words = "\n".join(f"> {each}" for each in escaped(_quoted(item)).splitlines())
    title = f"[{escaped(item.title)}](<{_address(item.url)}>)" if item.url else f"*{escaped(item.title)}*"
    return f"{words}\n>\n> {_sources(item, title, '', markup=True)}"


def escaped(text: str) -> str:
    """The text with a backslash before whatever Markdown would read as markup."""
    return _LINE_START.sub(r"\1\3\\\2\4", _MARKUP.sub(r"\\\1", text))


def _quoted(item: Item) -> str:
    verbatim = item.kind == "quote" and item.speech is not Speech.INDIRECT
    return f"“{item.text}”" if verbatim else item.text


def _sources(item: Item, title: str, url: str, *, markup: bool = False) -> str:
    said = ", ".join(part for part in (item.speaker, item.role, item.context) if part)
    where = (item.author, title, item.source, day(item.published), url)
    told = ", ".join(part if not markup or part == title else escaped(part) for part in where if part)
    who = escaped(said) if markup else said
    return f"— {who}. {told}" if who else f"— {told}"


def _address(url: str) -> str:
    return re.sub(r"[<>\s\\]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)
