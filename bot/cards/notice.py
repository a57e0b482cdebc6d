"""Short messages: something that went wrong, or a friendly word."""

from __future__ import annotations

from bot.cards.card import Card, CardStyle, block, line


def error_card(sentence: str, mend: str = "") -> Card:
    """One friendly sentence on what went wrong, and one on how to mend it."""
    lines = [line(sentence)] + ([line(mend)] if mend else [])
    return Card(style=CardStyle.ERROR, blocks=(block(*lines),))


def notice_card(sentence: str, *, title: str = "") -> Card:
    """One sentence."""
    return Card(title=title, blocks=(block(line(sentence)),))
