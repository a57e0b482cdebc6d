"""Numbers and digests that stand for a text, an article or a file without holding it."""

import hashlib
from functools import lru_cache

from bot.text.words import folded

_BITS = 63
"""Width of the index's numbers that sort as signed ones elsewhere."""
_FILE_BYTES = 16
"""Bytes of a file's digest: no two versions of a file share one by chance."""
REMEMBERED = 4096
"""Texts whose hash is remembered: an answer asks for it some 80 times, of 50 items; about 2 MB."""


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> (64 - _BITS)


@lru_cache(REMEMBERED)
def text_fingerprint(text: str) -> int:
    """A text's 63-bit hash after folding: equal for the same words, whatever the marks or case."""
    return _number(folded(text))


def article_hash(article: str) -> int:
    """An article's 63-bit hash: groups items by article without reading them."""
    return _number(article)


def file_digest(data: bytes) -> str:
    """The hash of a file's content: of equal files alike, of different ones different."""
    return hashlib.blake2b(data, digest_size=_FILE_BYTES).hexdigest()


def sha256_of(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal: what others can compute, too."""
    return hashlib.sha256(text.encode()).hexdigest()
