"""Lists of the knowledge: its articles, its people, what a person said; one article, one person."""

from __future__ import annotations

from typing import Literal, Self

from bot.chat.paging import ITEMS_PAGE, Page, PageSource
from bot.replies import Entries
from bot.services import Part, Services, Viewer

LIST_PAGE = 10


class ArticlesSource(PageSource):
    """All articles, newest or oldest first, or those with these words in their titles."""

    kind: Literal["articles"] = "articles"
    words: str = ""
    oldest_first: bool = False

    def page(self, services: Services, viewer: Viewer, start: int) -> Page:
        part = Part(start, LIST_PAGE)
        found = services.articles(self.words, viewer, part, oldest_first=self.oldest_first)
        return self.page_of(found, start, size=LIST_PAGE, more=found.more)


class PeopleSource(PageSource):
    """The people, most quoted first, or those with this name."""

    kind: Literal["people"] = "people"
    words: str = ""

    def page(self, services: Services, viewer: Viewer, start: int) -> Page:
        found = services.people(self.words, viewer, Part(start, LIST_PAGE))
        return self.page_of(found, start, size=LIST_PAGE, more=found.more)


class QuotesSource(PageSource):
    """What one person said, or said on a topic."""

    kind: Literal["quotes"] = "quotes"
    person: str
    topic: str = ""

    def page(self, services: Services, viewer: Viewer, start: int) -> Page:
        found = services.quotes(self.person, self.topic, viewer, Part(start, ITEMS_PAGE))
        more = isinstance(found, Entries) and found.more
        return self.page_of(found, start, size=ITEMS_PAGE, more=more)

    @property
    def typed(self) -> tuple[str, ...]:
        return (self.person,)

    def chosen(self, place: int, meant: str) -> Self:
        return self.model_copy(update={"person": meant})


class PersonSource(PageSource):
    """Who somebody is."""

    kind: Literal["person"] = "person"
    person: str

    def page(self, services: Services, viewer: Viewer, start: int) -> Page:
        return self.page_of(services.person(self.person, viewer))

    @property
    def typed(self) -> tuple[str, ...]:
        return (self.person,)

    def chosen(self, place: int, meant: str) -> Self:
        return self.model_copy(update={"person": meant})


class ArticleSource(PageSource):
    """An article in short."""

    kind: Literal["article"] = "article"
    article: str

    def page(self, services: Services, viewer: Viewer, start: int) -> Page:
        return self.page_of(services.article(self.article, viewer))

    @property
    def typed(self) -> tuple[str, ...]:
        return (self.article,)

    def chosen(self, place: int, meant: str) -> Self:
        return self.model_copy(update={"article": meant})
