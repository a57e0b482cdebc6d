"""Whatever a question is replied with: answers, a verdict, or that nothing is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, Self

from bot.cards import ActionKind, answer_card, entry_actions, found_card, menu_entry, reply_card
from bot.chat.filling import Filling
from bot.chat.paging import ITEMS_PAGE, Page, PageSource, choice_menu, filled_page, known, too_long
from bot.chat.render.form import Form
from bot.chat.sources.lists import ArticlesSource, PeopleSource, QuotesSource
from bot.chat.sources.quotations import report_page, verdict_page
from bot.chat.sources.said import ComparedSource, TimelineSource, WhoSaidSource
from bot.chat.sources.search import SearchSource
from bot.replies import (
    Choice,
    Comparison,
    Context,
    Entries,
    Item,
    Nobody,
    Questioned,
    Reply,
    Report,
    Timeline,
    Verdict,
    WhichPerson,
)
from bot.services import PointedAt, Records, Request, Services, Viewer, current_context

# Answers fetched for a question: what a list shows in ten pages; a select menu takes the first 25 of them.
FETCHED = 50


class AnswerSource(PageSource):
    """A question; asked anew for each page, so that nothing is shown that was taken back.

    `name` is the one in it that was asked back about, `pointed_at` what it asks to be checked.
    """

    kind: Literal["answer"] = "answer"
    question: str
    today: date
    context: Context | None = None
    name: str = ""
    pointed_at: PointedAt | None = None

    def reply(self, services: Services, viewer: Viewer) -> Reply:
        """Ask. Blocks: call it in a thread."""
        request = Request(self.question, viewer, self.context, self.today, FETCHED)
        return services.ask(request._replace(pointed_at=self.pointed_at))

    def asks_as(self, question: str, pointed_at: PointedAt | None) -> bool:
        """Whether this is asked with these words, of the same message or files."""
        return (self.question, self.pointed_at) == (question, pointed_at)

    def answered_by(self, reply: Reply) -> Self:
        """The source as it is kept with this reply: a menu needs to know which name it is about."""
        if isinstance(reply, Choice | WhichPerson):
            return self.model_copy(update={"name": reply.typed})
        return self

    @property
    def typed(self) -> tuple[str, ...]:
        return (self.name,)

    def chosen(self, place: int, meant: str) -> Self:
        question = self.question.replace(self.name, meant, 1) if self.name else self.question
        return self.model_copy(update={"question": question, "name": ""})

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        return self.page_from(self.reply(services, viewer), services, viewer, form, start)

    def page_from(self, reply: Reply, services: Services, viewer: Viewer, form: Form, start: int = 0) -> Page:
        """A page of the reply; a list that was asked for in words is the one of the command. Blocks."""
        listed = paged_by(reply, self.today)
        return listed.page(services, viewer, start, form) if listed else self.page_of(reply, form, start)

    def page_of(self, reply: Reply, form: Form, start: int = 0, *, most: int = ITEMS_PAGE) -> Page:
        """A page of a reply at hand. The first shows what reads well, the others as many as fit a page."""
        if isinstance(reply, Verdict):
            return verdict_page(reply, form)
        if isinstance(reply, Report):
            return report_page(reply, form, start)
        if isinstance(reply, Choice | Nobody):
            card = reply_card(reply)
            controls = (choice_menu(reply),) if isinstance(reply, Choice) else ()
            return Page(card, card.touched, controls=controls)
        if isinstance(reply, WhichPerson):
            card = reply_card(reply)
            keys = known((*(item.key for item in reply.answers), *card.touched))
            return Page(card, keys, controls=(choice_menu(reply),))
        if not isinstance(reply, Questioned):
            return super().page_of(reply, form)
        page = self._answers(reply, form, start)
        return _without_opinions(page) if self.pointed_at else page

    def _answers(self, reply: Questioned, form: Form, start: int) -> Page:
        offered = reply.offered
        if not offered:
            card = answer_card(reply)
            keys = (*(item.key for item in reply.answers), *card.touched)
            return Page(card, known(keys), whole=too_long(card, form))
        first = len(answer_card(reply).keys)
        filling = Filling(
            lambda place, count: answer_card(reply, start=place, count=count), form, ITEMS_PAGE, first
        )
        page = filled_page(filling.page(start if start < len(offered) else 0, len(offered)), form)
        return page._replace(keys=known((*(item.key for item in offered), *page.card.touched)))

    async def current(self, viewer: Viewer, services: Services, records: Records) -> Self:
        context = await current_context(self.context, viewer, services, records)
        return self.model_copy(update={"context": context})

    def amended(self, services: Services, viewer: Viewer, items: Sequence[Item], form: Form) -> Page:
        reply = self.reply(services, viewer)
        if isinstance(reply, Verdict | Report):
            return self.page_of(reply, form)
        return super().amended(services, viewer, items, form)

    def picked(self, item: Item, reply: Reply, form: Form) -> Page:
        """The item that the asker says was meant, with the way back to the others."""
        asked = reply.understood.question if isinstance(reply, Questioned) else self.question
        card = found_card(item, title=asked)
        whole = too_long(card, form)
        if not isinstance(reply, Questioned):
            return Page(card, known((item.key, *card.touched)), whole=whole)
        actions = entry_actions(item) if reply.answered else card.actions
        menu = tuple(menu_entry(each) for each in reply.offered)
        keys = known((*(each.key for each in reply.offered or reply.answers), item.key, *card.touched))
        return Page(card.model_copy(update={"actions": (*actions, *menu)}), keys, whole=whole)


def paged_by(reply: Reply, today: date) -> PageSource | None:
    """What makes the pages of a list that a message asked for; None where a reply makes its own.

    :param today: the day on which it was asked for.
    """
    match reply:
        case Entries(kind="found"):
            return SearchSource(query=reply.title, today=today)
        case Entries():
            return _LISTS[reply.kind](reply)
        case Timeline():
            return TimelineSource(person=reply.person, topic=reply.topic)
        case Comparison():
            first, second = (side.person for side in reply.sides)
            return ComparedSource(first=first, second=second, topic=reply.topic)
    return None


def _without_opinions(page: Page) -> Page:
    """A page on somebody else's message: it is not in the question log, so nothing is learned from it."""
    kept = tuple(each for each in page.card.actions if each.kind not in _OPINIONS)
    return page._replace(card=page.card.model_copy(update={"actions": kept}))


_OPINIONS = (ActionKind.USEFUL, ActionKind.USELESS)
_LISTS: dict[str, Callable[[Entries], PageSource]] = {
    "articles": lambda reply: ArticlesSource(words=reply.title, oldest_first=reply.oldest_first),
    "people": lambda reply: PeopleSource(words=reply.title),
    "quotes": lambda reply: QuotesSource(person=reply.title, topic=reply.topic),
    "whose": lambda reply: WhoSaidSource(words=reply.title),
}
