"""Phrases of `data/phrases.txt` and the messages that they fit: a small language of words, choices, slots."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from typing import NamedTuple

from bot.text import lines

_LINE = re.compile(r"(?P<name>[\w-]+)\s*(?P<kind>[:=])\s*(?P<rest>.+)")
_PART = re.compile(r"[()\[\]|]|<[\w-]+>|[^\s()\[\]|<>]+")
_SLOT = re.compile(r"\{(?P<name>\w+)\}(?P<owner>'s)?")
_TYPED = re.compile(r"\S+")
_BEHIND = ",:;.!?–—…"
"""Marks that may follow a word."""
_AROUND_NAMES = f' \t\n{_BEHIND}"“”„«»'
_MARKED = re.compile(r"[\"“„«'‘].*[\"”“»'’]\W*", re.DOTALL)
_HAS_MARKS = re.compile(r"[\"“„«]|(?<!\w)['‘]|^>", re.MULTILINE)
_OWNS = re.compile(r"['’]s$|(?<=s)['’]$", re.IGNORECASE)
_LONGEST = {"person": 6, "other": 6, "speaker": 6, "quoted": 400, "checked": 2000}
"""Words of what fills a slot, at most: a name, a quotation, a draft."""
_LONG = 20
"""The same of all other slots."""
_READINGS = 12
"""Ways of one phrase to fit a message that are tried: where a name ends and the topic begins."""


class Asked(NamedTuple):
    """A job that a message asks for, and what fills the phrase's slots, as it was typed."""

    job: str
    slots: Mapping[str, str]


class _Word(NamedTuple):
    word: str


class _Slot(NamedTuple):
    name: str
    owns: bool


class _Choice(NamedTuple):
    """One of several sequences, or none of them where it is `optional`."""

    ways: tuple[tuple[_Part, ...], ...]
    optional: bool

    @property
    def first(self) -> frozenset[str] | None:
        """The words that it may begin with; None where that may be any."""
        found: set[str] = set()
        for way in self.ways:
            for part in way:
                if isinstance(part, _Slot):
                    return None
                words = frozenset((part.word,)) if isinstance(part, _Word) else part.first
                if words is None:
                    return None
                found |= words
                if not (isinstance(part, _Choice) and part.optional):
                    break
        return frozenset(found)


_Part = _Word | _Slot | _Choice
_Filled = tuple[tuple[str, int, int], ...]
"""The slots filled so far: name, and the places of the first word and behind the last one."""


@dataclass(frozen=True)
class Message:
    """A message cut into words; `plain` are these in small letters and without the marks behind them."""

    text: str
    spans: tuple[tuple[int, int], ...]
    plain: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Message:
        """Cut a text at its blanks."""
        spans = tuple(found.span() for found in _TYPED.finditer(text))
        return cls(text, spans, tuple(plain_word(text[first:last]) for first, last in spans))

    def between(self, first: int, last: int) -> str:
        """The text of these words as it was typed."""
        return self.text[self.spans[first][0] : self.spans[last - 1][1]]


def plain_word(word: str) -> str:
    """A word in small letters, without the marks behind it."""
    return word.lower().replace("’", "'").rstrip(_BEHIND) or word


@dataclass(frozen=True)
class Phrase:
    """One way to ask for a job."""

    job: str
    parts: tuple[_Part, ...]

    @cached_property
    def _needed(self) -> tuple[frozenset[str], ...]:
        """Of each part that must be there, the words that it may begin with: most messages lack one."""
        firsts = (
            frozenset((part.word,)) if isinstance(part, _Word) else part.first
            for part in self.parts
            if isinstance(part, _Word) or (isinstance(part, _Choice) and not part.optional)
        )
        return tuple(first for first in firsts if first is not None)

    def may_fit(self, words: frozenset[str]) -> bool:
        """Whether a message with these words, plain, can be this phrase."""
        return not any(first.isdisjoint(words) for first in self._needed)

    def ends(self, message: Message, first: int, last: int) -> Iterator[tuple[int, _Filled]]:
        """Where the phrase may end that begins with the word `first`, with the slots it fills."""
        return _ways(self.parts, message, first, last, ())


def asked_in(text: str, *jobs: str) -> Iterator[Asked]:
    """What a message may ask for, the likeliest first; with `jobs`, only those."""
    message = Message.of(text)
    spans = list(_bare(message))
    words = frozenset(message.plain)
    for phrase in phrases():
        if (jobs and phrase.job not in jobs) or not phrase.may_fit(words):
            continue
        for first, last in spans:
            whole = (found for end, found in phrase.ends(message, first, last) if end == last)
            for found in islice(whole, _READINGS):
                yield Asked(phrase.job, {name: _filling(name, message, one, end) for name, one, end in found})


