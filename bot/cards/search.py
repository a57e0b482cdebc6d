"""What a search found, and what entries were kept to."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cards.card import Block, Card, CardStyle, Line, LineKind, block, line
from bot.cards.dates import span
from bot.cards.found import detail_lines, item_lines, words_line
from bot.cards.language import _
from bot.cards.lists import page_of
from bot.cards.sentences import join_or
from bot.replies import Entries, KeptTo, Understood


def search_card(reply: Entries) -> Card:
    """A page of what a search found: every entry letter for letter, what was looked for set off in it."""
    read = tuple(_read_lines(reply.understood)) if reply.understood else ()
    lead = (block(*read),) if read else ()
    entries = tuple(_entries(reply)) or (block(line(_("Nothing here matches all of that."))),)
    card = page_of(reply.title, entries, reply.start, reply.total)
    style = CardStyle.ANSWER if reply.answers else CardStyle.UNKNOWN
    return card.model_copy(update={"blocks": (*lead, *entries), "style": style})


def kept_line(kept: KeptTo) -> Line | None:
    """Whose words, of which source and which days entries were kept to; None where to nothing of the kind."""
    told = [
        _("by {names}", names=join_or(kept.speakers)) if kept.speakers else "",
        _("from {names}", names=join_or(kept.sources)) if kept.sources else "",
        span(kept.since, kept.until),
        *(_("with “{words}”", words=each) for each in kept.phrases),
        *(_("without “{words}”", words=each) for each in kept.without),
    ]
    named = " · ".join(each for each in told if each)
    return line(_("Only: {what}", what=named), LineKind.HINT) if named else None


def _read_lines(asked: Understood) -> Iterator[Line]:
    if asked.repairs:
        read = ", ".join(f"{each.typed} → {each.read}" for each in asked.repairs)
        yield line(_("Understood: {words}", words=read), LineKind.HINT)
    kept = kept_line(asked.kept_to) if asked.kept_to else None
    if kept:
        yield kept


def _entries(reply: Entries) -> Iterator[Block]:
    for item, marks in zip(reply.answers, reply.marks, strict=True):
        yield item_lines(item, words_line(item, marks), *detail_lines(item))
