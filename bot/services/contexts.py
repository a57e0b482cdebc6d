"""What a conversation remembers, as a program carries it from one question to the next: one opaque word."""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode

from pydantic import ValidationError

from bot.replies import Context
from bot.text import UserError

FORM = "1."
"""Begins what is packed as it is now."""
LONGEST_CONTEXT = 16_000
"""Letters of a packed context: some ten times what a conversation comes to."""
UNPACKED = 100_000
"""Bytes of one that is unpacked: more is none of ours."""


class ContextError(UserError):
    """What a program sent back is no context of a conversation."""

    def __init__(self) -> None:
        super().__init__(
            "This `context` did not come from a reply. Send the `context` of the previous reply, letter for"
            " letter, or none to start a new conversation."
        )


def packed(context: Context) -> str:
    """The context in letters, digits, - and _. It holds keys and the program's own words, and no others."""
    written = context.model_dump_json(exclude_defaults=True).encode()
    return FORM + urlsafe_b64encode(zlib.compress(written)).rstrip(b"=").decode()


def unpacked(text: str) -> Context:
    """The context that `packed` gave.

    What it names is looked up as whoever sends it may see it: one that somebody made up shows them nothing.

    :raises ContextError: it is none.
    """
    if not text.startswith(FORM) or len(text) > LONGEST_CONTEXT:
        raise ContextError
    body = text.removeprefix(FORM)
    try:
        unpacking = zlib.decompressobj()
        written = unpacking.decompress(urlsafe_b64decode(body + "=" * (-len(body) % 4)), UNPACKED)
        if not unpacking.eof:
            raise ContextError
        return Context.model_validate_json(written)
    except (ValueError, zlib.error, ValidationError):
        raise ContextError from None
