"""The answers to a question."""

from __future__ import annotations

from datetime import date
from typing import Literal

from bot.cards.answer import answer_card
from bot.cards.card import ActionKind
from bot.cards.found import choice, found_card
from bot.chat.paging import ITEMS_PAGE, Page, PageSource
from bot.knowledge.items import Item
from bot.replies import Answer, Context, Questioned
from bot.services.desk import Desk

# Answers fetched for a question: what a list shows in ten pages; a select menu takes the first 25 of them.
FETCHED = 50

_JUDGING = (ActionKind.USEFUL, ActionKind.USELESS)


class AnswerSource(PageSource):
    """The answers to a question; asked anew for each page, so that nothing is shown that was taken back."""

    kind: Literal["answer"] = "answer"
    question: str
    today: date
    context: Context | None = None

    def answer(self, engine: Desk) -> Questioned:
        """Ask the engine. Blocks: call it in a thread."""
        return engine.ask(self.question, self.context, today=self.today, limit=FETCHED)

    def page(self, engine: Desk, start: int) -> Page:
        return self.page_of(self.answer(engine), start)

    def page_of(self, answer: Questioned, start: int = 0) -> Page:
        """A page of an answer at hand. The first shows what reads well, the others as many as fit a page."""
        card = answer_card(answer, start=start, count=ITEMS_PAGE if start else None)
        shown = sum(1 for each in card.blocks if each.key)
        first = shown if start == 0 else _shown_first(answer)
        before = None if start == 0 else (0 if start <= first else max(first, start - ITEMS_PAGE))
        after = start + shown if start + shown < len(answer.answers) else None
        return Page(card, tuple(item.key for item in answer.answers), before, after)

    def picked(self, item: Item, answer: Questioned) -> Page:
        """The item that the asker says was meant, with the way back to the others."""
        card = found_card(item, title=self.question)
        menu = () if isinstance(answer, Answer) and answer.answered and answer.listing else answer.answers
        judging = tuple(each for each in answer_card(answer).actions if each.kind in _JUDGING)
        actions = (*card.actions, *judging, *(choice(each) for each in menu))
        keys = tuple(each.key for each in answer.answers)
        return Page(card.model_copy(update={"actions": actions}), keys, before=0)


def _shown_first(answer: Questioned) -> int:
    return sum(1 for each in answer_card(answer).blocks if each.key)
