"""Quotations checked: one, or every one of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.cards import ActionKind, checked_card, verdict_card
from bot.chat.filling import Filling
from bot.chat.paging import ITEMS_PAGE, Page, PageSource, filled_page, known, too_long
from bot.chat.render.form import Form
from bot.replies import Item, Report, Verdict
from bot.services import Services, Viewer


class VerdictSource(PageSource):
    """Whether a quotation is genuine."""

    kind: Literal["verdict"] = "verdict"
    quotation: str
    speaker: str | None = None

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        reply = services.verify_pasted(self.quotation, self.speaker, viewer)
        return verdict_page(reply, form) if isinstance(reply, Verdict) else report_page(reply, form, start)

    def amended(self, services: Services, viewer: Viewer, items: Sequence[Item], form: Form) -> Page:
        return self.page(services, viewer, 0, form)


def report_page(report: Report, form: Form, start: int = 0) -> Page:
    """A page of a report; one that found nothing is of no use to others."""
    filling = Filling(lambda place, count: checked_card(report, start=place, count=count), form, ITEMS_PAGE)
    filled = filling.page(start, max(1, checked_card(report).total))
    return filled_page(filled, form)._replace(worth_sharing=not report.empty, is_check=True)


def verdict_page(verdict: Verdict, form: Form) -> Page:
    """A verdict; there is no question whose evidence could be shown: it shows its own."""
    card = verdict_card(verdict)
    actions = tuple(each for each in card.actions if each.kind is not ActionKind.WHY)
    keys = known((*(match.item.key for match in verdict.matches), *card.touched))
    card = card.model_copy(update={"actions": actions})
    return Page(card, keys, whole=too_long(card, form), is_check=True)
