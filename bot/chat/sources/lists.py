"""Lists of the knowledge: its articles, its people, what a person said; one article, one person."""

from __future__ import annotations

from typing import Literal, Self

from bot.chat.filling import Filling
from bot.chat.paging import ITEMS_PAGE, Page, PageSource, part_for
from bot.chat.render.draw import fits
from bot.chat.render.form import Form
from bot.chat.render.markup import in_passages
from bot.replies import ArticleReply, PersonReply
from bot.services import Services, Viewer

# Names and titles of a page at most.
LIST_PAGE = 10


class ArticlesSource(PageSource):
    """All articles, newest or oldest first, or those with these words in their titles."""

    kind: Literal["articles"] = "articles"
    words: str = ""
    oldest_first: bool = False

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        part = part_for(start, LIST_PAGE)
        found = services.articles(self.words, viewer, part, oldest_first=self.oldest_first)
        return self.page_of(found, form, start, most=LIST_PAGE)


class ArticlesOnSource(PageSource):
    """The articles that name a person, newest first."""

    kind: Literal["articleson"] = "articleson"
    person: str

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        found = services.articles_on(self.person, viewer, part_for(start, LIST_PAGE))
        return self.page_of(found, form, start, most=LIST_PAGE)

    @property
    def typed(self) -> tuple[str, ...]:
        return (self.person,)

    def chosen(self, place: int, meant: str) -> Self:
        return self.model_copy(update={"person": meant})


class QuotesInSource(PageSource):
    """The quotes of an article, in its order."""

    kind: Literal["quotesin"] = "quotesin"
    article: str

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        found = services.quotes_in(self.article, viewer, part_for(start, ITEMS_PAGE))
        return self.page_of(found, form, start)

    @property
    def typed(self) -> tuple[str, ...]:
        return (self.article,)

    def chosen(self, place: int, meant: str) -> Self:
        return self.model_copy(update={"article": meant})


class PeopleSource(PageSource):
    """The people, most quoted first, or those with this name."""

    kind: Literal["people"] = "people"
    words: str = ""

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        found = services.people(self.words, viewer, part_for(start, LIST_PAGE))
        return self.page_of(found, form, start, most=LIST_PAGE)


class QuotesSource(PageSource):
    """What one person said, or said on a topic."""

    kind: Literal["quotes"] = "quotes"
    person: str
    topic: str = ""

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        found = services.quotes(self.person, self.topic, viewer, part_for(start, ITEMS_PAGE))
        return self.page_of(found, form, start)

    @property
    def typed(self) -> tuple[str, ...]:
        return (self.person,)

    def chosen(self, place: int, meant: str) -> Self:
        return self.model_copy(update={"person": meant})


class PersonSource(PageSource):
    """Who somebody is."""

    kind: Literal["person"] = "person"
    person: str

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        reply = services.person(self.person, viewer)
        page = self.page_of(reply, form)
        # All statements are a button away: the card has as many of the latest as fit.
        while isinstance(reply, PersonReply) and reply.answers and not fits(page.card, form):
            reply = reply.model_copy(update={"answers": reply.answers[:-1]})
            page = self.page_of(reply, form)
        return page

    @property
    def typed(self) -> tuple[str, ...]:
        return (self.person,)

    def chosen(self, place: int, meant: str) -> Self:
        return self.model_copy(update={"person": meant})


class ArticleSource(PageSource):
    """An article in short."""

    kind: Literal["article"] = "article"
    article: str

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        reply = services.article(self.article, viewer)
        page = self.page_of(reply, form)
        if not isinstance(reply, ArticleReply) or (fits(page.card, form) and not start):
            return page
        return _page_of_text(page, form, start)

    @property
    def typed(self) -> tuple[str, ...]:
        return (self.article,)

    def chosen(self, place: int, meant: str) -> Self:
        return self.model_copy(update={"article": meant})


def _page_of_text(page: Page, form: Form, start: int) -> Page:
    """A page of an article that is too long for one message: so many of its passages as fit."""
    passages = [each for block in page.card.blocks for each in in_passages(block)]
    filling = Filling(
        lambda place, count: page.card.model_copy(update={"blocks": tuple(passages[place : place + count])}),
        form,
        len(passages),
    )
    filled = filling.page(start, len(passages))
    return page._replace(card=filled.card, before=filled.before, after=filled.after, whole="")
