"""Quotations made from the quotes of any knowledge folder, so that what a right verdict is on each is known.

Each way to make one is a generator over the quotes; `made` draws some from every way, the same ones in every
run. Words are put in from other quotes of the folder. Quotes held out are put to the check as words that it
cannot know, in whole and in part: they are by the same people and on the same matters as those it knows.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from bot.text import fold, lines
from bot.text import words as words_of

SHORT, LONG = (4, 7), (8, 16)
"""Words of a partial quotation, and of a longer excerpt."""
ROUNDS = 5
"""Times that a quote is used for one kind, each time in another place, where there are few."""
SEED = 14

_FIGURES = {
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "ten": "10",
}
_SHORT_FORMS = {
    "do not": "don't", "is not": "isn't", "are not": "aren't", "it is": "it's", "we are": "we're",
    "we will": "we'll", "I am": "I'm", "that is": "that's", "they are": "they're", "did not": "didn't",
    "would not": "wouldn't", "we have": "we've", "I have": "I've", "was not": "wasn't",
    "does not": "doesn't", "cannot": "can't",
}  # fmt: skip
_DENIABLE = re.compile(r"\b(?:is|are|was|were|will|would|can|could|should|must|may|do|did|has|have|had)\b")
_DENIAL = re.compile(r" (?:not|never)\b|n['’]t\b")
_LIMIT = re.compile(
    r"(?<=[a-z])( (?:only|in (?:the|this|our|some) \w+|on (?:the|this|our) \w+|this year|next year|last year"
    r"|at least|up to \d+|before \w+ \w+|after \w+ \w+|in \d{4}|for now|so far|at the moment|if you \w+"
    r"|unless \w+ \w+))(?= [a-z])"
)
_NUMBER = re.compile(r"(?<![\w.,$-])\d{1,3}(?![\w.,-])")


class Source(NamedTuple):
    """A quote, and the words of all quotes by their class, to draw other ones from."""

    text: str
    spare: dict[str, list[str]]
    draw: random.Random


class Made(NamedTuple):
    """A quotation, how it was made, and the verdicts that are right on it.

    `warned` where even a genuine one must not look like a plain yes.
    """

    quotation: str
    how: str
    right: frozenset[str]
    warned: bool = False


Way = Callable[[Source], Iterator[str]]


def made(quotes: Sequence[str], held_out: Sequence[str], each: int) -> list[Made]:
    """Up to so many quotations of each way to make one."""
    draw = random.Random(SEED)
    spare: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted({word for text in (*quotes, *held_out) for word in re.findall(r"[A-Za-z]{4,}", text)}):
        spare[_class_of(word)].append(word)
    found: list[Made] = []
    for way, (right, warned) in WAYS.items():
        pool = list(held_out if right == UNKNOWN else quotes)
        draw.shuffle(pool)
        name = way.__name__.strip("_").replace("_", " ")
        some = _first(way, [Source(text, spare, draw) for text in pool], each)
        found.extend(Made(quotation, name, right, warned) for quotation in some)
    return found


def _first(way: Way, sources: Sequence[Source], each: int) -> Iterator[str]:
    """The first so many quotations, each another one, of as many sources as can be."""
    seen: set[str] = set()
    for _ in range(ROUNDS):
        for source in sources:
            if len(seen) == each:
                return
            some = (one for one in way(source) if way is _elsewhere or fold(one) != fold(source.text))
            quotation = next(some, None)
            if quotation and quotation not in seen:
                seen.add(quotation)
                yield quotation


def _class_of(word: str) -> str:
    """Words of one class may stand for each other: names, and words of one ending."""
    return "name" if word[0].isupper() else word[-2:]


def _pieces(source: Source, length: tuple[int, int]) -> Iterator[str]:
    """One piece of the quote with so many words."""
    found = words_of(source.text)
    size = source.draw.randint(*length)
    if len(found) > size:
        first = source.draw.randrange(len(found) - size + 1)
        piece = source.text[found[first].start : found[first + size - 1].end]
        if "…" not in piece and ".." not in piece and "[" not in piece:
            yield piece


def _excerpt(source: Source) -> Iterator[str]:
    yield from _pieces(source, LONG)


def _partial(source: Source) -> Iterator[str]:
    yield from _pieces(source, SHORT)


def _respelled(source: Source) -> Iterator[str]:
    for word in words_of(source.text):
        other = _spellings().get(source.text[word.start : word.end])
        if other:
            yield from _around(source, word.start, word.end, other)


def _numeral(source: Source) -> Iterator[str]:
    for word, figure in _FIGURES.items():
        for one, other in ((word, figure), (figure, word)):
            place = re.search(rf"(?<![\w.,$-]){one}(?![\w.,%-])", source.text)
            if place:
                yield from _around(source, *place.span(), other)


def _contraction(source: Source) -> Iterator[str]:
    for full, short in _SHORT_FORMS.items():
        for one, other in ((full, short), (short, full), (short.replace("'", "’"), full)):
            place = re.search(rf"\b{one}\b", source.text)
            if place:
                yield from _around(source, *place.span(), other)


def _around(source: Source, start: int, end: int, new: str) -> Iterator[str]:
    """The words about a place, with others in it."""
    found = words_of(source.text)
    inside = [number for number, word in enumerate(found) if start <= word.start < end]
    if not inside:
        return
    first, last = max(0, inside[0] - 5), min(len(found) - 1, inside[-1] + 5)
    if last - first > SHORT[1]:
        before, after = source.text[found[first].start : start], source.text[end : found[last].end]
        if "[" not in before + after:
            yield f"{before}{new}{after}"


def _word(source: Source) -> Iterator[str]:
    for piece in _excerpt(source):
        yield from _swapped(piece, source)


def _small_word(source: Source) -> Iterator[str]:
    swaps = {
        "will": "would",
        "can": "must",
        "we": "they",
        "our": "their",
        "more": "less",
        "all": "some",
        "I": "we",
    }
    for piece in _excerpt(source):
        for one, other in swaps.items():
            if re.search(rf"\b{one}\b", piece):
                yield re.sub(rf"\b{one}\b", other, piece, count=1)


def _number(source: Source) -> Iterator[str]:
    for place in _NUMBER.finditer(source.text):
        yield from _around(source, *place.span(), str(int(place[0]) + source.draw.randint(1, 9)))


def _dropped(source: Source) -> Iterator[str]:
    for piece in _excerpt(source):
        yield from _without(piece, source)


def _added(source: Source) -> Iterator[str]:
    for piece in _excerpt(source):
        yield from _with_more(piece, source)


def _negated(source: Source) -> Iterator[str]:
    for piece in _excerpt(source):
        verb = _DENIABLE.search(piece)
        if verb and not piece[verb.end() :].startswith((" not", "n't", "n’t")) and verb.end() < len(piece):
            yield f"{piece[: verb.end()]} not{piece[verb.end() :]}"


def _without_negation(source: Source) -> Iterator[str]:
    for place in re.finditer(r" (?:not|never)\b", source.text):
        yield from _around(source, place.start() + 1, place.end() + 1, "")


def _partial_swapped(source: Source) -> Iterator[str]:
    for piece in _partial(source):
        yield from _swapped(piece, source)


def _partial_dropped(source: Source) -> Iterator[str]:
    for piece in _pieces(source, (SHORT[0] + 1, SHORT[1] + 1)):
        yield from _without(piece, source)


def _partial_added(source: Source) -> Iterator[str]:
    for piece in _pieces(source, (SHORT[0] - 1, SHORT[1] - 1)):
        yield from _with_more(piece, source)


def _swapped(piece: str, source: Source) -> Iterator[str]:
    places = list(re.finditer(r"[A-Za-z]{4,}", piece))
    source.draw.shuffle(places)
    for place in places:
        for other in source.draw.sample(source.spare[_class_of(place[0])], k=1):
            if fold(other) != fold(place[0]):
                yield piece[: place.start()] + other + piece[place.end() :]


def _without(piece: str, source: Source) -> Iterator[str]:
    found = words_of(piece)
    gone = source.draw.randrange(1, max(2, len(found) - 1))
    if gone + 1 < len(found):
        yield piece[: found[gone].start] + piece[found[gone + 1].start :]


def _with_more(piece: str, source: Source) -> Iterator[str]:
    found = words_of(piece)
    if len(found) > 2:
        at = found[source.draw.randrange(1, len(found) - 1)].start
        yield f"{piece[:at]}{source.draw.choice(source.spare['ly'] or ['gladly'])} {piece[at:]}"


def _gap_over_negation(source: Source) -> Iterator[str]:
    for place in _DENIAL.finditer(source.text):
        if place[0].startswith(" "):
            yield from _around(source, place.start() + 1, place.end(), "…")


def _gap_over_limit(source: Source) -> Iterator[str]:
    for place in _LIMIT.finditer(source.text):
        yield from _around(source, place.start() + 1, place.end(), "…")


def _cut_before_limit(source: Source) -> Iterator[str]:
    for place in _LIMIT.finditer(source.text):
        start = max(source.text.rfind(mark, 0, place.start()) for mark in (". ", "? ", "! ")) + 1
        if len(words_of(source.text[start : place.start()])) >= SHORT[0]:
            yield source.text[start : place.start()].strip()


def _elsewhere(source: Source) -> Iterator[str]:
    yield source.text


def _elsewhere_in_part(source: Source) -> Iterator[str]:
    yield from _pieces(source, SHORT)


@cache
def _spellings() -> dict[str, str]:
    pairs = [line.split() for line in lines("bot.verify", "spellings.txt")]
    single = [pair for pair in pairs if "-" not in pair[0]]
    return {
        one: other
        for british, american in single
        for one, other in ((british, american), (american, british))
    }


GENUINE, ALTERED, UNKNOWN = frozenset({"genuine"}), frozenset({"altered"}), frozenset({"unknown"})
WAYS: dict[Way, tuple[frozenset[str], bool]] = {
    _excerpt: (GENUINE, False),
    _partial: (GENUINE, False),
    _respelled: (GENUINE, False),
    _numeral: (GENUINE, False),
    _contraction: (GENUINE, False),
    _gap_over_negation: (GENUINE | ALTERED, True),
    _gap_over_limit: (GENUINE | ALTERED, True),
    _cut_before_limit: (GENUINE | ALTERED, True),
    _word: (ALTERED, False),
    _small_word: (ALTERED, False),
    _number: (ALTERED, False),
    _dropped: (ALTERED, False),
    _added: (ALTERED, False),
    _negated: (ALTERED, False),
    _without_negation: (ALTERED, False),
    _partial_swapped: (ALTERED, False),
    _partial_dropped: (ALTERED, False),
    _partial_added: (ALTERED, False),
    _elsewhere: (UNKNOWN, False),
    _elsewhere_in_part: (UNKNOWN, False),
}
"""How a quotation is made, the right verdicts on it, and whether it must be warned of."""
