"""An item on a card: its words, who said them in what role, where and when they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.cards.amendments import amendment_lines
from bot.cards.card import Action, ActionKind, Block, Card, CardStyle, Line, LineKind, Span, TextStyle, line
from bot.cards.language import _, ngettext
from bot.cards.places import exact_address, place_spans
from bot.replies import Found, Item, Speech, imprint

# More places than these are counted, not named: three lines on a phone.
ALSO_NAMED = 3
_WORDS = frozenset((LineKind.QUOTATION, LineKind.STATEMENT))
# Discord cuts a button's or menu's label at 100 characters; eighty leave room for the speaker's name.
LABEL_LENGTH = 80


def found_card(item: Item, *, title: str = "") -> Card:
    """One item as a card of its own, with what can be done with it."""
    return Card(
        title=title or item.title,
        url=exact_address(item) if not title else "",
        style=CardStyle.ANSWER,
        blocks=(_opened(item),),
        actions=item_actions(item),
    )


def item_block(item: Item, *, dated: bool = True) -> Block:
    """The item's words, then its speaker, context and sources, one line each.

    Not `dated` where its day stands above it already.
    """
    return item_lines(item, words_line(item), *detail_lines(item, dated=dated))


def item_lines(item: Item, *lines: Line) -> Block:
    """A block of lines that show an item: it is opened beside its words, and cited beside the line after."""
    return Block(lines=tuple(_with_controls(item, lines)), key=item.key, imprint=imprint(item))


def _with_controls(item: Item, lines: Sequence[Line]) -> Iterator[Line]:
    spoken = [place for place, each in enumerate(lines) if each.kind in _WORDS] or [0]
    for place, each in enumerate(lines):
        action = None
        if place == spoken[-1]:
            action = Action(kind=ActionKind.OPEN, label=_("More"), key=item.key)
        elif place == spoken[-1] + 1 and _is_citable(item):
            action = _cite(item, several=False)
        yield each.model_copy(update={"action": action}) if action else each


def _opened(item: Item) -> Block:
    """An item by itself: cited beside its words; its speaker and its article are opened beside theirs."""
    words, *details = (words_line(item), *detail_lines(item, opened=True))
    if _is_citable(item):
        words = words.model_copy(update={"action": _cite(item, several=False)})
    return Block(lines=(words, *details), key=item.key, imprint=imprint(item))


def words_line(item: Item, marks: Iterable[tuple[int, int]] = ()) -> Line:
    """The item's text letter for letter; only direct speech is a quotation.

    :param marks: what is set off in it: characters from the first to the second number (excluded), in order.
    """
    verbatim = item.kind == "quote" and item.speech is not Speech.INDIRECT
    kind = LineKind.QUOTATION if verbatim else LineKind.STATEMENT
    return Line(spans=tuple(_set_off(item.text, marks)), kind=kind)


def _set_off(text: str, marks: Iterable[tuple[int, int]]) -> Iterator[Span]:
    at = 0
    for start, end in marks:
        if start > at:
            yield Span(text=text[at:start])
        yield Span(text=text[start:end], style=TextStyle.FOUND)
        at = end
    if at < len(text) or not text:
        yield Span(text=text[at:])


def item_actions(item: Item, *, several: bool = False) -> tuple[Action, ...]:
    """What can be done with an item; beside `several` others it is the first, and the labels say so."""
    source = _("Source of the first") if several else _("Source")
    return (
        Action(kind=ActionKind.WHY, label=_("Why the first?") if several else _("Why this?"), key=item.key),
        *([_open_source(item, source)] if item.url else []),
        *([_cite(item, several=several)] if _is_citable(item) else []),
    )


def entry_actions(item: Item, *, several: bool = False) -> tuple[Action, ...]:
    """The same for an answer to a question, which can be judged, too."""
    useful, useless = (_("👍 First answer"), _("👎 First answer")) if several else ("👍", "👎")
    return (
        *item_actions(item, several=several),
        Action(kind=ActionKind.USEFUL, label=useful, key=item.key),
        Action(kind=ActionKind.USELESS, label=useless, key=item.key),
    )


def _cite(item: Item, *, several: bool) -> Action:
    return Action(kind=ActionKind.CITE, label=_("Cite the first") if several else _("Cite"), key=item.key)


def _open_source(item: Item, label: str) -> Action:
    return Action(kind=ActionKind.SOURCE, label=label, key=item.key, url=exact_address(item))


def _is_citable(item: Item) -> bool:
    """Whether it is known where an item stands: a title alone leads nobody to it."""
    return bool(item.source or item.url or item.author)


def menu_entry(item: Item) -> Action:
    """The item as an entry of a menu: the beginning of its words, and who said them where."""
    who = " · ".join(part for part in (item.speaker, item.title) if part)
    return Action(
        kind=ActionKind.OPEN,
        label=shortened(item.text),
        key=item.key,
        hint=shortened(who),
        imprint=imprint(item),
    )


def shortened(text: str, length: int = LABEL_LENGTH) -> str:
    """The text on one line, cut at a blank with an ellipsis where it is longer than `length` characters."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return flat[: length - 1].rsplit(" ", 1)[0] + "…"


