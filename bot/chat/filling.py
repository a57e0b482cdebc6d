"""Which entries of a list stand on which page: as many as fit, so that each stands on exactly one.

Pages begin at the entry where the one before ended. Where a page begins is found by filling those before it,
from the last hundredth entry on: so turning one takes no longer at the end of a long list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from bot.cards import Card
from bot.chat.render.draw import fits
from bot.chat.render.form import Form

# Entries after which pages begin anew, whether the last one is full or not.
STRETCH = 100

Drawing = Callable[[int, int], Card]
"""The card of so many entries from a place on: `drawing(start, count)`."""


class Filled(NamedTuple):
    """A page: its card, how many `entries`, where the pages before and after begin (None: there is none)."""

    card: Card
    entries: int
    before: int | None = None
    after: int | None = None


class Filling(NamedTuple):
    """How a list fills pages of a form: `most` entries read well, `first` on the first page (0: as many)."""

    draw: Drawing
    form: Form
    most: int
    first: int = 0

    def page(self, start: int, end: int, *, more: bool = False) -> Filled:
        """The page that begins at entry `start` of a list whose entries up to `end` are at hand.

        :param more: whether the list goes on behind them.
        """
        count = self._count(start, end)
        after = start + count
        return Filled(
            self.draw(start, count), count, self._before(start, end), after if more or after < end else None
        )

    def _count(self, start: int, end: int) -> int:
        """How many entries the page takes: at least one, however long it is."""
        most = self.first if self.first and not start else self.most
        count = max(0, min(most, end - start, STRETCH - start % STRETCH))
        while count > 1 and not fits(self.draw(start, count), self.form):
            count -= 1
        return count

    def _before(self, start: int, end: int) -> int | None:
        """Where the page before begins; None for the first one."""
        before, place = None, first_needed(start)
        while place < start:
            before = place
            place += max(1, self._count(place, end))
        return before


def first_needed(start: int) -> int:
    """The first entry that is needed to turn back from the page that begins at `start`."""
    return max(0, start - 1) // STRETCH * STRETCH
