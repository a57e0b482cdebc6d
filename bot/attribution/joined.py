"""People who speak together: "Ann Roe and Ben Doe said"; "the couple" and "they" mean both."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.attribution import lexicon as lex
from bot.attribution.layout import Kind, Token
from bot.attribution.mentions import Mention, Sort
from bot.attribution.reading import Reading

# So many sentences back two people are looked for whom "the couple" means.
REACH = 8
_AND = frozenset(("and", "&"))
_SPOKEN_BY = frozenset(("inverted", "according"))
# "said that Roe and Doe", "when Roe and Doe said": a clause of its own begins behind these.
_OPENS = frozenset(("that", "but", "as", "when", "while", "after", "because"))
TWO = frozenset(("couple", "pair", "duo", "twins", "parents"))
"""Nouns for two people."""


def each_of(speaker: str) -> list[str]:
    """The names in one that several have together: of "Ann Roe, Ben Doe and Ida Falk" all three."""
    *others, last = speaker.rsplit(" and ", 1)
    return [*(name for other in others for name in other.split(", ")), last] if others else []


def joint_speakers(reading: Reading, number: int) -> tuple[int, ...]:
    """The mentions (by index) that speak together with this one, in order; none where it speaks alone."""
    row = _row(reading, number)
    if len(row) < 2:
        return ()
    first, last = reading.mentions[row[0]], reading.mentions[row[-1]]
    tokens = reading.page.sentences[first.sentence].tokens
    told_behind = reading.clauses[row[-1]].part == "says" and _opens_clause(tokens, _start(first))
    told_ahead = reading.clauses[row[0]].part in _SPOKEN_BY and _closes_clause(tokens, last.last)
    return row if told_behind or told_ahead else ()


def two_before(reading: Reading, number: int) -> tuple[int, ...]:
    """Whom "the couple" (a mention by index) means: the two people last named together, if any were."""
    mention = reading.mentions[number]
    if mention.head not in TWO or not mention.text.lower().startswith("the "):
        return ()
    for sentence in range(mention.sentence, max(-1, mention.sentence - REACH - 1), -1):
        for other in reversed(reading.by_sentence.get(sentence, ())):
            row = _row(reading, other)
            if len(row) == 2 and reading.mentions[row[-1]].end <= mention.start and _are_people(reading, row):
                return row
    return ()


def _are_people(reading: Reading, row: Sequence[int]) -> bool:
    parties = (reading.cast.parties[reading.cast.named[n]] for n in row)
    return all(not party.organisation and not party.place for party in parties)


def _row(reading: Reading, number: int) -> tuple[int, ...]:
    """The names that "and" joins with this one: of "Roe, Doe and Poe" all three."""
    names = [
        n
        for n in reading.by_sentence.get(reading.mentions[number].sentence, ())
        if reading.mentions[n].sort is Sort.NAME and n in reading.cast.named
    ]
    if number not in names:
        return ()
    tokens = reading.page.sentences[reading.mentions[number].sentence].tokens
    rows: list[list[int]] = [[]]
    for n, after in pairwise([*names, -1]):
        rows[-1].append(n)
        if after < 0 or not _joins(tokens, reading.mentions[n], reading.mentions[after]):
            rows.append([])
    row = next(row for row in rows if number in row)
    while len(row) > 1 and not _by_and(tokens, reading.mentions[row[-1]]):
        row = row[:-1]
    joined = number in row and not any(reading.mentions[n].owner for n in row)
    return tuple(row) if joined else ()


def _start(mention: Mention) -> int:
    return mention.first - len(mention.title)


def _joins(tokens: Sequence[Token], one: Mention, other: Mention) -> bool:
    between = [token.lower for token in tokens[one.last : _start(other)]]
    return between in ([","], ["and"], ["&"], [",", "and"])


def _by_and(tokens: Sequence[Token], mention: Mention) -> bool:
    return tokens[_start(mention) - 1].lower in _AND


def _opens_clause(tokens: Sequence[Token], begin: int) -> bool:
    """Whether the subject of a clause may begin here: "parents Ann and Ben Roe", not "met Ann Roe"."""
    before = tokens[begin - 1] if begin else None
    if before is None or before.kind in (Kind.SIGN, Kind.QUOTATION):
        return True
    return before.lower in _OPENS or before.lower in lex.PLURAL_PEOPLE


def _closes_clause(tokens: Sequence[Token], end: int) -> bool:
    after = tokens[end] if end < len(tokens) else None
    if after is None or after.kind in (Kind.SIGN, Kind.QUOTATION):
        return True
    return after.lower in lex.PREPOSITIONS
