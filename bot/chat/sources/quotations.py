"""Quotations checked: one, or every one of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.cards import ActionKind, checked_card, verdict_card
from bot.chat.paging import ITEMS_PAGE, Page, PageSource
from bot.replies import Item, Report, Verdict
from bot.services import Services, Viewer


class VerdictSource(PageSource):
    """Whether a quotation is genuine."""

    kind: Literal["verdict"] = "verdict"
    quotation: str
    speaker: str | None = None

    def page(self, services: Services, viewer: Viewer, start: int) -> Page:
        reply = services.verify_pasted(self.quotation, self.speaker, viewer)
        return verdict_page(reply) if isinstance(reply, Verdict) else report_page(reply, start)

    def amended(self, services: Services, viewer: Viewer, items: Sequence[Item]) -> Page:
        return self.page(services, viewer, 0)


def report_page(report: Report, start: int = 0) -> Page:
    """A page of a report; one that found nothing is of no use to others."""
    card = checked_card(report, start=start, count=ITEMS_PAGE)
    return Page(
        card,
        before=max(0, start - ITEMS_PAGE) if start else None,
        after=start + ITEMS_PAGE if not report.claims and start + ITEMS_PAGE < card.total else None,
        worth_sharing=not report.empty,
        is_check=True,
    )


def verdict_page(verdict: Verdict) -> Page:
    """A verdict; there is no question whose evidence could be shown: it shows its own."""
    card = verdict_card(verdict)
    actions = tuple(each for each in card.actions if each.kind is not ActionKind.WHY)
    keys = tuple(match.item.key for match in verdict.matches)
    return Page(card.model_copy(update={"actions": actions}), keys, is_check=True)
