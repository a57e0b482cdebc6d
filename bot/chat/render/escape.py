"""Text made safe for Discord: shown letter for letter, with nothing read as markup, mention or link."""

from __future__ import annotations

import re

# What Discord's markdown reads inside a line; angle brackets begin mentions, timestamps and hidden links.
_INLINE = re.compile(r"([\\*_~`|\[\]<>])")
# Headings, lists, quotes and small print are read at the beginning of a line only.
_LINE_START = re.compile(r"^(\s*)([-+#])|^(\s*\d+)(\.)", re.MULTILINE)
# An address turns into a link by itself, but not with its colon escaped.
_ADDRESS = re.compile(r":(?=//)")
_EVERYBODY = re.compile(r"@(?=everyone|here)")
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Turning the direction of writing would carry on into what the program says after it.
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def escaped(text: str) -> str:
    """The text with a backslash before whatever Discord would read as markup, a mention or a link."""
    plain = _TURNS.sub("", _LINE_ENDS.sub("\n", text))
    marked = _INLINE.sub(r"\\\1", plain)
    marked = _LINE_START.sub(r"\1\3\\\2\4", marked)
    return _EVERYBODY.sub(r"\\@", _ADDRESS.sub(r"\\:", marked))


def flat(text: str) -> str:
    """The text escaped and on one line."""
    return escaped(" ".join(text.split()))


def address(url: str) -> str:
    """An address that cannot break out of the brackets around it."""
    return re.sub(r"[<>()\s\\]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)
