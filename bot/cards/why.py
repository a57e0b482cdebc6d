"""Why an item was given as the answer: its evidence in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cards.card import Block, Card, CardStyle, Line, LineKind, Span, TextStyle, block, line
from bot.cards.dates import span
from bot.cards.evidence import EvidenceReason, grounds
from bot.cards.found import words_line
from bot.cards.language import _
from bot.replies import Found, Understood

# A reason that moved the score by less than this share of the strongest one explains nothing.
TELLING = 0.02


def why_card(item: Found, asked: Understood) -> Card:
    """What spoke for the item and what against it, the strongest first, and how the question was read."""
    blocks = (Block(lines=(words_line(item),), key=item.key), _reading(asked), *_reasons(item, asked))
    return Card(title=_("Why this answer?"), style=CardStyle.NOTICE, blocks=blocks)


def _reading(asked: Understood) -> Block:
    return block(line(_("How the question was read"), LineKind.HEADING), *_read(asked))


def _read(asked: Understood) -> Iterator[Line]:
    if asked.people:
        yield _bullet(_("Who is meant: "), ", ".join(asked.people))
    if asked.topic:
        yield _bullet(_("What it is about: "), ", ".join(asked.topic))
    if asked.repairs:
        yield _bullet(_("Spelling: "), ", ".join(f"{each.typed} → {each.read}" for each in asked.repairs))
    if asked.since or asked.until:
        yield _bullet(_("When: "), span(asked.since, asked.until))
    if asked.latest:
        yield _bullet(_("When: "), _("the latest first"))
    if asked.earliest:
        yield _bullet(_("When: "), _("the earliest first"))
    if not (asked.people or asked.topic):
        yield line(_("I found neither a name nor a topic in it."), LineKind.BULLET)


def _bullet(name: str, words: str) -> Line:
    return Line(spans=(Span(text=name), Span(text=words, style=TextStyle.STRONG)), kind=LineKind.BULLET)


def _reasons(item: Found, asked: Understood) -> Iterator[Block]:
    told = grounds(item.evidence, asked)
    if not told and asked.people:
        yield block(
            line(_("You asked for nothing but the name, so these are the person’s statements, newest first."))
        )
    strongest = max((abs(each.weight) for each in told), default=0.0)
    telling = [each for each in told if abs(each.weight) > strongest * TELLING]
    speaks_for = [_reason(each) for each in telling if each.weight > 0]
    against = [_reason(each) for each in telling if each.weight < 0]
    if speaks_for:
        yield block(line(_("What speaks for it"), LineKind.HEADING), *speaks_for)
    if against:
        yield block(line(_("What speaks against it"), LineKind.HEADING), *against)


def _reason(ground: EvidenceReason) -> Line:
    spans = (Span(text=ground.sentence), Span(text=f" ({ground.weight:+.1f})", style=TextStyle.FAINT))
    return Line(spans=spans, kind=LineKind.BULLET)
