"""Blocks of lines in Discord's Markdown, as much of them as there is room for.

What is too long is cut where somebody speaks: who, where and when are kept. All lengths are in characters.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from bot.cards import Block, Line, LineKind, Span, TextStyle, _
from bot.text import escape

URL = 2048
# Letters of what is too long that are looked at to cut it: drawn, hardly any letter takes no room.
LOOKED_AT = 24_000
# Letters of a passage of a text that is cut into several: a screen of a phone.
PASSAGE = 1000
_PARTS = re.compile(rf"\S.{{0,{PASSAGE - 1}}}(?=\s|$)|\S.{{0,{PASSAGE - 1}}}", re.DOTALL)
# Letters of a passage that are worth showing where it must be cut.
LEAST = 40

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
# What may be cut: passages. Who, where, when and what is to be said of them is kept.
_PASSAGES = frozenset((LineKind.QUOTATION, LineKind.STATEMENT, LineKind.TEXT))
_ANY = frozenset(LineKind)


def whole(blocks: Iterable[Block]) -> str:
    """The blocks below each other with an empty line between, whatever room they take."""
    return "\n\n".join(each for each in map(_block, blocks) if each)


def fitted(blocks: Sequence[Block], room: int) -> str:
    """The same within the room: of passages that are too long only the beginning, with a sign."""
    return whole(shortened(blocks, room))


def shortened(blocks: Sequence[Block], room: int) -> list[Block]:
    """The blocks with passages that are too long cut, with a sign, so that they keep within the room."""
    looked_at = [_cut_to(each, LOOKED_AT, _ANY) for each in blocks]
    if len(whole(looked_at)) <= room:
        return looked_at
    for kinds, least in ((_PASSAGES, LEAST), (_ANY, 1)):
        shortest = [_cut_to(each, least, kinds) for each in looked_at]
        if len(whole(shortest)) <= room:
            return _longest(looked_at, room, kinds, least)
    return _ended(shortest, room)


def in_one_line(words: str, length: int) -> str:
    """The words escaped on one line, cut between letters so that no escape is torn."""
    plain = " ".join(words[:LOOKED_AT].split())
    drawn = escape.discord(plain)
    while len(drawn) > length:
        # Every letter may have brought a backslash along.
        plain = plain[: -max(1, (len(drawn) - length) // 2)]
        drawn = escape.discord(plain) + "…"
    return drawn


def in_passages(shown: Block) -> list[Block]:
    """A block whose lines are too long for one message as several, cut between words."""
    passages = []
    for each in shown.lines:
        texts = _PARTS.findall(each.text) if len(each.text) > PASSAGE else ()
        cut = [Line(spans=(Span(text=text),), kind=each.kind) for text in texts]
        passages += [Block(lines=(line,)) for line in cut or [each]]
    return passages if len(passages) > len(shown.lines) else [shown]


def _longest(blocks: Sequence[Block], room: int, kinds: Container[LineKind], low: int) -> list[Block]:
    """The blocks with lines of these kinds as long as there is room for, at least `low` letters of each."""
    high = LOOKED_AT
    while low < high:
        middle = (low + high + 1) // 2
        if len(whole(_cut_to(each, middle, kinds) for each in blocks)) <= room:
            low = middle
        else:
            high = middle - 1
    return [_cut_to(each, low, kinds) for each in blocks]


def _ended(blocks: Iterable[Block], room: int) -> list[Block]:
    """As many lines as there is room for: there may be too many of them, and addresses cannot be cut."""
    kept: list[Block] = []
    for each in blocks:
        for number in range(len(each.lines)):
            begun = each.model_copy(update={"lines": each.lines[: number + 1]})
            if len(whole([*kept, begun, Block(lines=(_sign(),))])) > room:
                so_far = each.model_copy(update={"lines": each.lines[:number]})
                sign = [Block(lines=(_sign(),))] if kept or number else []
                return [*kept, *([so_far] if number else []), *sign]
        kept.append(each)
    return kept


def _cut_to(shown: Block, length: int, kinds: Container[LineKind]) -> Block:
    """The block with so many letters of each such line at most, and a sign after those that were longer."""
    lines: list[Line] = []
    for each in shown.lines:
        if each.kind not in kinds or len(each.text) <= length:
            lines.append(each)
        else:
            lines += [each.model_copy(update={"spans": tuple(_first(each.spans, length))}), _sign()]
    return shown.model_copy(update={"lines": tuple(lines)})


def _sign() -> Line:
    sentence = _("… cut here: the rest is too long for Discord.")
    return Line(spans=(Span(text=sentence),), kind=LineKind.HINT)


def _block(shown: Block) -> str:
    drawn = ""
    for number, part in enumerate(shown.lines):
        # Markdown takes what follows a quotation without an empty line for its continuation.
        quoted = number > 0 and shown.lines[number - 1].kind is LineKind.QUOTATION is not part.kind
        drawn += ("" if number == 0 else "\n\n" if quoted else "\n") + _line(part)
    return drawn


def _line(part: Line) -> str:
    """One line in its manner; a quotation keeps its own line breaks, each of them quoted."""
    drawn = "".join(_span(span, part.kind in _PASSAGES) for span in part.spans)
    if part.kind is LineKind.QUOTATION:
        return "\n".join(f"> {each}" for each in drawn.split("\n"))
    return _KINDS.get(part.kind, "{}").format(drawn) if drawn.strip() else drawn


def _span(span: Span, keeps_breaks: bool) -> str:
    if span.member:
        return f"<@{span.member}>"
    plain = span.text if keeps_breaks else " ".join(span.text.splitlines())
    words = escape.discord(plain)
    if not words.strip():
        return words
    url = next((each for each in (span.exact, span.url) if 0 < len(each) <= URL), "")
    if url:
        return _link(words, escape.address(url), escaped=words != plain)
    # Marks take hold only where they touch a letter: blanks go outside.
    inner = words.strip()
    before, inner, after = words.partition(inner)
    return before + _MARKS[span.style].format(inner) + after


def _link(words: str, url: str, *, escaped: bool) -> str:
    """A link around the words; beside them where they are escaped: in a link, backslashes are shown."""
    return f"{words} [↗](<{url}>)" if escaped else f"[{words}](<{url}>)"


def _first(spans: Iterable[Span], length: int) -> Iterator[Span]:
    for span in spans:
        if length <= 0:
            return
        all_of_it = len(span.text) <= length
        yield span if all_of_it else span.model_copy(update={"text": span.text[:length] + "…"})
        length -= len(span.text)
