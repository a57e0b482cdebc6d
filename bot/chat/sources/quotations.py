"""Quotations checked: one, or every one of a message."""

from __future__ import annotations

from typing import Literal

from bot.cards.card import ActionKind
from bot.cards.checked import checked_card
from bot.cards.verdict import verdict_card
from bot.chat.paging import Page, PageSource
from bot.services import OPERATOR
from bot.services.desk import Desk


class VerdictSource(PageSource):
    """Whether a quotation is genuine."""

    kind: Literal["verdict"] = "verdict"
    quotation: str
    speaker: str | None = None

    def page(self, engine: Desk, start: int) -> Page:
        verdict = engine.verify(self.quotation, self.speaker)
        card = verdict_card(verdict)
        # There is no question whose evidence could be shown: the verdict shows its own.
        actions = tuple(each for each in card.actions if each.kind is not ActionKind.WHY)
        keys = tuple(match.item.key for match in verdict.matches)
        return Page(card.model_copy(update={"actions": actions}), keys)


class CheckedSource(PageSource):
    """Every quotation in somebody's message, checked."""

    kind: Literal["checked"] = "checked"
    text: str

    def page(self, engine: Desk, start: int) -> Page:
        return Page(checked_card(engine.check(self.text, OPERATOR)))
