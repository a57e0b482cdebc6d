"""What the qualifiers of a search or question keep to: whose words, of which source, of which days.

`speaker:` takes the longest name that is known behind it, `source:` and `after:`, `before:` the most words
that name a source or day: marks around them are needed only where words follow that might belong to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.answering import Piece, PieceKind, Qualifier, pieces_in, span_named, without_spans
from bot.replies import Choice, KeptTo, Nobody, Speaker
from bot.search import Days, Filter, Snapshot
from bot.services import people
from bot.text import WrongUsageError, folded

LONGEST = 6
"""Words of a name, source or day behind a qualifier, at most."""
NEAR = 5
"""Sources named where none is called as typed."""
LONG, SLIPS = 5, 1
"""Letters from which a word of a source may be misspelt, and how many letters then may be wrong."""
_DAY = timedelta(days=1)


class Fault(StrEnum):
    """What is wrong with a search.

    NOTHING is looked for; a qualifier has NO_VALUE, one that is NO_DAY, or is UNREAL, as 31 February; the
    days of two are CROSSED, and leave none between them.
    """

    NOTHING = "nothing"
    NO_VALUE = "no value"
    NO_DAY = "no day"
    UNREAL = "unreal"
    CROSSED = "crossed"


class QualifierError(WrongUsageError):
    """A search that cannot be made as it was typed; `typed` is what is wrong with it."""

    def __init__(self, fault: Fault, typed: str = "") -> None:
        super().__init__(_SENTENCES[fault].format(typed=typed))
        self.fault = fault
        self.typed = typed


DATES = "2031-03-04, “4 March 2031”, “March 2031”, 2031 or yesterday"
"""What days look like, for whoever wrote one that cannot be read."""
_SENTENCES = {
    Fault.NOTHING: "Say what to look for: words, “an exact phrase”, -without, speaker:, source:, after: or"
    " before:.",
    Fault.NO_VALUE: "Put a value right after “{typed}:”.",
    Fault.NO_DAY: f"I can't read “{{typed}}” as a day. Write a day like {DATES}.",
    Fault.UNREAL: f"There is no such day as “{{typed}}”. Write a day like {DATES}.",
    Fault.CROSSED: "“after:” and “before:” leave no day between them: swap the two, or leave one out.",
}


class _Read(NamedTuple):
    """A qualifier as it was read: how many words are its value, what it keeps to, and how that is told."""

    words: int
    kept: Filter = Filter()
    told: KeptTo = KeptTo()


Readable = _Read | Choice | Nobody | None
"""A qualifier as it was read; why its name or source cannot be; None where it is no qualifier at all."""


@dataclass(frozen=True)
class Qualified:
    """A text with its qualifiers read: what they keep to, how that is told, the pieces that are none.

    `rest` is the text without them, on one line, and `typed` they alone; empty where there are none.
    """

    kept: Filter
    told: KeptTo
    pieces: tuple[Piece, ...]
    rest: str
    typed: str


def qualified(
    text: str, snapshot: Snapshot, today: date, *, asked: bool = False
) -> Qualified | Choice | Nobody:
    """Read a text with its qualifiers; a Choice or Nobody where a name may mean several, or is nobody's.

    :param asked: whether the text is a question. A colon with a blank behind it makes a qualifier then only
        before what is known: "the night before: who spoke?" has none.
    :raises QualifierError: a qualifier has no value, or one that is no day; or the days exclude each other.
    """
    pieces = pieces_in(text)
    read: list[_Read] = []
    spans: list[tuple[int, int]] = []
    others: list[Piece] = []
    at = 0
    while at < len(pieces):
        one = _read(_value(pieces[at:]), snapshot, today, asked=asked) if pieces[at].qualifier else None
        if isinstance(one, Choice | Nobody):
            return one
        if one is None:
            others.append(pieces[at])
            at += 1
            continue
        read.append(one)
        spans.append((pieces[at].start, pieces[at + one.words - 1].end))
        at += one.words
    kept, told = _together(read)
    return Qualified(
        kept=kept,
        told=told,
        pieces=tuple(others),
        rest=without_spans(text, spans),
        typed=" ".join(text[start:end] for start, end in spans),
    )


def _value(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that may be the value of the qualifier that comes first, itself among them."""
    first, *others = pieces
    behind = takewhile(lambda each: each.kind is PieceKind.WORD, others[: LONGEST - 1])
    return [first, *(() if first.quoted else behind)]


