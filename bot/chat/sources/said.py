"""What people said: over time, side by side, and whose words some words are."""

from __future__ import annotations

from typing import Literal, Self

from bot.chat.paging import ITEMS_PAGE, Page, PageSource
from bot.replies import Comparison, Timeline
from bot.services import Part, Services, Viewer

# Statements of each of the two that stand side by side on a page.
COMPARED_PAGE = 2


class TimelineSource(PageSource):
    """What one person said on a topic over time, the oldest first."""

    kind: Literal["timeline"] = "timeline"
    person: str
    topic: str = ""

    def page(self, services: Services, viewer: Viewer, start: int) -> Page:
        found = services.timeline(self.person, self.topic, viewer, Part(start, ITEMS_PAGE))
        more = isinstance(found, Timeline) and found.more
        return self.page_of(found, start, size=ITEMS_PAGE, more=more)

    @property
    def typed(self) -> tuple[str, ...]:
        return (self.person,)

    def chosen(self, place: int, meant: str) -> Self:
        return self.model_copy(update={"person": meant})


class ComparedSource(PageSource):
    """What two people said on the same topic, some of each on every page."""

    kind: Literal["compared"] = "compared"
    first: str
    second: str
    topic: str = ""

    def page(self, services: Services, viewer: Viewer, start: int) -> Page:
        people = (self.first, self.second)
        found = services.compare(people, self.topic, viewer, Part(start, COMPARED_PAGE))
        more = isinstance(found, Comparison) and found.more
        return self.page_of(found, start, size=COMPARED_PAGE, more=more)

    @property
    def typed(self) -> tuple[str, ...]:
        return (self.first, self.second)

    def chosen(self, place: int, meant: str) -> Self:
        return self.model_copy(update={("first", "second")[place]: meant})


class WhoSaidSource(PageSource):
    """Whose words some words are, the closest first."""

    kind: Literal["whosaid"] = "whosaid"
    words: str

    def page(self, services: Services, viewer: Viewer, start: int) -> Page:
        found = services.who_said(self.words, viewer, Part(start, ITEMS_PAGE))
        return self.page_of(found, start, size=ITEMS_PAGE, more=found.more)