def detail_lines(
    item: Item, *, dated: bool = True, amended: bool = True, placed: bool = True, opened: bool = False
) -> Iterator[Line]:
    """What editors said of it later, who said it and how, in what context, when in a recording, and where it
    stands.

    Not `amended` or `placed` where that is told otherwise; of a fact, nobody said it. Where the item is
    `opened`, so can be its speaker and its article.
    """
    speaker = Action(kind=ActionKind.PERSON, label=_("Open"), key=item.speaker) if opened else None
    article = Action(kind=ActionKind.ARTICLE, label=_("Open"), key=item.article) if opened else None
    if amended:
        yield from amendment_lines(item)
    if item.kind == "quote":
        yield Line(spans=tuple(_attribution(item)), kind=LineKind.DETAIL, action=speaker)
    if item.context:
        yield line(item.context, LineKind.DETAIL)
    if item.at:
        yield line(_("{time} into the recording", time=item.at), LineKind.DETAIL)
    if placed:
        yield Line(spans=place_spans(item, dated=dated), kind=LineKind.DETAIL, action=article)
    if isinstance(item, Found) and item.also:
        yield Line(spans=tuple(_also(item)), kind=LineKind.DETAIL)


def _attribution(item: Item) -> Iterator[Span]:
    yield Span(text="— ")
    yield Span(text=item.speaker, style=TextStyle.STRONG)
    if item.role:
        yield Span(text=f", {item.role}")
    manner = _manner(item)
    if manner:
        yield Span(text=f" ({manner})", style=TextStyle.FAINT)


def _manner(item: Item) -> str:
    """How the words reached the page, where they are not plain direct speech."""
    speech = {
        Speech.TRANSLATED: _("translated"),
        Speech.POST: _("posted"),
        Speech.TRANSCRIPT: _("from a transcript"),
        Speech.INDIRECT: _("reported, not in these words"),
    }.get(item.speech, "")
    via = _("according to {name}", name=item.via) if item.via else ""
    return ", ".join(part for part in (speech, via) if part)


def _also(item: Found) -> Iterator[Span]:
    yield Span(text=_("Also in: "))
    for number, place in enumerate(item.also[:ALSO_NAMED]):
        if number:
            yield Span(text="; ")
        yield from place_spans(place)
    rest = len(item.also) - ALSO_NAMED
    if rest > 0:
        yield Span(text=ngettext("; and {count} other article", "; and {count} other articles", rest))
    reworded = len(item.reworded)
    if reworded == len(item.also):
        yield Span(text=_(" (with other words)"))
    elif reworded:
        yield Span(
            text=ngettext(
                " ({count} of them with other words)", " ({count} of them with other words)", reworded
            )
        )
