"""Buttons and menus under a message, made from a card's actions, and forms; they work after a restart, too.

A custom id holds what the button does, the id of the kept message and the place of its item there. What it
does is a function in `bot.chat.components.handlers`, which the bot hands every use to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.cards.card import Action, ActionKind, CardStyle
from bot.cards.language import _
from bot.chat.pages import Control, Page
from bot.records import StoredView

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

# Discord's limits for what a component shows, in characters; a menu holds 25 entries.
BUTTON_LABEL = 80
OPTION_LABEL = 100
OPTIONS = 25

_PRESS = "briefing:press:{does}:{kept}:{place}"
_CHOOSE = "briefing:choose:{does}:{kept}:{place}"
_FILL = "briefing:fill:{does}:{kept}:{place}"
_PARTS = r":(?P<does>[a-z]+):(?P<kept>[0-9a-f]{16}):(?P<place>\d+)"
_FILLED = re.compile("briefing:fill" + _PARTS)
_BUTTONS = (ActionKind.WHY, ActionKind.CITE, ActionKind.USEFUL, ActionKind.USELESS)


@dataclass(frozen=True)
class Pressed:
    """A button, menu or form that somebody used: what it does, the kept message's id, the item's place.

    `values` are the entries chosen, or what was typed into the form.
    """

    interaction: discord.Interaction[BriefingBot]
    does: str
    kept: str
    place: int
    values: tuple[str, ...] = ()


class Press(ui.DynamicItem[ui.Button[ui.View]], template=r"briefing:press" + _PARTS):
    """A button."""

    def __init__(self, does: str, kept: str, place: int, *, label: str = "", row: int | None = None) -> None:
        custom_id = _PRESS.format(does=does, kept=kept, place=place)
        super().__init__(ui.Button(label=label[:BUTTON_LABEL] or None, custom_id=custom_id, row=row))
        self._pressed = (does, kept, place)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button as it was pressed."""
        return cls(match["does"], match["kept"], int(match["place"]), label="?")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button does."""
        await interaction.client.press(Pressed(interaction, *self._pressed))


class Choose(ui.DynamicItem[ui.Select[ui.View]], template=r"briefing:choose" + _PARTS):
    """A menu of which one entry is chosen."""

    def __init__(
        self,
        does: str,
        kept: str,
        place: int = 0,
        *,
        placeholder: str = "",
        options: list[discord.SelectOption] | None = None,
    ) -> None:
        custom_id = _CHOOSE.format(does=does, kept=kept, place=place)
        # A menu that was chosen from is rebuilt without its entries: Discord tells which one it was.
        shown = options or [discord.SelectOption(label="?")]
        super().__init__(ui.Select(custom_id=custom_id, placeholder=placeholder or None, options=shown))
        self._chosen = (does, kept, place)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The menu as it was chosen from."""
        return cls(match["does"], match["kept"], int(match["place"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the menu does with what was chosen."""
        await interaction.client.press(Pressed(interaction, *self._chosen, tuple(self.item.values)))


class Form(ui.Modal):
    """Asks for one line of text.

    Nothing happens here when it is sent: discord.py forgets its modals at a restart, so every form comes back
    through `filled`, whether this bot showed it or the one before.
    """

    def __init__(
        self, does: str, kept: str, place: int, *, title: str, field: ui.TextInput[ui.Modal]
    ) -> None:
        super().__init__(title=title, custom_id=_FILL.format(does=does, kept=kept, place=place))
        self.add_item(field)


def filled(interaction: discord.Interaction[Any]) -> Pressed | None:
    """The form of ours that was sent with this interaction; None where it is something else."""
    if interaction.type is not discord.InteractionType.modal_submit or not interaction.data:
        return None
    match = _FILLED.fullmatch(str(interaction.data.get("custom_id", "")))
    if match is None:
        return None
    return Pressed(
        interaction, match["does"], match["kept"], int(match["place"]), tuple(_typed(interaction.data))
    )


def _typed(part: Any) -> Iterator[str]:
    """What stands in the fields of a form, which lie in rows or under labels."""
    inner = [*part.get("components", ()), *([part["component"]] if "component" in part else [])]
    for each in inner:
        yield from _typed(each)
    if "value" in part:
        yield str(part["value"])


def view_of(page: Page, kept: StoredView, *, private: bool) -> ui.View | None:
    """The buttons and menus of a page; None where it has none."""
    view = ui.View(timeout=None)
    for action in page.card.actions:
        item = _button(action, kept)
        if item:
            view.add_item(item)
    for does, start, label in (("page", page.before, _("Back")), ("page", page.after, _("More"))):
        if start is not None:
            view.add_item(Press(does, kept.id, start, label=label))
    for control in page.controls:
        view.add_item(_of_its_own(control, kept))
    if private and not page.controls:
        view.add_item(Press("share", kept.id, _first_place(page, kept), label=_("Share")))
    menu = _menu(page, kept)
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


def reasons_view(kept: StoredView, place: int) -> ui.View:
    """The menu that asks why an answer is not useful."""
    view = ui.View(timeout=None)
    options = [discord.SelectOption(label=words, value=name) for name, words in reasons().items()]
    view.add_item(Choose("reason", kept.id, place, placeholder=_("What is wrong with it?"), options=options))
    return view


def _button(action: Action, kept: StoredView) -> ui.Item[Any] | None:
    if action.kind is ActionKind.SOURCE and action.url:
        return ui.Button(label=action.label[:BUTTON_LABEL], url=action.url)
    if action.kind not in _BUTTONS:
        return None
    if action.key and action.key not in kept.items:
        return None
    place = kept.items.index(action.key) if action.key else 0
    return Press(action.kind.value, kept.id, place, label=action.label)


def _of_its_own(control: Control, kept: StoredView) -> Press | Choose:
    """A button or menu that the page brings along."""
    if not control.options:
        return Press(control.does, kept.id, 0, label=control.label)
    options = [
        discord.SelectOption(label=label[:OPTION_LABEL], value=value) for value, label in control.options
    ]
    return Choose(control.does, kept.id, placeholder=control.label, options=options)


def _first_place(page: Page, kept: StoredView) -> int:
    """The place of the item that the page shows first."""
    keys = (each.key for each in page.card.blocks if each.key in kept.items)
    return next((kept.items.index(key) for key in keys), 0)


def _menu(page: Page, kept: StoredView) -> Choose | None:
    choices = [each for each in page.card.actions if each.kind is ActionKind.OPEN and each.key in kept.items]
    if not choices:
        return None
    options = [
        discord.SelectOption(
            label=each.label[:OPTION_LABEL],
            value=str(kept.items.index(each.key)),
            description=each.hint[:OPTION_LABEL] or None,
        )
        for each in choices[:OPTIONS]
    ]
    unsure = page.card.style is CardStyle.UNSURE
    ask = _("Which one did you mean? Choose here") if unsure else _("Not what you meant? Choose here")
    return Choose("open", kept.id, placeholder=ask, options=options)
