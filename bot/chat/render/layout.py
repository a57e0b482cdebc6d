"""A card drawn in Discord's layout: a container of text displays and sections with their own buttons.

The limits are those of Discord's documentation (Component Reference): components of a message, nested ones
included, and characters of all its text displays together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from discord import ui

from bot.cards import Action, ActionKind, Block, Card, Line, LineKind, Span, TextStyle, _
from bot.chat.render.colours import COLOURS
from bot.chat.render.markup import URL, in_one_line, shortened, whole
from bot.text import escape

COMPONENTS = 40
LETTERS = 4000
TITLE = 256
FOOTER = 500
# Buttons below a card: more do not stand in one row.
BELOW = 5
# Characters that are left free, for who shared it.
SHARED = 120
# Components around a card's blocks: the container, title, footer, who shared it, a row of buttons.
AROUND = 4 + (1 + BELOW)
# A menu in its row.
MENU = 2
_SAID = frozenset((LineKind.QUOTATION, LineKind.STATEMENT))
# Discord refuses an empty text display: a blank of no width stands for it.
EMPTY = "\u200b"

Control = Callable[[Action], ui.Item[Any] | None]
"""The button of an action; None where it cannot be done."""


class Piece(NamedTuple):
    """Lines that stand beside one button, or by themselves."""

    lines: tuple[Line, ...]
    action: Action | None = None

    @property
    def text(self) -> str:
        """The lines as Discord reads them; one with a button needs no bullet."""
        return whole([Block(lines=tuple(map(_without_bullet, self.lines)))]) or EMPTY

    @property
    def components(self) -> int:
        """What it takes of a message: a text display; beside a button also that and the section of both."""
        return 3 if self.action else 1


class Rule(NamedTuple):
    """A line across the card."""

    text: str = ""
    components: int = 1


def fits(card: Card) -> bool:
    """Whether a message takes the card whole, but for a title or footer that is cut with a sign."""
    parts = list(_parts(card, card.stacked))
    return sum(len(each.text) for each in parts) <= _room(card) and _components(parts) <= _places(card)


def layout(
    card: Card,
    control: Control,
    below: Sequence[ui.Item[Any]] = (),
    menus: Iterable[ui.Item[Any]] = (),
    above: str = "",
) -> ui.LayoutView:
    """The card with its buttons: those `below` it in a row, each menu in one of its own.

    :param above: a line above the card, in Discord's Markdown.
    """
    view = ui.LayoutView(timeout=None)
    if above:
        view.add_item(ui.TextDisplay(above[:SHARED]))
    view.add_item(ui.Container(*_items(card, control), accent_colour=COLOURS[card.style]))
    if below:
        view.add_item(ui.ActionRow(*below[:BELOW]))
    for menu in menus:
        view.add_item(ui.ActionRow(menu))
    return view


def words_in(view: ui.LayoutView) -> str:
    """What the text displays say, one below the other."""
    return "\n".join(each.content for each in view.walk_children() if isinstance(each, ui.TextDisplay))


def _items(card: Card, control: Control) -> Iterator[ui.Item[Any]]:
    head, tail = _head(card), _tail(card)
    blocks = shortened(card.stacked, _room(card))
    left = _places(card)
    drawn = False
    if head:
        yield ui.TextDisplay(head)
        drawn = True
    for part in _parts(card, blocks):
        left -= part.components
        if left < 0:
            break
        drawn = True
        yield _item(part, control)
    for each in (_figures(card), tail):
        if each:
            yield ui.TextDisplay(each)
            drawn = True
    if not drawn:
        yield ui.TextDisplay(EMPTY)


def _item(part: Piece | Rule, control: Control) -> ui.Item[Any]:
    if isinstance(part, Rule):
        return ui.Separator()
    button = control(part.action) if part.action else None
    if button is None:
        return ui.TextDisplay(part.text)
    return ui.Section(part.text, accessory=button)


def _parts(card: Card, blocks: Sequence[Block]) -> Iterator[Piece | Rule]:
    """What the card's blocks are made of, in their order, and what is offered of an entry that is opened."""
    for number, each in enumerate(blocks):
        said = any(line.kind in _SAID for line in each.lines)
        if number and said and not each.beside:
            yield Rule()
        yield from _pieces(each)
    opened = not any(each.kind is ActionKind.OPEN for each in card.beside)
    for action in card.actions:
        if action.kind is ActionKind.WHY and opened:
            hint = Line(spans=(Span(text=_("Why this answer?")),), kind=LineKind.HINT)
            yield Piece((hint,), action.model_copy(update={"label": _("Why this?")}))


def _pieces(shown: Block) -> Iterator[Piece]:
    """The block's lines, those from one with an action to before the next beside its button."""
    lines: list[Line] = []
    action: Action | None = None
    for each in shown.lines:
        if each.action and action:
            yield Piece(tuple(lines), action)
            lines, action = [], None
        lines.append(each)
        action = action or each.action
    if lines:
        yield Piece(tuple(lines), action)


def _without_bullet(shown: Line) -> Line:
    listed = shown.action is not None and shown.kind is LineKind.BULLET
    return shown.model_copy(update={"kind": LineKind.TEXT}) if listed else shown


def _components(parts: Iterable[Piece | Rule]) -> int:
    return sum(each.components for each in parts)


def _places(card: Card) -> int:
    """Components that there are for the card's blocks: a menu stands below where none is beside them."""
    return COMPONENTS - AROUND - bool(card.fields) - (0 if card.beside else MENU)


def _room(card: Card) -> int:
    """Characters that there are for the card's blocks."""
    around = (_head(card), _figures(card), _tail(card))
    return LETTERS - SHARED - sum(map(len, around))


def _head(card: Card) -> str:
    title = in_one_line(card.title, TITLE)
    if not title:
        return ""
    linked = 0 < len(card.url) <= URL
    return f"### [{title}](<{escape.address(card.url)}>)" if linked else f"### {title}"


def _figures(card: Card) -> str:
    lines = tuple(
        Line(spans=(Span(text=f"{each.name}: ", style=TextStyle.STRONG), Span(text=each.value)))
        for each in card.fields
    )
    return whole(shortened([Block(lines=lines)], LETTERS // 4)) if lines else ""


def _tail(card: Card) -> str:
    return f"-# {in_one_line(card.footer, FOOTER)}" if card.footer else ""
