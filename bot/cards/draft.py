"""A draft of a knowledge file: what was read out of an article, a page of its lines at a time."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cards.card import Block, Card, CardStyle, Field, Line, LineKind, Span, TextStyle, block, line
from bot.cards.dates import day
from bot.cards.language import _, ngettext
from bot.replies import DraftFact, DraftPreview, DraftQuote

_MISSING = {"source": lambda: _("Source"), "published": lambda: _("Published")}
"""What a draft may lack, by its key."""


def draft_card(draft: DraftPreview, *, start: int = 0, count: int | None = None) -> Card:
    """The draft's quotes from number `start` on, each with its speaker and what to look at; figures."""
    quotes = draft.quotes[start : None if count is None else start + count]
    blocks = tuple(Block(lines=tuple(_quote(each, place))) for place, each in enumerate(quotes, start + 1))
    figures = (
        (_("Quotes"), f"{len(draft.quotes):,}"),
        (_("To check"), f"{draft.unsure:,}" if draft.unsure else ""),
        (_("Facts"), f"{draft.facts:,}"),
        (_("People"), ", ".join(person.name for person in draft.people)),
        (_("Source"), draft.source),
        (_("Author"), draft.author),
        (_("Published"), day(draft.published)),
        (_("Address"), draft.url),
        (_("Not found in it"), ", ".join(_MISSING[key]() for key in draft.missing)),
    )
    return Card(
        title=draft.title,
        style=CardStyle.UNSURE if draft.unsure else CardStyle.NOTICE,
        blocks=blocks or (block(line(_("No quotation was found."))),),
        fields=tuple(Field(name=name, value=value) for name, value in figures if value),
        footer=_place(start, len(quotes), len(draft.quotes)),
        total=len(draft.quotes),
    )


def facts_card(draft: DraftPreview, *, start: int = 0, count: int | None = None) -> Card:
    """The facts of a draft from number `start` on, the article's own words."""
    facts = draft.told[start : None if count is None else start + count]
    blocks = tuple(block(*_fact(each, place)) for place, each in enumerate(facts, start + 1))
    return Card(
        title=draft.title,
        style=CardStyle.NOTICE,
        blocks=blocks or (block(line(_("No fact was found."))),),
        footer=_place(start, len(facts), len(draft.told), facts=True),
        total=len(draft.told),
    )


def left_out_card(draft: DraftPreview, *, start: int = 0, count: int | None = None) -> Card:
    """The quotes of a published draft that were left out, from number `start` on, with what to look at."""
    quotes = draft.quotes[start : None if count is None else start + count]
    told = ngettext(
        "Published. {count} quote was left out: check it, correct its speaker if needed, then add it.",
        "Published. {count} quotes were left out: check each, correct its speaker if needed, then add them.",
        len(draft.quotes),
    )
    shown = (Block(lines=tuple(_quote(each, place))) for place, each in enumerate(quotes, start + 1))
    return Card(
        title=draft.title,
        style=CardStyle.UNSURE,
        blocks=(block(line(told)), *shown),
        footer=_place(start, len(quotes), len(draft.quotes)),
        total=len(draft.quotes),
    )


def _fact(fact: DraftFact, number: int) -> Iterator[Line]:
    yield _words(fact.text, LineKind.STATEMENT, dropped=fact.dropped)
    left_out = f" · {_('left out')}" if fact.dropped else ""
    yield line(f"{number}.{left_out}", LineKind.DETAIL)


def _words(text: str, kind: LineKind, *, dropped: bool) -> Line:
    return Line(spans=(Span(text=text, style=TextStyle.LOST if dropped else TextStyle.PLAIN),), kind=kind)


def _quote(quote: DraftQuote, number: int) -> Iterator[Line]:
    yield _words(quote.text, LineKind.QUOTATION, dropped=quote.dropped)
    yield Line(
        spans=(
            Span(text=f"{number}. — "),
            Span(text=quote.speaker, style=TextStyle.STRONG),
            *((Span(text=f" · {_('left out')}"),) if quote.dropped else ()),
        ),
        kind=LineKind.DETAIL,
    )
    if quote.context:
        yield line(quote.context, LineKind.DETAIL)
    if not (quote.sure or quote.dropped):
        yield from (line(each, LineKind.WARNING) for each in quote.comments)


def _place(start: int, shown: int, total: int, *, facts: bool = False) -> str:
    if shown == total and facts:
        return ngettext("{count} fact", "{count} facts", total)
    if shown == total:
        return ngettext("{count} quote", "{count} quotes", total)
    return _("{first} to {last} of {total}", first=start + 1, last=start + shown, total=total)
