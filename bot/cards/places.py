"""Where words stand: source, day and title in one line."""

from __future__ import annotations

from bot.cards.card import Span
from bot.cards.dates import day
from bot.replies import Place


def place_spans(place: Place, *, dated: bool = True) -> tuple[Span, ...]:
    """ "source · date · title", the title a link where the address is known."""
    when = day(place.published) if dated else ""
    parts = [Span(text=part) for part in (place.source, when) if part]
    parts.append(Span(text=place.title, url=place.url))
    spaced = [span for part in parts for span in (Span(text=" · "), part)]
    return tuple(spaced[1:])
