"""The entry beside an answer, as context: its own words and speaker, under a line that says why."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cards.card import Block, LineKind, line
from bot.cards.found import detail_lines, item_block, words_line
from bot.cards.language import _
from bot.replies import Beside, Found, Neighbour, imprint


def entry_blocks(found: Found) -> Iterator[Block]:
    """An answer, and under it the entry that is shown with it."""
    yield item_block(found)
    if found.beside:
        yield _context(found.beside)


def _context(beside: Neighbour) -> Block:
    """A neighbour; where it stands is told of the entry above it already."""
    lines = (line(_why(beside), LineKind.HINT), words_line(beside), *detail_lines(beside, placed=False))
    return Block(lines=lines, key=beside.key, imprint=imprint(beside), beside=True)


def _why(beside: Neighbour) -> str:
    """That it is context, and of which kind; quotes and facts are listed apart, so that each is named so."""
    quote = beside.kind == "quote"
    match beside.reason:
        case Beside.BEGINS:
            return _("For context, how this statement begins:")
        case Beside.REFERS:
            return _("For context, the sentence before, which says who or what is meant:")
    if beside.before:
        told = (_("For context, the quote before this one:"), _("For context, the sentence before:"))
    else:
        told = (_("For context, the quote after this one:"), _("For context, the sentence after:"))
    return told[0] if quote else told[1]
