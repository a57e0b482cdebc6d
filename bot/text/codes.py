"""Discord's codes, addresses and mark-up in what somebody wrote: read as what they stand for, or left out.

A code is written for the eye: an emoji, a channel, a ping, the moment of a countdown. It is no word of the
question that it stands in. A mention and a moment are read only where the sentence leaves a gap without
them: "what did <@1> say on <t:2:D>?".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from bot.text.saying import verbs
from bot.text.wordlists import by_kind

_CODE = re.compile(
    r"<a?:\w+:\d*>|<sound:\d+:\d+>"  # emoji and sounds
    r"|<#\d+>|<@&\d+>|<id:\w+>|</[^<>:]{1,100}:\d+>"  # channels, roles, parts of the server, commands
    r"|@(?:everyone|here|silent)\b"
    r"|<@!?(?P<member>\d+)>"
    r"|<t:(?P<moment>-?\d+)(?::[tTdDfFRsS])?>"
    r"|(?<![\w:]):[a-z0-9_+-]{2,32}:(?![\w:])"  # an emoji that Discord did not know
    r"|[0-9#*]\ufe0f?\u20e3|\N{INFORMATION SOURCE}\ufe0f"  # emoji that are letters or digits
    r"|<?\b(?:https?://|www\.)[^\s<>]*[^\s<>?!.,;:)\]”\"’']>?"
    # The look ahead keeps a row of letters and dots from being read once for each of its letters.
    r"|\b(?=[a-z0-9.-]{4,253}/)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/[^\s<>]*[^\s<>?!.,;:)\]”\"’']"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
)
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(\s*<?https?://[^)\s\[]+(?:\s+\"[^\"\n]*\")?\)")
_FENCED = re.compile(r"```(?:[\w+-]*\n)?(.*?)```", re.DOTALL)
_AT_LINE = re.compile(r"^[ \t]*(?:>>>|>|#{1,3}|-#|[-*•])[ \t]+(?=\S)", re.MULTILINE)
_HEADED = re.compile(r"^[ \t]*(?:#{1,3}|-#)[ \t]+(?=\S)", re.MULTILINE)
_TICKED = re.compile(r"(?P<mark>`{1,3})(?P<inside>[^`]+)(?P=mark)")
_OPENS = re.compile(r"(?P<mark>\|\||~~|\*{1,3}|__)(?=[^\s*_~|])")
_CLOSES = {
    mark: re.compile(rf"(?<=[^\s*_~|]){re.escape(mark)}") for mark in ("||", "~~", "*", "**", "***", "__")
}
_OPENS_SLANTED = re.compile(r"(?<!\w)(?P<mark>_)(?=[^\s_])")
_CLOSES_SLANTED = {"_": re.compile(r"(?<=[^\s_])_(?!\w)")}
_NESTED = 8
"""Marks in one another that are taken off: nobody writes bold, struck, hidden words deeper."""
_UNSEEN = re.compile(r"[\u200b\u2060\ufeff]")
_GAP_BEFORE_MARK = re.compile(r"\s+(?=[?.,!;:](?:\s|$))|\s+(?=[’']s\b)")
_AND = r"(?:\s*(?:,|&|\+|\band\b|\bor\b|\bto\b|\buntil\b|[-–])\s*|\s*)"
_JOINED = re.compile(rf"{_AND}$", re.IGNORECASE)
_LAST_WORD = re.compile(r"([^\W_]+)\s*$")
_LONGEST_WORD = 40
"""Letters of a word that may want a name behind it, and more than the longest has."""
_NEXT = re.compile(r"\s*(?:(?P<end>$|[?.,!;:)])|(?P<word>[^\W_]+))")
_OWNS = re.compile(r"[’']s\b")

Stands = Callable[[int], date]
"""The day of a moment, in seconds since 1970, for whoever wrote it."""


class _Before(NamedTuple):
    """What the code before stands for, and whether it was read so."""

    meant: str
    kept: bool


def without_codes(text: str, day_of: Stands, names: Mapping[int, str] | None = None) -> str:
    """What somebody wrote as it is read, on one line: the same whether codes stand between its words or not.

    :param names: what those are called who are mentioned, by their ids; nobody else's mention is read.
    """
    seen = _UNSEEN.sub("", text)
    plain = _bare(_AT_LINE.sub("", _FENCED.sub(r" \1 ", seen)))
    read = _read(_LINK.sub(r"\1", plain), day_of, names or {})
    return _GAP_BEFORE_MARK.sub("", " ".join(_bare(read).split())).lstrip(" ,;")


def lines_without_codes(text: str, day_of: Stands, names: Mapping[int, str] | None = None) -> str:
    """The same of what somebody wrote to be checked: its lines stay, and the signs of its block quotes.

    :param names: what those are called who are mentioned, by their ids.
    """
    seen = _FENCED.sub(r"\n\1\n", _UNSEEN.sub("", text))
    plain = _bare(_LINK.sub(r"\1", _HEADED.sub("", seen)))
    read = (" ".join(_read(line, day_of, names or {}).split()) for line in plain.split("\n"))
    return "\n".join(read).strip()


def _bare(text: str) -> str:
    """The text without what makes it bold, struck, hidden or code, also where that is nested."""
    for _ in range(_NESTED):
        before = text
        text = _TICKED.sub(lambda found: found["inside"], text)
        text = _unmarked(_unmarked(text, _OPENS, _CLOSES), _OPENS_SLANTED, _CLOSES_SLANTED)
        if text == before:
            break
    return text


def _unmarked(text: str, opens: re.Pattern[str], closes: Mapping[str, re.Pattern[str]]) -> str:
    """The text without the marks that open and close again, the first to close each.

    A mark that nothing closes is looked for once, however often it opens.
    """
    done: list[str] = []
    at = 0
    unclosed: set[str] = set()
    opened = opens.search(text)
    while opened is not None:
        mark = opened["mark"]
        closed = None if mark in unclosed else closes[mark].search(text, opened.end() + 1)
        if closed is None:
            unclosed.add(mark)
            opened = opens.search(text, opened.start() + 1)
            continue
        done += (text[at : opened.start()], text[opened.end() : closed.start()])
        at = closed.end()
        opened = opens.search(text, at)
    return "".join((*done, text[at:]))


def _read(text: str, day_of: Stands, names: Mapping[int, str]) -> str:
    """The text with each code as what it stands for, or without it."""
    done: list[str] = []
    at, end = 0, ""
    before = _Before("", False)
    for code in _CODE.finditer(text):
        between, after = text[at : code.start()], code.end()
        meant = _meant(code, day_of, names)
        follows = bool(before.meant) and bool(_JOINED.fullmatch(between))
        moment = bool(code["moment"])
        gap = before.kept if follows else _leaves_gap(_end_of(end + between), text, after, moment=moment)
        kept = bool(meant) and gap
        # What joins two names goes with them.
        written = " " if follows and not kept else between
        end = _end_of(end + written)
        apart = " " if end[-1:].isalnum() and text[after : after + 1].isalnum() else ""
        done += (written, meant if kept else apart)
        end = _end_of(end + done[-1])
        at, before = after, _Before(meant, kept)
    return "".join((*done, text[at:]))


def _end_of(text: str) -> str:
    """The end of a text, as much of it as tells its last word; blanks behind it as one."""
    bare = text.rstrip()
    return bare[-_LONGEST_WORD:] + (" " if len(bare) < len(text) else "")


def _meant(code: re.Match[str], day_of: Stands, names: Mapping[int, str]) -> str:
    """What a code stands for as words; empty where it stands for nothing that is asked."""
    if code["member"]:
        return names.get(int(code["member"]), "")
    if code["moment"]:
        try:
            return day_of(int(code["moment"])).isoformat()
        except (ValueError, OverflowError, OSError):
            return ""
    return ""


def _leaves_gap(before: str, text: str, after: int, *, moment: bool) -> bool:
    """Whether the sentence wants a name (or the day of a moment) behind `before` and before what is `after`.

    `after` is a character of the text, `before` the end of what stands ahead of it.
    """
    if _OWNS.match(text, after):
        return not moment
    word, follows = _LAST_WORD.search(before), _NEXT.match(text, after)
    if word is None or word[1].lower() not in _calling(moment=moment) or follows is None:
        return False
    return follows["end"] is not None or follows["word"].lower() in _going_on()


@cache
def _calling(*, moment: bool) -> frozenset[str]:
    """Words that want a name, or the day of a moment, behind them."""
    listed = by_kind(__package__, "gaps.txt")
    return listed["day"] if moment else listed["name"] | verbs("tell")


@cache
def _going_on() -> frozenset[str]:
    """Words with which the sentence goes on behind a name or a day."""
    spoken = verbs("say") | verbs("tell") | verbs("saying") | verbs("question")
    return by_kind(__package__, "gaps.txt")["goes_on"] | spoken
