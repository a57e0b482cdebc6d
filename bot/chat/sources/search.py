"""What a search found, page by page."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from bot.cards import reply_card
from bot.chat.paging import ITEMS_PAGE, Page, PageSource, part_for
from bot.chat.render.form import Form
from bot.replies import Nobody
from bot.services import Services, Viewer, speakers_typed, with_speaker


class SearchSource(PageSource):
    """The entries that have all that was typed; `today` is the day on which it was."""

    kind: Literal["search"] = "search"
    query: str
    today: date | None = None

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        found = services.search(self.query, viewer, part_for(start, ITEMS_PAGE), today=self.today)
        if isinstance(found, Nobody):
            return Page(reply_card(found), worth_sharing=False)
        return self.page_of(found, form, start)

    @property
    def typed(self) -> tuple[str, ...]:
        return speakers_typed(self.query)

    def chosen(self, place: int, meant: str) -> Self:
        return self.model_copy(update={"query": with_speaker(self.query, place, meant)})
