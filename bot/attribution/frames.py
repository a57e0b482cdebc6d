"""Whom punctuation alone names for a quotation, whatever the verb: "...," shrugged Roe; Roe: "..."."""

from __future__ import annotations

from collections.abc import Sequence

from bot.attribution import lexicon as lex
from bot.attribution.layout import Kind, Token
from bot.attribution.mentions import Sort
from bot.attribution.reading import Reading

# Tokens between the closing marks and the verb or name that the comma before them announces.
LONGEST_CLAUSE = 16
# Words of a name that make a label for a whole sentence: of "Theory: ..." the colon alone tells nothing.
WHOLE_NAME = 2
_OPEN_ENDS = ",?!…—–-"
_DASHES = frozenset("—–-―")
_SMALL = lex.AUXILIARIES | lex.PREPOSITIONS | lex.CONJUNCTIONS


def named_outright(reading: Reading, quotation: int) -> int | None:
    """The mention (by index) that the signs around the quotation name for it; None where they name none."""
    home, place = reading.page.places[quotation]
    tokens = reading.page.sentences[home].tokens
    here = [n for n in reading.by_sentence.get(home, ()) if not reading.mentions[n].owner]
    behind = _behind(reading, quotation, tokens, place, here)
    if behind is not None:
        return behind
    label = _label(reading, tokens, place, here)
    return _announced(reading, tokens, place, here) if label is None else label


def _behind(
    reading: Reading, quotation: int, tokens: Sequence[Token], place: int, here: Sequence[int]
) -> int | None:
    """The subject of the clause behind a quotation that a comma, or its own last sign, leaves open."""
    begin = place + 1
    marks = reading.page.quotations[quotation]
    last = reading.page.text[marks.start : marks.end].rstrip()[-1:]
    comma = begin < len(tokens) and tokens[begin].text == ","
    begin += comma
    if not (comma or last in _OPEN_ENDS) or begin >= len(tokens) or tokens[begin].kind is not Kind.WORD:
        return None
    stop = _clause_end(tokens, begin)
    first = next((n for n in here if begin in (_start(reading, tokens, n), reading.mentions[n].first)), None)
    if first is not None and _acts(tokens, reading.mentions[first].last, stop):
        return first
    if tokens[begin].lower == "according":
        return _head(reading, tokens, begin + 2, stop, here)
    if not _verb_like(tokens[begin]):
        return None
    return _head(reading, tokens, begin + 1, stop, here)


def _clause_end(tokens: Sequence[Token], begin: int) -> int:
    ends = (
        n for n in range(begin, len(tokens)) if tokens[n].kind is Kind.QUOTATION or tokens[n].text in ";:."
    )
    return min(next(ends, len(tokens)), begin + LONGEST_CLAUSE)


def _start(reading: Reading, tokens: Sequence[Token], number: int) -> int:
    """Where the noun phrase of a mention begins, its titles, owner and describing words among it."""
    mention = reading.mentions[number]
    begin = mention.first - len(mention.title)
    while (
        begin > 0
        and tokens[begin - 1].kind in (Kind.WORD, Kind.POSSESSIVE)
        and not (tokens[begin - 1].lower in _SMALL or tokens[begin - 1].lower in lex.SPEECH_VERBS)
    ):
        begin -= 1
    return begin


def _acts(tokens: Sequence[Token], place: int, stop: int) -> bool:
    """Whether a verb follows the subject, directly or behind an aside between commas."""
    if place < stop and tokens[place].text in (",", "("):
        closing = ")" if tokens[place].text == "(" else ","
        place = next((n + 1 for n in range(place + 1, stop) if tokens[n].text == closing), stop)
    while place < stop and (tokens[place].lower in lex.AUXILIARIES or tokens[place].lower.endswith("ly")):
        place += 1
    return place < stop and _verb_like(tokens[place])


def _verb_like(token: Token) -> bool:
    """Whether the word may be a verb in a tense of telling: "shrugged", "says"; no list has them all."""
    word = token.lower
    if token.kind is not Kind.WORD or token.capital or word in _SMALL or word in lex.DETERMINERS:
        return False
    return not word.endswith("ing") and (word in lex.SPEECH_VERBS or word.endswith(("s", "ed")))


def _head(
    reading: Reading, tokens: Sequence[Token], begin: int, stop: int, here: Sequence[int]
) -> int | None:
    """The name at the end of the noun phrase that begins here: Roe in "recalls the Orlow captain Ann Roe"."""
    end = begin
    while end < stop and tokens[end].kind in (Kind.WORD, Kind.POSSESSIVE) and tokens[end].lower not in _SMALL:
        end += 1
    inside = [n for n in here if begin <= reading.mentions[n].first < end]
    names = [n for n in inside if reading.mentions[n].sort is Sort.NAME and reading.mentions[n].last == end]
    others = [n for n in inside if reading.mentions[n].sort is not Sort.NAME]
    return next(iter(names or others), None)


def _label(reading: Reading, tokens: Sequence[Token], place: int, here: Sequence[int]) -> int | None:
    """Roe in "Roe, of Orlow: ...", whatever of it stands in marks."""
    colon = next((n for n in range(place) if tokens[n].text == ":"), None)
    if colon is None or any(token.kind is Kind.QUOTATION for token in tokens[:colon]):
        return None
    first = next((n for n in here if reading.mentions[n].first < colon), None)
    if first is None or _start(reading, tokens, first) > _lead(tokens):
        return None
    mention = reading.mentions[first]
    last = mention.last
    if colon != place - 1 and mention.last - mention.first < WHOLE_NAME:
        return None
    apposed = last == colon or tokens[last].text in (",", "(")
    return first if apposed and not any(map(_verb_like, tokens[last:colon])) else None


def _lead(tokens: Sequence[Token]) -> int:
    """The first token but for a conjunction: "And his deputy: ..."."""
    return int(tokens[0].lower in lex.CONJUNCTIONS)


def _announced(reading: Reading, tokens: Sequence[Token], place: int, here: Sequence[int]) -> int | None:
    """The subject of a clause that ends in a colon before the quotation: "Roe kept it brief: ..."."""
    if not place or tokens[place - 1].text != ":":
        return None
    begin = max(
        (n + 1 for n in range(place - 1) if tokens[n].text in ";:" or tokens[n].kind is Kind.QUOTATION),
        default=0,
    )
    clause = [n for n in here if begin <= reading.mentions[n].first < place]
    said = [n for n in clause if reading.clauses[n].part in ("says", "inverted", "according", "label")]
    if said:
        return said[-1]
    subjects = [n for n in clause if not _governed(tokens, reading, n) and not reading.mentions[n].apposed]
    return subjects[0] if subjects else None


def _governed(tokens: Sequence[Token], reading: Reading, number: int) -> bool:
    """Whether a preposition stands before the mention's noun phrase."""
    begin = _start(reading, tokens, number)
    return begin > 0 and tokens[begin - 1].lower in lex.PREPOSITIONS