def begins_with(message: Message, *jobs: str) -> int:
    """How many words at the beginning are a phrase of these jobs, at most; 0 where none are."""
    longest = 0
    for phrase in phrases():
        if phrase.job in jobs:
            ends = [end for end, _ in phrase.ends(message, 0, len(message.plain))]
            longest = max(longest, *ends, 0)
    return longest


def _bare(message: Message) -> Iterator[tuple[int, int]]:
    """The message without what may stand around a phrase, the barest first: its first word, its end."""
    count = len(message.plain)
    firsts, lasts = [0], [count]
    for reached in firsts:
        ends = (end for one in _around("before") for end, _ in one.ends(message, reached, count))
        firsts += [end for end in dict.fromkeys(ends) if end < count and end not in firsts]
    for reached in lasts:
        starts = (start for start in range(1, reached) if _stands_behind(message, start, reached))
        lasts += [start for start in starts if start not in lasts]
    spans = ((first, last) for first in firsts for last in lasts if first < last)
    return iter(sorted(spans, key=lambda span: span[1] - span[0]))


def _stands_behind(message: Message, first: int, last: int) -> bool:
    return any(end == last for one in _around("after") for end, _ in one.ends(message, first, last))


def _ways(
    parts: tuple[_Part, ...], message: Message, first: int, last: int, filled: _Filled
) -> Iterator[tuple[int, _Filled]]:
    """Every way in which the parts fit the words from `first` on: where they end, and the slots."""
    if not parts:
        yield first, filled
        return
    part, rest = parts[0], parts[1:]
    if isinstance(part, _Word):
        if first < last and message.plain[first] == part.word:
            yield from _ways(rest, message, first + 1, last, filled)
    elif isinstance(part, _Slot):
        for end in range(first + 1, min(last, first + _LONGEST.get(part.name, _LONG)) + 1):
            if _fills(part, message, first, end):
                yield from _ways(rest, message, end, last, (*filled, (part.name, first, end)))
    else:
        for way in part.ways:
            yield from _ways((*way, *rest), message, first, last, filled)
        if part.optional:
            yield from _ways(rest, message, first, last, filled)


def _fills(slot: _Slot, message: Message, first: int, last: int) -> bool:
    if slot.owns:
        return bool(_OWNS.search(message.plain[last - 1]))
    if slot.name == "quoted":
        return bool(_MARKED.fullmatch(message.between(first, last)))
    if slot.name == "checked":
        # "Verify that the sums add up" asks for no check of a quotation.
        labelled = first and message.between(first - 1, first)[-1] in ":–—"
        return last == len(message.plain) and bool(
            labelled or _HAS_MARKS.search(message.between(first, last))
        )
    return True


def _filling(name: str, message: Message, first: int, last: int) -> str:
    """What fills a slot, without marks around it; a text to be checked keeps its own."""
    text = message.between(first, last)
    if name in ("checked", "quoted"):
        return text
    bare = text.strip(_AROUND_NAMES)
    return _OWNS.sub("", bare) if name == "person" else bare


@cache
def phrases() -> tuple[Phrase, ...]:
    """All phrases, in the order of the list."""
    return tuple(each for each in _read() if each.job not in ("before", "after"))


@cache
def _around(side: str) -> tuple[Phrase, ...]:
    return tuple(each for each in _read() if each.job == side)


@cache
def _read() -> tuple[Phrase, ...]:
    macros: dict[str, tuple[_Part, ...]] = {}
    found: list[Phrase] = []
    for line in lines("bot.services.jobs", "phrases.txt"):
        parsed = _LINE.fullmatch(line.strip())
        if parsed is None:
            raise ValueError(f"A line of the phrases is neither a phrase nor a macro: {line}")
        parts = _parsed(parsed["rest"], macros)
        if parsed["kind"] == "=":
            macros[parsed["name"]] = parts
        else:
            found.append(Phrase(parsed["name"], parts))
    return tuple(found)


def _parsed(template: str, macros: Mapping[str, tuple[_Part, ...]]) -> tuple[_Part, ...]:
    pieces = iter(_PART.findall(template))
    return _sequences(pieces, macros, "")[0]


def _sequences(
    pieces: Iterator[str], macros: Mapping[str, tuple[_Part, ...]], closing: str
) -> tuple[tuple[_Part, ...], ...]:
    """The sequences between two brackets, up to the one that closes them."""
    ways: list[list[_Part]] = [[]]
    for piece in pieces:
        if piece == closing:
            break
        slot = _SLOT.fullmatch(piece)
        if piece in ("(", "["):
            inner = _sequences(pieces, macros, ")" if piece == "(" else "]")
            ways[-1].append(_Choice(inner, optional=piece == "["))
        elif piece == "|":
            ways.append([])
        elif piece.startswith("<"):
            ways[-1] += macros[piece[1:-1]]
        elif slot:
            ways[-1].append(_Slot(slot["name"], bool(slot["owner"])))
        else:
            ways[-1].append(_Word(plain_word(piece)))
    return tuple(tuple(way) for way in ways)
