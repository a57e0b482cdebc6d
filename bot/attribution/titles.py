"""Whether words between marks are written as the title of a work is."""

from __future__ import annotations

from collections.abc import Sequence

from bot.attribution.layout import Token

# Quotations of more words than this are no title.
LONGEST_TITLE = 8
# One of more words, up to this many, is one only if every longer word has a capital.
LONGEST_CAPITAL_TITLE = 14


def title_case(inner: Sequence[Token]) -> str:
    """Whether it is written like a title: "all", "most" or "few" of the longer words with a capital."""
    longer = [t for t in inner if len(t.text) > 3 or t is inner[0]]
    if not longer or len(inner) > LONGEST_CAPITAL_TITLE:
        return "few"
    share = sum(t.text[0].isupper() or t.text[0].isdigit() for t in longer) / len(longer)
    if len(inner) > LONGEST_TITLE and share < 1:
        return "few"
    return (
        "all" if share == 1 and len(longer) > 1 else "one" if share == 1 else "most" if share > 0.5 else "few"
    )
