"""A card drawn for Discord: as an embed, or as plain text where embeds are not allowed.

The limits are those of Discord's documentation (Message Resource, Embed Limits), in characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import discord

from bot.cards import Block, Card, CardStyle, Column, Line, LineKind, Span, TextStyle, _
from bot.text import escape

TITLE = 256
DESCRIPTION = 4096
FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1024
FOOTER = 2048
EMBED = 6000
CONTENT = 2000
URL = 2048
# Letters of what is too long that are looked at to cut it: drawn, hardly any letter takes no room.
LOOKED_AT = 4 * EMBED
# Discord refuses an empty name or value: a blank of no width stands for it.
EMPTY = "\u200b"

COLOURS = {
    CardStyle.ANSWER: discord.Colour(0x2E7D4F),
    CardStyle.UNSURE: discord.Colour(0xC98A1B),
    CardStyle.UNKNOWN: discord.Colour(0x7A7F87),
    CardStyle.NOTICE: discord.Colour(0x3A6EA5),
    CardStyle.GOOD: discord.Colour(0x2E7D4F),
    CardStyle.ERROR: discord.Colour(0xB3372F),
}

_MARKS = {
    TextStyle.PLAIN: "{}",
    TextStyle.STRONG: "**{}**",
    TextStyle.FAINT: "*{}*",
    TextStyle.ADDED: "__**{}**__",
    TextStyle.LOST: "~~{}~~",
    TextStyle.FOUND: "**{}**",
}
# Each kind's manner; small print is left out, for not every client and preview knows it.
_KINDS = {
    LineKind.HEADING: "**{}**",
    LineKind.HINT: "*{}*",
    LineKind.WARNING: "⚠️ {}",
    LineKind.BULLET: "- {}",
}


def embed(card: Card) -> discord.Embed:
    """The card as an embed within all of Discord's limits; what does not fit is cut with a sign."""
    title = _cut(card.title, TITLE)
    beside = _beside(card.columns)
    blocks = card.blocks if beside else card.stacked
    figures = [
        (_cut(each.name, FIELD_NAME) or EMPTY, _cut(each.value, FIELD_VALUE) or EMPTY) for each in card.fields
    ]
    fields = [*beside, *figures][:FIELDS]
    footer = card.footer[:FOOTER]
    taken = len(title) + len(footer) + sum(len(name) + len(value) for name, value in fields)
    while fields and taken > EMBED // 2:
        name, value = fields.pop()
        taken -= len(name) + len(value)
    drawn = discord.Embed(
        title=title or None,
        url=card.url if title and len(card.url) <= URL else None,
        description=_blocks(blocks, min(DESCRIPTION, EMBED - taken)) or None,
        colour=COLOURS[card.style],
    )
    for name, value in fields:
        drawn.add_field(name=name, value=value)
    if footer:
        drawn.set_footer(text=footer)
    return drawn


def text(card: Card) -> str:
    """The card as one message of plain text, for where embeds are not allowed."""
    head = f"**{_cut(card.title, TITLE)}**\n" if card.title else ""
    tail = f"\n*{escape.discord_line(card.footer[:TITLE])}*" if card.footer else ""
    fields = [
        Block(
            lines=(Line(spans=(Span(text=f"{each.name}: ", style=TextStyle.STRONG), Span(text=each.value))),)
        )
        for each in card.fields
    ]
    return head + _blocks((*card.stacked, *fields), CONTENT - len(head) - len(tail)) + tail


def _beside(columns: Sequence[Column]) -> list[tuple[str, str]]:
    """The columns as fields, which Discord sets side by side; none where one does not fit a field whole."""
    drawn = [
        (_cut(each.heading, FIELD_NAME) or EMPTY, _blocks(each.blocks, EMBED) or EMPTY) for each in columns
    ]
    fits = all(len(value) <= FIELD_VALUE for name, value in drawn)
    return drawn if fits and sum(len(name) + len(value) for name, value in drawn) <= EMBED // 2 else []


def _blocks(blocks: Iterable[Block], room: int) -> str:
    """The blocks below each other with an empty line between, as much of them as there is room for."""
    drawn = ""
    for each in blocks:
        gap = "\n\n" if drawn else ""
        for number, part in enumerate(each.lines):
            # Markdown takes what follows a quotation without an empty line for its continuation.
            quoted = number > 0 and each.lines[number - 1].kind is LineKind.QUOTATION is not part.kind
            joint = gap if number == 0 else "\n\n" if quoted else "\n"
            whole = joint + _line(part)
            if len(drawn) + len(whole) <= room:
                drawn += whole
                continue
            return drawn + _shortened(part, joint, room - len(drawn))
    return drawn


def _line(part: Line) -> str:
    """One line in its manner; a quotation keeps its own line breaks, each of them quoted."""
    keeps_breaks = part.kind in {LineKind.QUOTATION, LineKind.STATEMENT, LineKind.TEXT}
    drawn = "".join(_span(span, keeps_breaks) for span in part.spans)
    if part.kind is LineKind.QUOTATION:
        return "\n".join(f"> {each}" for each in drawn.split("\n"))
    return _KINDS.get(part.kind, "{}").format(drawn) if drawn.strip() else drawn


def _span(span: Span, keeps_breaks: bool) -> str:
    words = escape.discord(span.text) if keeps_breaks else escape.discord(_one_line(span.text))
    if not words.strip():
        return words
    if span.url and len(span.url) <= URL:
        return f"[{words}](<{escape.address(span.url)}>)"
    # Marks take hold only where they touch a letter: blanks go outside.
    inner = words.strip()
    before, inner, after = words.partition(inner)
    return before + _MARKS[span.style].format(inner) + after


def _one_line(words: str) -> str:
    """Line breaks as blanks; other white space stays as it is."""
    return " ".join(words.splitlines())


def _shortened(part: Line, joint: str, room: int) -> str:
    """The longest beginning of a line that fits and the sign that it was cut; "" where not even that does."""
    sign = f"\n\n*{_('… cut here: the rest is too long for Discord.')}*"
    room -= len(joint) + len(sign)
    low, high = 0, min(sum(len(span.text) for span in part.spans), LOOKED_AT)
    while low < high:
        middle = (low + high + 1) // 2
        if len(_line(_beginning(part, middle))) <= room:
            low = middle
        else:
            high = middle - 1
    if low:
        return joint + _line(_beginning(part, low)) + sign
    return sign if room + len(joint) >= 0 else ""


def _beginning(part: Line, length: int) -> Line:
    return Line(spans=tuple(_first(part.spans, length)), kind=part.kind)


def _first(spans: Iterable[Span], length: int) -> Iterator[Span]:
    for span in spans:
        if length <= 0:
            return
        whole = len(span.text) <= length
        yield span if whole else span.model_copy(update={"text": span.text[:length] + "…"})
        length -= len(span.text)


def _cut(words: str, length: int) -> str:
    """The words escaped on one line, cut between letters so that no escape is torn."""
    plain = " ".join(words[:LOOKED_AT].split())
    drawn = escape.discord(plain)
    while len(drawn) > length:
        # Every letter may have brought a backslash along.
        plain = plain[: -max(1, (len(drawn) - length) // 2)]
        drawn = escape.discord(plain) + "…"
    return drawn
