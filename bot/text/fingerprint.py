"""Numbers that name a text or an article without holding it."""

import hashlib
from functools import lru_cache

from bot.text.words import folded

_BITS = 63
"""Width of the index's numbers that sort as signed ones elsewhere."""
REMEMBERED = 4096
"""Texts whose hash is remembered: an answer asks for it some 80 times, of 50 items; about 2 MB."""


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> (64 - _BITS)


@lru_cache(REMEMBERED)
def digest_of(text: str) -> int:
    """A text's 63-bit hash after folding: equal for the same words, whatever the marks or case."""
    return _number(folded(text))


def shelf_of(article: str) -> int:
    """An article's 63-bit hash: groups items by article without reading them."""
    return _number(article)
