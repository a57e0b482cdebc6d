"""The draft of an article under review."""

from __future__ import annotations

from typing import Literal

from bot.cards import _, draft_card, left_out_card, shortened
from bot.chat.paging import ITEMS_PAGE, Control, Page, PageSource
from bot.services import DraftedArticle, Services, Viewer


class DraftSource(PageSource, DraftedArticle):
    """The draft of an article that an editor looks through, with the speakers that they corrected."""

    kind: Literal["draft"] = "draft"

    def page(self, services: Services, viewer: Viewer, start: int) -> Page:
        return self.page_of_line(self.left[start] if self.left else start)

    def page_of_line(self, number: int) -> Page:
        """The page that a line stands on. Blocks: call it in a thread."""
        draft = self.preview()
        numbers = self.left or tuple(range(len(draft.quotes)))
        place = numbers.index(number) if number in numbers else number
        start = place - place % ITEMS_PAGE
        lines = tuple(
            (str(each), shortened(f"{draft.quotes[each].speaker}: {draft.quotes[each].text}"))
            for each in numbers[start : start + ITEMS_PAGE]
        )
        controls = (
            *(self._after_publishing() if self.left else self._before_publishing()),
            *([Control("speaker", _("Correct a speaker"), lines)] if lines else []),
        )
        if self.left:
            quotes = tuple(draft.quotes[each] for each in numbers)
            card = left_out_card(draft.model_copy(update={"quotes": quotes}), start=start, count=ITEMS_PAGE)
        else:
            card = draft_card(draft, start=start, count=ITEMS_PAGE)
        before = max(0, start - ITEMS_PAGE) if start else None
        after = start + ITEMS_PAGE if start + ITEMS_PAGE < len(numbers) else None
        return Page(card, (), before, after, controls)

    def _before_publishing(self) -> tuple[Control, ...]:
        return Control("publish", _("Publish")), Control("discard", _("Discard"))

    def _after_publishing(self) -> tuple[Control, ...]:
        return Control("add", _("Add these quotes")), Control("leave", _("Leave them as a draft"))
