"""A card drawn for Discord: in its layout, as an embed, or as plain text where embeds are not allowed.

The limits are those of Discord's documentation (Message Resource, Embed Limits), in characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import discord

from bot.cards import Block, Card, Column, Line, Span, TextStyle
from bot.chat.render import layout
from bot.chat.render.colours import COLOURS
from bot.chat.render.form import Form
from bot.chat.render.markup import URL, fitted, in_one_line, whole
from bot.text import escape

TITLE = 256
DESCRIPTION = 4096
FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1024
FOOTER = 2048
EMBED = 6000
CONTENT = 2000
# Characters of a message that are left free, for who shared it.
SHARED = 120
# Discord refuses an empty name or value: a blank of no width stands for it.
EMPTY = "\u200b"


class _EmbedParts(NamedTuple):
    """What an embed is made of, and the room (in characters) that its description has."""

    title: str
    fields: list[tuple[str, str]]
    footer: str
    blocks: Sequence[Block]
    room: int


def fits(card: Card, form: Form) -> bool:
    """Whether the card is shown whole, but for a title or footer that is cut with a sign."""
    if form is Form.LAYOUT:
        return layout.fits(card)
    if form is Form.TEXT:
        head, blocks, tail = _text_parts(card)
        return len(whole(blocks)) <= CONTENT - SHARED - len(head) - len(tail)
    parts = _embed_parts(card)
    given = len(card.columns) * (parts.blocks is card.blocks) + len(card.fields)
    return len(parts.fields) == given and len(whole(parts.blocks)) <= parts.room


def alone(card: Card, form: Form) -> dict[str, Any]:
    """The card without buttons as arguments of a `send`."""
    match form:
        case Form.TEXT:
            return {"content": text(card)}
        case Form.EMBED:
            return {"embed": embed(card)}
        case Form.LAYOUT:
            return {"view": layout.layout(card, lambda action: None)}


def embed(card: Card) -> discord.Embed:
    """The card as an embed within all of Discord's limits; what does not fit is cut with a sign."""
    title, fields, footer, blocks, room = _embed_parts(card)
    drawn = discord.Embed(
        title=title or None,
        url=card.url if title and len(card.url) <= URL else None,
        description=fitted(blocks, room) or None,
        colour=COLOURS[card.style],
    )
    for name, value in fields:
        drawn.add_field(name=name, value=value)
    if footer:
        drawn.set_footer(text=footer)
    return drawn


def text(card: Card) -> str:
    """The card as one message of plain text, for where embeds are not allowed."""
    head, blocks, tail = _text_parts(card)
    return head + fitted(blocks, CONTENT - SHARED - len(head) - len(tail)) + tail


def _embed_parts(card: Card) -> _EmbedParts:
    title, footer = in_one_line(card.title, TITLE), card.footer[:FOOTER]
    beside = _beside(card.columns)
    figures = [
        (in_one_line(each.name, FIELD_NAME) or EMPTY, in_one_line(each.value, FIELD_VALUE) or EMPTY)
        for each in card.fields
    ]
    fields = [*beside, *figures][:FIELDS]
    taken = len(title) + len(footer) + sum(len(name) + len(value) for name, value in fields)
    while fields and taken > EMBED // 2:
        name, value = fields.pop()
        taken -= len(name) + len(value)
    blocks = card.blocks if beside else card.stacked
    return _EmbedParts(title, fields, footer, blocks, min(DESCRIPTION, EMBED - taken))


def _text_parts(card: Card) -> tuple[str, Sequence[Block], str]:
    head = f"**{in_one_line(card.title, TITLE)}**\n" if card.title else ""
    tail = f"\n*{escape.discord_line(card.footer[:TITLE])}*" if card.footer else ""
    fields = [
        Block(
            lines=(Line(spans=(Span(text=f"{each.name}: ", style=TextStyle.STRONG), Span(text=each.value))),)
        )
        for each in card.fields
    ]
    return head, (*card.stacked, *fields), tail


def _beside(columns: Sequence[Column]) -> list[tuple[str, str]]:
    """The columns as fields, which Discord sets side by side; none where one does not fit a field whole."""
    drawn = [
        (in_one_line(each.heading, FIELD_NAME) or EMPTY, fitted(each.blocks, EMBED) or EMPTY)
        for each in columns
    ]
    fits_one = all(len(value) <= FIELD_VALUE for name, value in drawn)
    return drawn if fits_one and sum(len(name) + len(value) for name, value in drawn) <= EMBED // 2 else []
