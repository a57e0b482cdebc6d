"""The draft of an article under review."""

from __future__ import annotations

from typing import Literal

from bot.cards import _, draft_card, shortened
from bot.chat.paging import ITEMS_PAGE, Control, Page, PageSource
from bot.services import DraftedArticle, Services, Viewer


class DraftSource(PageSource, DraftedArticle):
    """The draft of an article that an editor looks through, with the speakers that they corrected."""

    kind: Literal["draft"] = "draft"

    def page(self, services: Services, viewer: Viewer, start: int) -> Page:
        return self.page_of_line(start)

    def page_of_line(self, number: int) -> Page:
        """The page that a line stands on. Blocks: call it in a thread."""
        start = number - number % ITEMS_PAGE
        draft = self.preview()
        shown = range(start, min(start + ITEMS_PAGE, len(draft.quotes)))
        lines = tuple(
            (str(number), shortened(f"{draft.quotes[number].speaker}: {draft.quotes[number].text}"))
            for number in shown
        )
        controls = (
            Control("publish", _("Publish")),
            Control("discard", _("Discard")),
            *([Control("speaker", _("Correct a speaker"), lines)] if lines else []),
        )
        card = draft_card(draft, start=start, count=ITEMS_PAGE)
        before = max(0, start - ITEMS_PAGE) if start else None
        after = start + ITEMS_PAGE if start + ITEMS_PAGE < len(draft.quotes) else None
        return Page(card, (), before, after, controls)
