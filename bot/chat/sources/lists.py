"""Lists of the knowledge: its articles, its people, and what a person said."""

from __future__ import annotations

from typing import Literal

from bot.cards.lists import articles_card, people_card, quotes_card
from bot.cards.said import on_topic
from bot.chat.paging import Page, PageSource, page_of_items, page_of_list
from bot.services.desk import Desk

# Quotes fetched of one person, so that their number is exact; beyond it nobody pages.
QUOTES_FETCHED = 250
LIST_PAGE = 10


class ArticlesSource(PageSource):
    """All articles, newest first, or those with these words in their titles."""

    kind: Literal["articles"] = "articles"
    words: str = ""

    def page(self, engine: Desk, start: int) -> Page:
        entries = engine.articles(self.words, offset=start, limit=LIST_PAGE + 1)
        total = 0 if self.words else engine.article_count()
        shown = entries[:LIST_PAGE]
        card = articles_card(shown, start=start, total=max(total, start + len(entries)))
        return page_of_list(card, start, more=len(entries) > LIST_PAGE, size=LIST_PAGE)


class PeopleSource(PageSource):
    """The people, most quoted first, or those with this name."""

    kind: Literal["people"] = "people"
    words: str = ""

    def page(self, engine: Desk, start: int) -> Page:
        entries = engine.people(self.words, offset=start, limit=LIST_PAGE + 1)
        total = 0 if self.words else engine.status().people
        card = people_card(entries[:LIST_PAGE], start=start, total=max(total, start + len(entries)))
        return page_of_list(card, start, more=len(entries) > LIST_PAGE, size=LIST_PAGE)


class QuotesSource(PageSource):
    """What one person said, or said on a topic."""

    kind: Literal["quotes"] = "quotes"
    person: str
    topic: str = ""

    def page(self, engine: Desk, start: int) -> Page:
        items = engine.quotes(self.person, topic=self.topic, limit=QUOTES_FETCHED)
        title = on_topic(self.person, self.topic)
        total = len(items)
        return page_of_items(items, start, lambda shown: quotes_card(title, shown, start=start, total=total))
