"""Everything that pages: a source says what is listed and makes the card of each page, nothing more.

A source is a small frozen record that is kept as JSON, so that a page can be turned after a restart.
A new list is a source in `bot.chat.sources` and a line in its register, and no new buttons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from bot.cards.card import Card
from bot.knowledge.items import Item
from bot.services.desk import Desk

# Entries of a page: two screens of a phone.
ITEMS_PAGE = 5


class Control(NamedTuple):
    """A button of a source's own; with `options` (value, label) it is a menu. `action` names its handler."""

    action: str
    label: str
    options: tuple[tuple[str, str], ...] = ()


class Page(NamedTuple):
    """A page's card, the keys of its items, where the pages before and after begin, buttons of its own."""

    card: Card
    keys: tuple[str, ...] = ()
    before: int | None = None
    after: int | None = None
    controls: tuple[Control, ...] = ()


class PageSource(BaseModel):
    """Base of what can be paged."""

    model_config = ConfigDict(frozen=True)

    def page(self, engine: Desk, start: int) -> Page:
        """The page from entry `start` on, out of the knowledge as it is now. Blocks: call it in a thread."""
        raise NotImplementedError


def page_of_items(items: Sequence[Item], start: int, card: Callable[[Sequence[Item]], Card]) -> Page:
    """A page of items at hand; `card` draws those of the page."""
    shown = items[start : start + ITEMS_PAGE]
    page = page_of_list(card(shown), start, more=start + len(shown) < len(items), size=ITEMS_PAGE)
    return page._replace(keys=tuple(item.key for item in items))


def page_of_list(card: Card, start: int, *, more: bool, size: int) -> Page:
    """A page of `size` entries from `start` on whose card is at hand."""
    return Page(card, (), max(0, start - size) if start else None, start + size if more else None)
