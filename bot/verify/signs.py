"""Signs that are read as words ("%", a currency, a lone "&"), and which of them may be missing."""

from __future__ import annotations

from collections.abc import Iterator

from bot.verify.reading import TextReading, read_known

CURRENCIES = frozenset("$€£¥₹")
SIGN_WORDS = CURRENCIES | {"percent"}
"""Words that a sign may be read as, and that a quotation may have lost with it."""
WRITTEN_AS_SIGNS = SIGN_WORDS | {"per", "cent", "and"}
"""Words in place of which a text may have a sign."""
_FEWER = ("%&", "$&", "")


def has_signs(text: str) -> bool:
    """Whether a known text has signs that are read as words."""
    return len(read_known(text, "").words) < len(read_known(text).words)


def with_fewer_signs(text: str) -> Iterator[TextReading]:
    """The known text without its currencies, without "%", without any sign; none where it has no sign."""
    if has_signs(text):
        yield from (read_known(text, signs) for signs in _FEWER)


def signs_left_out(given: TextReading, known: str) -> bool:
    """Whether the quote's "%" or currency was dropped from a quotation that has its words otherwise."""
    return has_signs(known) and SIGN_WORDS.isdisjoint(given.folded)
