"""Where words stand: source, day and title in one line."""

from __future__ import annotations

from bot.cards.card import Span
from bot.cards.dates import day
from bot.replies import Item, Place
from bot.text import link_to_moment, link_to_words


def place_spans(place: Place, *, dated: bool = True) -> tuple[Span, ...]:
    """ "source · date · title", the title a link where the address is known."""
    when = day(place.published) if dated else ""
    parts = [Span(text=part) for part in (place.source, when) if part]
    parts.append(Span(text=place.title, url=place.url, exact=exact_address(place)))
    spaced = [span for part in parts for span in (Span(text=" · "), part)]
    return tuple(spaced[1:])


def exact_address(place: Place) -> str:
    """The address of the very words, or of their moment in a recording; else the article's."""
    if not isinstance(place, Item):
        return place.url
    return link_to_moment(place.url, place.at) if place.at else link_to_words(place.url, place.text)