def _words(value: Sequence[Piece]) -> list[str]:
    """The words of a name: as far as no mark parts them."""
    parted = next((place for place, piece in enumerate(value, 1) if piece.parted), len(value))
    return [piece.text for piece in value[:parted]]


def _read(value: Sequence[Piece], snapshot: Snapshot, today: date, *, asked: bool) -> Readable:
    piece = value[0]
    loose = asked and piece.apart
    found: Readable
    if not piece.text:
        if asked:
            return None
        raise QualifierError(Fault.NO_VALUE, str(piece.qualifier))
    match piece.qualifier:
        case Qualifier.SPEAKER:
            found = _people(_words(value), snapshot, sure=loose)
        case Qualifier.SOURCE:
            found = _sources(_words(value), snapshot)
        case _:
            return _days(value, snapshot, today, loose=loose)
    return None if loose and not isinstance(found, _Read) else found


def _together(read: Sequence[_Read]) -> tuple[Filter, KeptTo]:
    """What several qualifiers keep to: one of the speakers, one of the sources, the days of all.

    :raises QualifierError: there are no such days.
    """
    since = max((one.kept.days.since for one in read if one.kept.days.since), default=None)
    until = min((one.kept.days.until for one in read if one.kept.days.until), default=None)
    if since and until and since > until:
        raise QualifierError(Fault.CROSSED)
    people = tuple(dict.fromkeys(key for one in read for key in one.kept.people))
    sources = tuple(dict.fromkeys(name for one in read for name in one.kept.sources))
    speakers = tuple(dict.fromkeys(name for one in read for name in one.told.speakers))
    told = KeptTo(speakers=speakers, sources=sources, since=since, until=until)
    return Filter(people, sources, Days(since, until)), told


def _people(words: Sequence[str], snapshot: Snapshot, *, sure: bool) -> Readable:
    """The one whose name the most of the words are; else whom the first means, as far as that is `sure`."""
    for count in range(len(words), 0 if sure else 1, -1):
        found = people.named(" ".join(words[:count]), snapshot)
        if isinstance(found, Speaker):
            return _speaker(count, found, snapshot)
    if sure:
        return None
    meant = people.meant(words[0], snapshot)
    return _speaker(1, meant, snapshot) if isinstance(meant, Speaker) else meant


def _speaker(words: int, found: Speaker, snapshot: Snapshot) -> _Read:
    keys = people.keys_of(found.name, snapshot)
    return _Read(words, Filter(people=tuple(keys)), KeptTo(speakers=(found.name,)))


def _sources(words: Sequence[str], snapshot: Snapshot) -> Readable:
    """The sources whose names have the most of the words; the one that is called so where there is one."""
    names = {name: folded(name).split() for name in snapshot.source_names()}
    for slips in (False, True):
        for count in range(len(words), 0, -1):
            typed = folded(" ".join(words[:count])).split()
            found = [name for name, has in names.items() if typed and _has_all(typed, has, slips=slips)]
            whole = [name for name in found if names[name] == typed]
            if found:
                sources = tuple(whole or found)
                return _Read(count, Filter(sources=sources), KeptTo(sources=sources))
    return Nobody(typed=words[0], kind="source", near=tuple(names)[:NEAR])


def _has_all(typed: Sequence[str], name: Sequence[str], *, slips: bool) -> bool:
    return all(word in name or (slips and any(_is_slip(word, other) for other in name)) for word in typed)


def _is_slip(word: str, other: str) -> bool:
    return len(word) >= LONG and OSA.distance(word, other, score_cutoff=SLIPS) <= SLIPS


def _days(value: Sequence[Piece], snapshot: Snapshot, today: date, *, loose: bool) -> _Read | None:
    """The days that the most of the words name: those after, or those before them."""
    words = [f"{piece.text}," if piece.parted else piece.text for piece in value]  # "March 4, 2031"
    after = value[0].qualifier is Qualifier.AFTER
    unreal = False
    for count in range(len(words), 0, -1):
        try:
            span = span_named(" ".join(words[:count]).rstrip(","), today, snapshot.newest)
            if span is None:
                continue
            days = Days(since=span.last + _DAY) if after else Days(until=span.first - _DAY)
        except (ValueError, OverflowError):
            unreal = True
            continue
        return _Read(count, Filter(days=days))
    if loose:
        return None
    raise QualifierError(Fault.UNREAL if unreal else Fault.NO_DAY, value[0].text)
