"""Numbers that name a text or an article without holding it."""

import hashlib

from bot.text.words import folded

_BITS = 63
"""Width of the index's numbers that sort as signed ones elsewhere."""


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> (64 - _BITS)


def digest_of(text: str) -> int:
    """A text's 63-bit hash after folding: equal for the same words, whatever the marks or case."""
    return _number(folded(text))


def shelf_of(article: str) -> int:
    """An article's 63-bit hash: groups items by article without reading them."""
    return _number(article)
