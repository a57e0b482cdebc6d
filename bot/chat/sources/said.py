"""What people said: over time, side by side, and whose words some words are."""

from __future__ import annotations

from itertools import zip_longest
from typing import Literal, Self

from bot.cards import Card, compared_card
from bot.chat.filling import Filling
from bot.chat.paging import ITEMS_PAGE, Page, PageSource, filled_page, part_for
from bot.chat.render.form import Form
from bot.replies import Comparison
from bot.services import COUNTED, Part, Services, Viewer

# Statements of both together that stand side by side on a page, at most.
COMPARED_PAGE = 4


class TimelineSource(PageSource):
    """What one person said on a topic over time, the oldest first."""

    kind: Literal["timeline"] = "timeline"
    person: str
    topic: str = ""

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        found = services.timeline(self.person, self.topic, viewer, part_for(start, ITEMS_PAGE))
        return self.page_of(found, form, start)

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

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        people = (self.first, self.second)
        found = services.compare(people, self.topic, viewer, Part(0, COUNTED))
        if not isinstance(found, Comparison):
            return self.page_of(found, form)
        filling = Filling(lambda place, count: _beside(found, place, count), form, COMPARED_PAGE)
        return filled_page(filling.page(start, len(found.answers)), form)

    @property
    def typed(self) -> tuple[str, ...]:
        return (self.first, self.second)

    def chosen(self, place: int, meant: str) -> Self:
        return self.model_copy(update={("first", "second")[place]: meant})


class WhoSaidSource(PageSource):
    """Whose words some words are, the closest first."""

    kind: Literal["whosaid"] = "whosaid"
    words: str

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        found = services.who_said(self.words, viewer, part_for(start, ITEMS_PAGE))
        return self.page_of(found, form, start)


def _beside(found: Comparison, start: int, count: int) -> Card:
    """So many statements from place `start` on, the two taking turns, set side by side."""
    turns = zip_longest(*([(side.person, each) for each in side.quotes] for side in found.sides))
    in_turn = [one for turn in turns for one in turn if one][start : start + count]
    sides = {side.person: tuple(each for who, each in in_turn if who == side.person) for side in found.sides}
    elsewhere = [side.person for side in found.sides if side.quotes]
    return compared_card(found.topic, sides, elsewhere=elsewhere)
