"""A page in Discord's layout, with the buttons of its entries beside them and its own below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from discord import ui

from bot.cards import Action, ActionKind, _
from bot.chat.components.items import BUTTON_LABEL, ActionButton
from bot.chat.components.view import LINK, menu_of, shared_place
from bot.chat.paging import LEADING_ON, Page
from bot.chat.render.layout import layout
from bot.services import StoredView

_OPINIONS = (ActionKind.USEFUL, ActionKind.USELESS)
# How a button names what of several was typed: a comparison asks for two names.
MEANT = ("meantfirst", "meantsecond")


def layout_of(page: Page, stored: StoredView, *, private: bool, above: str = "") -> ui.LayoutView:
    """The page; where what buttons need could not be kept, only those that open an address are left."""
    buttons = _Buttons(page, stored)
    below = [each for each in _below(page, stored, buttons, private=private) if each]
    menus = [menu_of(each, stored) for each in page.controls if each.options and stored.id]
    chosen = any(buttons.means(each) for each in page.card.beside)
    return layout(page.card, buttons, below, () if chosen else menus, above)


class _Buttons:
    """Makes the button of each action; one of the same kind for the same entry a second time, too."""

    def __init__(self, page: Page, stored: StoredView) -> None:
        self._stored = stored
        self._made: Counter[tuple[str, int]] = Counter()
        self._typed = next((each.place for each in page.controls if each.action == "meant"), 0)

    def means(self, action: Action) -> bool:
        """Whether it is a choice among those who may be meant, and has a button."""
        return action.kind is ActionKind.MEANT and self._typed < len(MEANT)

    def __call__(self, action: Action) -> ui.Item[Any] | None:
        """The button; None for what cannot be done any more."""
        if action.kind is ActionKind.SOURCE:
            linked = 0 < len(action.url) <= LINK
            return ui.Button(label=action.label[:BUTTON_LABEL], url=action.url) if linked else None
        if not self._stored.id or (action.key and action.key not in self._stored.items):
            return None
        if action.kind is ActionKind.MEANT and not self.means(action):
            return None
        name = MEANT[self._typed] if self.means(action) else action.kind.value
        place = self._stored.items.index(action.key) if action.key else 0
        again = self._made[name, place]
        self._made[name, place] += 1
        return ActionButton(name, self._stored.id, place, label=action.label, again=again)


def _below(
    page: Page, stored: StoredView, buttons: _Buttons, *, private: bool
) -> Iterator[ui.Item[Any] | None]:
    """What stands below the card, the ways to other pages first."""
    card = page.card
    if stored.id:
        if page.back:
            yield ActionButton("back", page.back, 0, label=_("Back"))
        for start, label in ((page.before, _("Previous page")), (page.after, _("Next page"))):
            if start is not None:
                yield ActionButton("page", stored.id, start, label=label)
        for control in page.controls:
            if not control.options:
                yield ActionButton(control.action, stored.id, control.place, label=control.label)
    opened = not any(each.kind is ActionKind.OPEN for each in card.beside)
    if opened and page.whole in stored.items:
        yield ActionButton("whole", stored.id, stored.items.index(page.whole), label=_("Whole text"))
    for action in card.actions:
        source = action.kind is ActionKind.SOURCE and opened and not page.whole
        if source or action.kind in LEADING_ON or action.kind in _OPINIONS:
            yield buttons(action)
    if stored.id and private and page.worth_sharing and not page.controls:
        yield ActionButton("share", stored.id, shared_place(page, stored), label=_("Share"))
