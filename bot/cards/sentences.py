"""Names joined in a sentence, as each language does it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.language import _


def join_or(names: Sequence[str]) -> str:
    """ "A", "A or B", "A; B or C": names that have commas of their own stay apart."""
    *first, last = names
    return _("{names} or {last}", names="; ".join(first), last=last) if first else last
