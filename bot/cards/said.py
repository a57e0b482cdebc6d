"""What people said: over time, side by side, and whose words some words are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from bot.cards.amendments import withdrawn_sentence
from bot.cards.card import Block, Card, CardStyle, Column, LineKind, block, line
from bot.cards.dates import day
from bot.cards.found import item_block
from bot.cards.language import _
from bot.cards.lists import quotes_card
from bot.replies import Item, Withdrawal


def timeline_card(person: str, topic: str, items: Sequence[Item], *, start: int = 0, total: int = 0) -> Card:
    """What one person said on a subject, in the order of `items`, under the day of each."""
    card = quotes_card(on_topic(person, topic), items, start=start, total=total)
    blocks = tuple(_under_days(items)) if items else (_nothing(person, topic),)
    return card.model_copy(update={"blocks": blocks, "style": _style(items)})


def compared_card(
    topic: str, sides: Mapping[str, Sequence[Item]], *, elsewhere: Collection[str] = ()
) -> Card:
    """What several people (by name) said on a topic, side by side; other pages have words of `elsewhere`."""
    columns = tuple(
        Column(heading=name, blocks=tuple(item_block(item) for item in items) or (_nothing(name, topic),))
        for name, items in sides.items()
        if items or name not in elsewhere
    )
    names = _(" and ").join(sides)
    return Card(title=on_topic(names, topic), style=_style([*chain(*sides.values())]), columns=columns)


def who_said_card(words: str, items: Sequence[Item], withdrawn: Withdrawal | None = None) -> Card:
    """Quotes that have these words, or words close to them, each with its speaker.

    `withdrawn` is what editors said when they took back words like these: it stands above all.
    """
    blocks = tuple(item_block(item) for item in items)
    if withdrawn:
        told = (_("Words like these were taken back."), withdrawn_sentence(withdrawn))
        blocks = (block(*(line(each, LineKind.WARNING) for each in told)), *blocks)
    if not blocks:
        blocks = (block(line(_("I don't know anybody who said that."))),)
    return Card(title=_("Who said “{words}”?", words=words), style=_style(items), blocks=blocks)


def on_topic(person: str, topic: str) -> str:
    """A title: the person, and in quotation marks, as it was typed, the topic if there is one."""
    return _("{name} on “{topic}”", name=person, topic=topic) if topic else person


def _under_days(items: Sequence[Item]) -> Iterator[Block]:
    """The items' blocks, the first of each day with the day above it."""
    before = ""
    for item in items:
        shown = item_block(item, dated=False)
        on = day(item.published) or _("Undated")
        heading = () if on == before else (line(on, LineKind.HEADING),)
        before = on
        yield shown.model_copy(update={"lines": (*heading, *shown.lines)})


def _nothing(person: str, topic: str) -> Block:
    if not topic:
        return block(line(_("I don't know of anything by {name}.", name=person)))
    return block(line(_("I don't know of anything by {name} on that.", name=person)))


def _style(items: Sequence[Item]) -> CardStyle:
    return CardStyle.ANSWER if items else CardStyle.UNKNOWN
