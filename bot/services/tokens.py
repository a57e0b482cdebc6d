"""What a bot's token looks like: the application's id, and two parts that nobody can tell anything of."""

from __future__ import annotations

import base64
import binascii
import re

_PARTS = 3
_PART = re.compile(r"[A-Za-z0-9_-]+")
# What stands on the same pages, and is copied in the token's place.
_OTHERS = (
    (re.compile(r"\d+"), "id"),
    (re.compile(r"[0-9a-f]{64}"), "public key"),
    (re.compile(r"[A-Za-z0-9_-]{32}"), "client secret"),
)
COPY_ANEW = "On discord.com/developers choose the application, Bot, Reset Token, and put it into .env."


def application_in(token: str) -> int | None:
    """The id of the application that a token belongs to, which is its first part; None where it has none."""
    first = token.split(".", maxsplit=1)[0]
    try:
        return int(base64.b64decode(first + "=" * (-len(first) % 4), validate=True))
    except (binascii.Error, ValueError):
        return None


def token_fault(token: str) -> str:
    """What is wrong with a token's form, in a sentence that never repeats it; "" for nothing."""
    if token.lower().startswith("bot "):
        return "The token begins with the word Bot, which is not part of it."
    if set("\"' \t\n") & set(token):
        return "The token contains spaces or quotation marks."
    for form, what in _OTHERS:
        if form.fullmatch(token):
            return f"This looks like the application's {what}, not the bot's token."
    parts = token.split(".")
    if len(parts) != _PARTS or not all(map(_PART.fullmatch, parts)) or application_in(token) is None:
        return "This does not look like a bot's token: three parts with dots between them."
    return ""
