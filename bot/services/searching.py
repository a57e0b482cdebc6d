"""A search: the entries that have all that was typed, best first, and what may be typed next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.answering import (
    Piece,
    Qualifier,
    Sought,
    marked,
    merged,
    qualifiers_in,
    repairs_of,
    sought_by,
    with_value,
)
from bot.replies import Choice, Entries, Found, KeptTo, Nobody, Understood, Wanted
from bot.search import Corpus, Snapshot
from bot.services import people
from bot.services.lists import Part
from bot.services.qualifiers import Fault, Qualified, QualifierError, qualified
from bot.text import folded

SUGGESTED = 25
"""Names offered for an unfinished one, at most."""
TOGETHER = 1_000
"""Entries found up to which the same statement of several articles is shown once: to read them takes 0.1 s.
Where there are more, each is shown by itself, and only those of the part are read."""
_UNFINISHED = re.compile(
    r"(?:^|(?<=[\s(]))(?P<name>speaker|source):\s*[\"“„«]?(?P<typed>[^\"“”„«»:]*)$", re.I
)


def search(typed: str, corpus: Corpus, part: Part, today: date) -> Entries | Choice | Nobody:
    """The entries that have all that was typed; see `found`.

    :param today: the asker's day.
    :raises QualifierError: nothing was typed, or a qualifier cannot be read.
    """
    asked = qualified(typed, corpus.snapshot, today)
    if not isinstance(asked, Qualified):
        return asked
    return found(typed, asked, corpus, part)


def found(typed: str, asked: Qualified, corpus: Corpus, part: Part) -> Entries:
    """The entries that have every word and phrase, best first; newest first where there are only qualifiers.

    :raises QualifierError: there is nothing to look for.
    """
    snapshot = corpus.snapshot.filtered(asked.kept)
    sought = sought_by(asked.pieces, corpus.snapshot)
    if not (asked.kept or any(sought.query)):
        raise QualifierError(Fault.NOTHING)
    answers, total = _part(sought, snapshot, part)
    answers = marked(answers, corpus.snapshot)
    return Entries(
        answered=bool(answers),
        confidence=float(bool(answers)),
        understood=_understood(typed, asked.told, sought),
        kind="found",
        title=typed,
        answers=answers,
        marks=tuple(sought.matched_in(one.text) for one in answers),
        start=part.start,
        total=total,
        more=part.end < total,
    )


def _part(sought: Sought, snapshot: Snapshot, part: Part) -> tuple[Sequence[Found], int]:
    """The entries of a part of what is sought, and how many there are of all."""
    total = snapshot.count(sought.query)
    apart = total > TOGETHER
    hits = snapshot.matching(sought.query, *((part.limit, part.start) if apart else (TOGETHER,)))
    items = snapshot.load(hits)
    if apart:
        return [Found.of(item, score=hit.score) for item, hit in zip(items, hits, strict=True)], total
    scores = {item.digest: hit.score for item, hit in zip(reversed(items), reversed(hits), strict=True)}
    together = merged(items)
    shown = together[part.start : part.end]
    return [one.model_copy(update={"score": scores[one.digest]}) for one in shown], len(together)


def _understood(typed: str, told: KeptTo, sought: Sought) -> Understood:
    lacking = {"phrases": sought.phrases, "without": sought.without}
    return Understood(
        question=typed,
        wanted=Wanted.LIST,
        topic=tuple(term.word for term in sought.terms),
        repairs=repairs_of(sought.terms),
        kept_to=told.model_copy(update=lacking),
    )


def completions(typed: str, snapshot: Snapshot) -> tuple[str, ...]:
    """The search with each name that its end may be meant for, where that is `speaker:` or `source:`."""
    begun = _UNFINISHED.search(typed)
    if begun is None:
        return ()
    if begun["name"].lower() == Qualifier.SPEAKER:
        names = [one.name for one in people.people(snapshot, begun["typed"], limit=SUGGESTED)]
    else:
        words = folded(begun["typed"])
        names = [name for name in snapshot.source_names() if words in folded(name)][:SUGGESTED]
    return tuple(f'{typed[: begun.start()]}{begun["name"]}:"{name}"' for name in names)


def speakers_typed(typed: str) -> tuple[str, ...]:
    """What stands behind each `speaker:` of a search, as far as it may mean several people."""
    return tuple(piece.text for piece in _speakers(typed))


def with_speaker(typed: str, place: int, meant: str) -> str:
    """The search with the one who was meant behind the `speaker:` of this place (from 0)."""
    return with_value(typed, _speakers(typed)[place], meant)


def _speakers(typed: str) -> list[Piece]:
    return [piece for piece in qualifiers_in(typed) if piece.qualifier is Qualifier.SPEAKER]
