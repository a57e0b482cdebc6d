"""Text made safe for what reads markup: Discord's own dialect, and Markdown elsewhere."""

from __future__ import annotations

import re

# What Discord's markdown reads inside a line; angle brackets begin mentions, timestamps and hidden links.
_DISCORD = re.compile(r"([\\*_~`|\[\]<>])")
# Headings, lists, quotes and small print are read at the beginning of a line only. Blanks before them must
# not run over its end: that would look at every blank line once for each before it.
_DISCORD_LINE = re.compile(r"^([^\S\n]*)([-+#])|^([^\S\n]*\d+)(\.)", re.MULTILINE)
# An address turns into a link by itself, but not with its colon escaped.
_ADDRESS = re.compile(r":(?=//)")
_EVERYBODY = re.compile(r"@(?=everyone|here)")
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Turning the direction of writing would carry on into what the program says after it.
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
# What CommonMark, Discord or GitHub may read as markup inside a line, and at its beginning.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#+!|~&])")
_MARKDOWN_LINE = re.compile(r"^([^\S\n]*)([-=])|^([^\S\n]*\d+)([.)])", re.MULTILINE)


def discord(text: str) -> str:
    """The text with a backslash before whatever Discord would read as markup, a mention or a link."""
    plain = _TURNS.sub("", _LINE_ENDS.sub("\n", text))
    marked = _escaped(plain, _DISCORD, _DISCORD_LINE)
    return _EVERYBODY.sub(r"\\@", _ADDRESS.sub(r"\\:", marked))


def discord_line(text: str) -> str:
    """The text for Discord on one line."""
    return discord(" ".join(text.split()))


def markdown(text: str) -> str:
    """The text with a backslash before whatever some dialect of Markdown would read as markup."""
    return _escaped(text, _MARKDOWN, _MARKDOWN_LINE)


def address(url: str) -> str:
    """An address that cannot break out of the brackets around it."""
    return re.sub(r"[<>()\s\\]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)


def _escaped(text: str, inside: re.Pattern[str], at_start: re.Pattern[str]) -> str:
    return at_start.sub(r"\1\3\\\2\4", inside.sub(r"\\\1", text))
