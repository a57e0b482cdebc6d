"""Where the next part of a list begins, as one opaque word that belongs to that list alone."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

from bot.text import sha256_of
from bot.web.problems import ProblemError

FURTHEST = 1_000_000
"""The last entry that a list is read to: nobody turns so many pages."""
_DIGITS = 8
"""Digits of the hash that stands for what was asked."""


def cursor_at(start: int, asked: str) -> str:
    """The cursor of the entry `start` (from 0) of the list that was asked for."""
    written = json.dumps([start, _mark(asked)], separators=(",", ":"))
    return urlsafe_b64encode(written.encode()).rstrip(b"=").decode()


def start_of(cursor: str | None, asked: str) -> int:
    """The entry that a cursor of this list stands for: the first one without a cursor.

    :raises ProblemError: it is none of this list.
    """
    if cursor is None:
        return 0
    try:
        start, mark = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, RecursionError):
        start, mark = None, None
    if type(start) is not int or not 0 <= start <= FURTHEST or mark != _mark(asked):
        raise ProblemError(
            "bad-cursor",
            "This cursor does not belong to this list. Send the `next` of the previous part, with the same"
            " other parameters, or no cursor to start again.",
        )
    return start


def _mark(asked: str) -> str:
    return sha256_of(asked)[:_DIGITS]
