"""Why an item was given as the answer: its evidence in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.model import Evidence, Found, Understood
from bot.cards.card import Block, Card, Kind, Line, Mark, Span, Tone, block, line
from bot.cards.found import words_line
from bot.cards.language import say

# A signal that moved the score by less than this share of the strongest one explains nothing.
TELLING = 0.02


def why_card(item: Found, asked: Understood) -> Card:
    """What spoke for the item and what against it, the strongest first, and how the question was read."""
    blocks = (Block(lines=(words_line(item),), key=item.key), _reading(asked), *_signals(item.evidence))
    return Card(title=say("Why this answer?"), tone=Tone.NOTICE, blocks=blocks)


def _reading(asked: Understood) -> Block:
    return block(line(say("How the question was read"), Kind.HEADING), *_read(asked))


def _read(asked: Understood) -> Iterator[Line]:
    if asked.people:
        yield _bullet(say("Who is meant: "), ", ".join(asked.people))
    if asked.topic:
        yield _bullet(say("What it is about: "), ", ".join(asked.topic))
    if asked.repairs:
        yield _bullet(say("Spelling: "), ", ".join(f"{each.typed} → {each.read}" for each in asked.repairs))
    if asked.since or asked.until:
        yield _bullet(say("When: "), _days(asked))
    if asked.latest:
        yield _bullet(say("When: "), say("the latest first"))
    if not (asked.people or asked.topic):
        yield line(say("No name and no topic was found in it."), Kind.BULLET)


def _days(asked: Understood) -> str:
    if asked.since and asked.until:
        return say("{first} to {last}", first=asked.since, last=asked.until)
    if asked.since:
        return say("since {day}", day=asked.since)
    return say("until {day}", day=asked.until)


def _bullet(name: str, words: str) -> Line:
    return Line(spans=(Span(text=name), Span(text=words, mark=Mark.STRONG)), kind=Kind.BULLET)


def _signals(evidence: tuple[Evidence, ...]) -> Iterator[Block]:
    strongest = max((abs(each.weight) for each in evidence), default=0.0)
    telling = sorted(
        (each for each in evidence if abs(each.weight) > strongest * TELLING),
        key=lambda each: -abs(each.weight),
    )
    speaks_for = [_signal(each) for each in telling if each.weight > 0]
    against = [_signal(each) for each in telling if each.weight < 0]
    if speaks_for:
        yield block(line(say("What speaks for it"), Kind.HEADING), *speaks_for)
    if against:
        yield block(line(say("What speaks against it"), Kind.HEADING), *against)


def _signal(each: Evidence) -> Line:
    spans = (
        Span(text=each.words or each.name),
        Span(text=f" ({each.weight:+.2f})", mark=Mark.FAINT),
    )
    return Line(spans=spans, kind=Kind.BULLET)
