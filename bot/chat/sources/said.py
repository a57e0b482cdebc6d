"""What people said: over time, side by side, and whose words some words are."""

from __future__ import annotations

from typing import Literal

from bot.cards.said import compared_card, in_time, timeline_card, who_said_card
from bot.chat.paging import Page, PageSource, page_of_items, page_of_list
from bot.chat.sources.answer import FETCHED
from bot.chat.sources.lists import QUOTES_FETCHED
from bot.services.desk import Desk

# Statements of each of the two that stand side by side on a page.
COMPARED_PAGE = 2


class TimelineSource(PageSource):
    """What one person said on a topic over time, the oldest first."""

    kind: Literal["timeline"] = "timeline"
    person: str
    topic: str = ""

    def page(self, engine: Desk, start: int) -> Page:
        items = in_time(engine.quotes(self.person, topic=self.topic, limit=QUOTES_FETCHED))
        total = len(items)
        return page_of_items(
            items,
            start,
            lambda shown: timeline_card(self.person, self.topic, shown, start=start, total=total),
        )


class ComparedSource(PageSource):
    """What two people said on the same topic, some of each on every page."""

    kind: Literal["compared"] = "compared"
    first: str
    second: str
    topic: str = ""

    def page(self, engine: Desk, start: int) -> Page:
        sides = {
            person: engine.quotes(person, topic=self.topic, limit=QUOTES_FETCHED)
            for person in (self.first, self.second)
        }
        end = start + COMPARED_PAGE
        card = compared_card(self.topic, {person: items[start:end] for person, items in sides.items()})
        more = any(len(each) > end for each in sides.values())
        return page_of_list(card, start, more=more, size=COMPARED_PAGE)


class WhoSaidSource(PageSource):
    """Whose words some words are, the closest first."""

    kind: Literal["whosaid"] = "whosaid"
    words: str

    def page(self, engine: Desk, start: int) -> Page:
        items = engine.who_said(self.words, limit=FETCHED)
        return page_of_items(items, start, lambda shown: who_said_card(self.words, shown))
