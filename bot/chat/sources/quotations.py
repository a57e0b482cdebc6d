"""Quotations checked: one, or every one of a message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.cards import ActionKind, verdict_card
from bot.chat.paging import Page, PageSource
from bot.replies import Item, Verdict
from bot.services import Services, Viewer


class VerdictSource(PageSource):
    """Whether a quotation is genuine."""

    kind: Literal["verdict"] = "verdict"
    quotation: str
    speaker: str | None = None

    def page(self, services: Services, viewer: Viewer, start: int) -> Page:
        reply = services.verify_pasted(self.quotation, self.speaker, viewer)
        return verdict_page(reply) if isinstance(reply, Verdict) else self.page_of(reply)._replace(keys=())

    def amended(self, services: Services, viewer: Viewer, items: Sequence[Item]) -> Page:
        return self.page(services, viewer, 0)


class CheckedSource(PageSource):
    """Every quotation in somebody's message, checked."""

    kind: Literal["checked"] = "checked"
    text: str

    def page(self, services: Services, viewer: Viewer, start: int) -> Page:
        return self.page_of(services.check(self.text, viewer))._replace(keys=())

    def amended(self, services: Services, viewer: Viewer, items: Sequence[Item]) -> Page:
        return self.page(services, viewer, 0)


def verdict_page(verdict: Verdict) -> Page:
    """A verdict; there is no question whose evidence could be shown: it shows its own."""
    card = verdict_card(verdict)
    actions = tuple(each for each in card.actions if each.kind is not ActionKind.WHY)
    keys = tuple(match.item.key for match in verdict.matches)
    return Page(card.model_copy(update={"actions": actions}), keys)
