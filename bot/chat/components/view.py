"""The buttons and menus under an embed or plain text, made from its card's actions and its own controls."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.cards import Action, ActionKind, Card, CardStyle, _, shortened
from bot.chat.components.items import BUTTON_LABEL, OPTION_LABEL, ActionButton, ActionSelect
from bot.chat.paging import LEADING_ON, Control, Page
from bot.services import StoredView

# Entries that Discord lets a menu hold.
OPTIONS = 25
# Characters of the address behind a button.
LINK = 512
_BUTTONS = (ActionKind.WHY, ActionKind.CITE, *LEADING_ON, ActionKind.USEFUL, ActionKind.USELESS)


def view_of(page: Page, stored: StoredView, *, private: bool) -> ui.View | None:
    """The buttons and menus of a page; None where it has none.

    Where what they need could not be kept, only those that open an address are left.
    """
    view = ui.View(timeout=None)
    if not stored.id:
        page = page._replace(
            card=page.card.model_copy(update={"actions": _links(page.card)}),
            before=None, after=None, back="", controls=(), worth_sharing=False, whole="",
        )  # fmt: skip
    for action in page.card.actions:
        item = _button(action, stored)
        if item:
            view.add_item(item)
    if page.back:
        view.add_item(ActionButton("back", page.back, 0, label=_("Back")))
    for start, label in ((page.before, _("Back")), (page.after, _("More"))):
        if start is not None:
            view.add_item(ActionButton("page", stored.id, start, label=label))
    for control in page.controls:
        view.add_item(menu_of(control, stored))
    if page.whole in stored.items:
        view.add_item(ActionButton("whole", stored.id, stored.items.index(page.whole), label=_("Whole text")))
    if private and page.worth_sharing and not page.controls:
        view.add_item(ActionButton("share", stored.id, shared_place(page, stored), label=_("Share")))
    menu = _menu(page, stored)
    if menu:
        view.add_item(menu)
    return view if view.children else None


def _links(card: Card) -> tuple[Action, ...]:
    return tuple(each for each in card.actions if each.kind is ActionKind.SOURCE)


def _button(action: Action, stored: StoredView) -> ui.Item[Any] | None:
    if action.kind is ActionKind.SOURCE and 0 < len(action.url) <= LINK:
        return ui.Button(label=action.label[:BUTTON_LABEL], url=action.url)
    if action.kind not in _BUTTONS:
        return None
    if action.key and action.key not in stored.items:
        return None
    place = stored.items.index(action.key) if action.key else 0
    return ActionButton(action.kind.value, stored.id, place, label=action.label)


def menu_of(control: Control, stored: StoredView) -> ActionButton | ActionSelect:
    """A button or menu that the page brings along."""
    if not control.options:
        return ActionButton(control.action, stored.id, 0, label=control.label)
    options = [
        discord.SelectOption(label=label[:OPTION_LABEL], value=value) for value, label in control.options
    ]
    return ActionSelect(control.action, stored.id, control.place, placeholder=control.label, options=options)


def shared_place(page: Page, stored: StoredView) -> int:
    """The place of the item that the page shows first."""
    keys = (key for key in page.card.keys if key in stored.items)
    return next((stored.items.index(key) for key in keys), 0)


def _menu(page: Page, stored: StoredView) -> ActionSelect | None:
    """What can be opened of what is listed: entries, people or articles."""
    card = page.card
    for kind in (ActionKind.OPEN, ActionKind.PERSON, ActionKind.ARTICLE):
        found = [each for each in _choices(card, kind) if each.key in stored.items][:OPTIONS]
        if found and (kind is ActionKind.OPEN or card.total):
            options = [
                discord.SelectOption(
                    label=each.label[:OPTION_LABEL],
                    value=str(stored.items.index(each.key)),
                    description=each.hint[:OPTION_LABEL] or None,
                )
                for each in found
            ]
            what_for = _what_for(card) if kind is ActionKind.OPEN else _("Choose one to open")
            return ActionSelect(kind.value, stored.id, placeholder=what_for, options=options)
    return None


def _choices(card: Card, kind: ActionKind) -> list[Action]:
    """What is offered of a kind: entries by the card itself, people and articles beside their lines."""
    if kind is ActionKind.OPEN:
        return [each for each in card.actions if each.kind is kind]
    return [
        line.action.model_copy(update={"label": shortened(line.text, OPTION_LABEL)})
        for block in card.stacked
        for line in block.lines
        if line.action and line.action.kind is kind
    ]


def _what_for(card: Card) -> str:
    """What a menu of entries is for."""
    if card.style is CardStyle.UNSURE:
        return _("Which one did you mean? Choose here")
    several = len(card.keys) > 1
    return _("Choose one to open, cite or judge") if several else _("Not what you meant? Choose here")
