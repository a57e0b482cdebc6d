"""The draft of an article under review."""

from __future__ import annotations

from typing import Literal

from bot.cards import _, draft_card, facts_card, left_out_card, shortened
from bot.chat.filling import Filling
from bot.chat.paging import ITEMS_PAGE, Control, Page, PageSource
from bot.chat.render.form import Form
from bot.replies import DraftPreview
from bot.services import DraftedArticle, Services, Viewer


class DraftSource(PageSource, DraftedArticle):
    """The draft of an article that an editor looks through and corrects: its quotes, or its `facts`."""

    kind: Literal["draft"] = "draft"
    facts: bool = False

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        return self._page(self.preview(), start, form)

    def page_of_line(self, number: int, form: Form) -> Page:
        """The page that a line stands on. Blocks: call it in a thread."""
        draft = self.preview()
        numbers = self._numbers(draft)
        place = numbers.index(number) if number in numbers else number
        page = self._page(draft, 0, form)
        while page.after is not None and page.after <= place:
            page = self._page(draft, page.after, form)
        return page

    def _numbers(self, draft: DraftPreview) -> tuple[int, ...]:
        """The lines of the draft that are to be looked at, by their numbers in it."""
        return self.left or tuple(range(len(draft.told if self.facts else draft.quotes)))

    def _page(self, draft: DraftPreview, start: int, form: Form) -> Page:
        if self.facts:
            return self._page_of_facts(draft, start, form)
        numbers = self._numbers(draft)
        card = left_out_card if self.left else draft_card
        shown = draft.model_copy(update={"quotes": tuple(draft.quotes[each] for each in numbers)})
        filling = Filling(lambda place, count: card(shown, start=place, count=count), form, ITEMS_PAGE)
        filled = filling.page(start, len(numbers))
        lines = tuple(
            (str(each), shortened(f"{draft.quotes[each].speaker}: {draft.quotes[each].text}"))
            for each in numbers[start : start + filled.entries]
        )
        controls = (
            *(self._after_publishing() if self.left else self._before_publishing()),
            *([Control("speaker", _("Change or leave out a quote"), lines)] if lines else []),
        )
        return Page(filled.card, (), filled.before, filled.after, controls)

    def _page_of_facts(self, draft: DraftPreview, start: int, form: Form) -> Page:
        filling = Filling(lambda place, count: facts_card(draft, start=place, count=count), form, ITEMS_PAGE)
        filled = filling.page(start, len(draft.told))
        shown = range(start, start + filled.entries)
        lines = tuple((str(number), shortened(draft.told[number].text)) for number in shown)
        menu = [Control("fact", _("Leave out a fact, or take it back"), lines)] if lines else []
        controls = (Control("lines", _("Back to the quotes")), *menu)
        return Page(filled.card, (), filled.before, filled.after, controls)

    def _before_publishing(self) -> tuple[Control, ...]:
        return (
            Control("publish", _("Publish")),
            Control("discard", _("Discard")),
            Control("heading", _("Title, date, address")),
            Control("facts", _("Facts")),
        )

    def _after_publishing(self) -> tuple[Control, ...]:
        return Control("add", _("Add these quotes")), Control("leave", _("Leave them as a draft"))
