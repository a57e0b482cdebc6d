"""The buttons and menus under a page, made from its card's actions and its own controls."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.cards import Action, ActionKind, Card, CardStyle, _
from bot.chat.components.items import BUTTON_LABEL, OPTION_LABEL, ActionButton, ActionSelect
from bot.chat.paging import Control, Page
from bot.services import StoredView

# Entries that Discord lets a menu hold.
OPTIONS = 25
_BUTTONS = (ActionKind.WHY, ActionKind.CITE, ActionKind.USEFUL, ActionKind.USELESS)


def view_of(page: Page, stored: StoredView, *, private: bool) -> ui.View | None:
    """The buttons and menus of a page; None where it has none.

    Where what they need could not be kept, only those that open an address are left.
    """
    view = ui.View(timeout=None)
    if not stored.id:
        page = page._replace(
            card=page.card.model_copy(update={"actions": _links(page.card)}),
            before=None, after=None, controls=(), worth_sharing=False,
        )  # fmt: skip
    for action in page.card.actions:
        item = _button(action, stored)
        if item:
            view.add_item(item)
    for start, label in ((page.before, _("Back")), (page.after, _("More"))):
        if start is not None:
            view.add_item(ActionButton("page", stored.id, start, label=label))
    for control in page.controls:
        view.add_item(_of_its_own(control, stored))
    if private and page.worth_sharing and not page.controls:
        place = _first_place(page, stored)
        view.add_item(ActionButton("share", stored.id, place, label=_("Share")))
    menu = _menu(page, stored)
    if menu:
        view.add_item(menu)
    return view if view.children else None


def reasons() -> dict[str, str]:
    """Why an answer may not be useful: as the log names it, and in the reader's language."""
    return {
        "person": _("It is about somebody else"),
        "topic": _("It is about something else"),
        "incomplete": _("Something important is missing"),
        "old": _("It is out of date"),
        "wrong": _("The words or the source are wrong"),
    }


def reasons_view(stored: StoredView, place: int) -> ui.View:
    """The menu that asks why an answer is not useful."""
    view = ui.View(timeout=None)
    options = [discord.SelectOption(label=words, value=name) for name, words in reasons().items()]
    placeholder = _("What is wrong with it?")
    view.add_item(ActionSelect("reason", stored.id, place, placeholder=placeholder, options=options))
    return view


def _links(card: Card) -> tuple[Action, ...]:
    return tuple(each for each in card.actions if each.kind is ActionKind.SOURCE)


def _button(action: Action, stored: StoredView) -> ui.Item[Any] | None:
    if action.kind is ActionKind.SOURCE and action.url:
        return ui.Button(label=action.label[:BUTTON_LABEL], url=action.url)
    if action.kind not in _BUTTONS:
        return None
    if action.key and action.key not in stored.items:
        return None
    place = stored.items.index(action.key) if action.key else 0
    return ActionButton(action.kind.value, stored.id, place, label=action.label)


def _of_its_own(control: Control, stored: StoredView) -> ActionButton | ActionSelect:
    """A button or menu that the page brings along."""
    if not control.options:
        return ActionButton(control.action, stored.id, 0, label=control.label)
    options = [
        discord.SelectOption(label=label[:OPTION_LABEL], value=value) for value, label in control.options
    ]
    return ActionSelect(control.action, stored.id, control.place, placeholder=control.label, options=options)


def _first_place(page: Page, stored: StoredView) -> int:
    """The place of the item that the page shows first."""
    keys = (key for key in page.card.keys if key in stored.items)
    return next((stored.items.index(key) for key in keys), 0)


def _menu(page: Page, stored: StoredView) -> ActionSelect | None:
    choices = [
        each for each in page.card.actions if each.kind is ActionKind.OPEN and each.key in stored.items
    ]
    if not choices:
        return None
    options = [
        discord.SelectOption(
            label=each.label[:OPTION_LABEL],
            value=str(stored.items.index(each.key)),
            description=each.hint[:OPTION_LABEL] or None,
        )
        for each in choices[:OPTIONS]
    ]
    return ActionSelect("open", stored.id, placeholder=_what_for(page.card), options=options)


def _what_for(card: Card) -> str:
    """What a menu of entries is for."""
    if card.style is CardStyle.UNSURE:
        return _("Which one did you mean? Choose here")
    several = len(card.keys) > 1
    return _("Choose one to open, cite or judge") if several else _("Not what you meant? Choose here")
