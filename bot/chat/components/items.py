"""Buttons, menus and forms that work after a restart, too.

A custom id holds the action, the id of the stored view and the place of its item there. What an action does
is a function in `bot.chat.components.handlers`, which the bot hands every use to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, Self, cast

import discord
from discord import ui

# Discord's limits for what a component shows, in characters.
BUTTON_LABEL = 80
OPTION_LABEL = 100

_PRESS = "briefing:press:{action}:{view}:{place}"
_CHOOSE = "briefing:choose:{action}:{view}:{place}"
_FILL = "briefing:fill:{action}:{view}:{place}"
_PARTS = r":(?P<action>[a-z]+):(?P<view>[0-9a-f]{16}):(?P<place>\d+)"
_FILLED = re.compile("briefing:fill" + _PARTS)


@dataclass(frozen=True)
class ComponentEvent:
    """A button, menu or form that somebody used: the action, the stored view's id, the item's place.

    `values` are the entries chosen, or what was typed into the form.
    """

    interaction: discord.Interaction[Any]
    action: str
    view: str
    place: int
    values: tuple[str, ...] = ()


class ComponentHost(Protocol):
    """The client that buttons, menus and forms hand their use to."""

    async def handle_component(self, event: ComponentEvent) -> None:
        """Do what the button, menu or form does."""


class ActionButton(ui.DynamicItem[ui.Button[ui.View]], template=r"briefing:press" + _PARTS):
    """A button."""

    def __init__(self, action: str, view: str, place: int, *, label: str = "", again: int = 0) -> None:
        # No two buttons of a message may have the same id: zeros before the place tell them apart.
        custom_id = _PRESS.format(action=action, view=view, place="0" * again + str(place))
        super().__init__(ui.Button(label=label[:BUTTON_LABEL] or None, custom_id=custom_id))
        self._parts = (action, view, place)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button as it was pressed."""
        return cls(match["action"], match["view"], int(match["place"]), label="?")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button does."""
        await _hand_over(ComponentEvent(interaction, *self._parts))


class ActionSelect(ui.DynamicItem[ui.Select[ui.View]], template=r"briefing:choose" + _PARTS):
    """A menu of which one entry is chosen."""

    def __init__(
        self,
        action: str,
        view: str,
        place: int = 0,
        *,
        placeholder: str = "",
        options: list[discord.SelectOption] | None = None,
    ) -> None:
        custom_id = _CHOOSE.format(action=action, view=view, place=place)
        # A menu that was chosen from is rebuilt without its entries: Discord says which one it was.
        shown = options or [discord.SelectOption(label="?")]
        super().__init__(ui.Select(custom_id=custom_id, placeholder=placeholder or None, options=shown))
        self._parts = (action, view, place)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The menu as it was chosen from."""
        return cls(match["action"], match["view"], int(match["place"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the menu does with what was chosen."""
        await _hand_over(ComponentEvent(interaction, *self._parts, tuple(self.item.values)))


class Form(ui.Modal):
    """Asks for some lines of text.

    Nothing happens here when it is sent: discord.py forgets its modals at a restart, so every form comes back
    through `submitted`, whether this bot showed it or the one before.
    """

    def __init__(
        self, action: str, view: str, place: int, *, title: str, fields: Iterable[ui.TextInput[ui.Modal]]
    ) -> None:
        super().__init__(title=title, custom_id=_FILL.format(action=action, view=view, place=place))
        for field in fields:
            self.add_item(field)


def submitted(interaction: discord.Interaction[Any]) -> ComponentEvent | None:
    """The form of ours that was sent with this interaction; None where it is something else."""
    if interaction.type is not discord.InteractionType.modal_submit or not interaction.data:
        return None
    match = _FILLED.fullmatch(str(interaction.data.get("custom_id", "")))
    if match is None:
        return None
    return ComponentEvent(
        interaction, match["action"], match["view"], int(match["place"]), tuple(_typed(interaction.data))
    )


async def _hand_over(event: ComponentEvent) -> None:
    await cast(ComponentHost, event.interaction.client).handle_component(event)


def _typed(part: Any) -> Iterator[str]:
    """What stands in the fields of a form, which lie in rows or under labels."""
    inner = [*part.get("components", ()), *([part["component"]] if "component" in part else [])]
    for each in inner:
        yield from _typed(each)
    if "value" in part:
        yield str(part["value"])
