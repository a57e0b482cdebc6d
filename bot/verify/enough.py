"""How much likeness is enough: the figures that decide a verdict, and the rules made of them.

All were measured with `benchmarks.verify_figures` on the alterations of `benchmarks.altered`: docs/quality.md
says what becomes of the verdicts where each is lowered or raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from bot.knowledge import Item
from bot.replies import Change, Match, Reason
from bot.text import names_and_numbers
from bot.text import words as words_of
from bot.verify.compare import Stretch
from bot.verify.matching import Compared
from bot.verify.near import telling
from bot.verify.quotation import ClaimedQuotation
from bot.verify.reading import read_known, rough_words
from bot.verify.scripts import is_unspaced
from bot.verify.source import QuoteSource

LONG_ENOUGH = 6
"""Words from which a quotation tells by itself where it is from."""
SHORT = 4
"""Words below which a quotation tells nothing unless it is whole, its speaker's, or has a rare word."""
PARTIAL = 7
"""Words up to which a quotation with one word changed is judged by the words that were not."""
UNCHANGED = 3
"""Words of it, at least, that were not changed."""
FEW_ENTRIES = 2
"""Entries up to which a word is rare, in however small a folder."""
RARE = 0.001
"""Share of all entries below which a word is rare."""
CLOSE = 0.6
"""Share of a quotation's words, weighted, from which it is an altered form of a quote."""
CLOSE_IN_STEP = 0.5
"""The same where words were changed one for one, and three or more that tell something are left."""
OUT_OF_STEP = 0.1
"""Share of words added or left out up to which the others count as changed one for one."""
CLOSE_ALONE = 0.75
"""The same where hardly a word tells anything by itself."""
VERY_CLOSE = 0.85
"""Closeness from which this quote is meant, even where an article has the very words."""
SHOWN_NEAR = 0.3
"""Closeness from which the nearest quote of an unknown quotation is worth showing."""
KNOWN_PART = 8
"""Words in a row from a quote that make a quotation an altered form of it, whatever was put around them."""


def tells(asked: ClaimedQuotation, said: Sequence[Match], source: QuoteSource, *, accused: bool) -> bool:
    """Whether words that quotes have (`said`, best first) tell whose they are, and are not anybody's.

    `accused` where the speaker given is somebody else's: that takes more words.
    """
    if asked.length >= LONG_ENOUGH:
        return True
    words = asked.reading.folded
    count = telling(words)
    whole = len(read_known(said[0].item.text).words) == asked.length
    few = len(said) <= FEW_ENTRIES
    enough = count >= 2 or has_rare_word(words, source)
    if accused:
        one = whole and (enough or (count and few and asked.length >= UNCHANGED))
        return bool(one or (enough and asked.length >= SHORT))
    if count and (whole or said[0].speaker_matches or (few and asked.length >= SHORT)):
        return True
    return enough and asked.length >= UNCHANGED


def is_altered(asked: ClaimedQuotation, one: Compared, source: QuoteSource, quotes: Sequence[Item]) -> bool:
    """Whether the quotation is an altered form of this quote, and not just another one on the same matter."""
    if asked.length < SHORT or is_unspaced(asked.text):
        return False
    closeness = one.match.closeness
    same = [part.given for part in one.stretches if part.segment.change in {Change.SAME, Change.MOVED}]
    left = [word for words in same for word in words]
    if asked.length >= LONG_ENOUGH and closeness >= CLOSE_ALONE:
        return True
    if asked.length <= PARTIAL:
        likely = _has_one_word_changed(one.stretches) or closeness >= CLOSE
        return likely and len(left) >= UNCHANGED and _are_rare(left, _names(one), source, quotes)
    said = telling(left)
    if said >= 2 and closeness >= CLOSE:
        return True
    if said >= 3 and closeness >= CLOSE_IN_STEP and _in_step(one.stretches):
        return True
    return said >= 2 and max(map(len, same), default=0) >= KNOWN_PART


def why_unknown(asked: ClaimedQuotation) -> Reason:
    """Why nothing can be said of a quotation that no known text has."""
    if is_unspaced(asked.text):
        return Reason.SCRIPT
    if asked.length < SHORT or (asked.length < LONG_ENOUGH and telling(asked.reading.folded) < 2):
        return Reason.TOO_SHORT
    return Reason.NOT_FOUND


def has_rare_word(words: Iterable[str], source: QuoteSource) -> bool:
    """Whether one of the words, and no plain one, stands in hardly any entry."""
    few = max(FEW_ENTRIES, RARE * source.entries())
    return any(telling([word]) and source.entries_with(word) <= few for word in dict.fromkeys(words))


def _are_rare(words: Sequence[str], names: Set[str], source: QuoteSource, quotes: Sequence[Item]) -> bool:
    """Whether one of the words is rare, or two that tell something stand together in hardly any quote.

    Two names alone tell nothing: they are the matter's, and whoever speaks of it has them.
    """
    if has_rare_word(words, source):
        return True
    pair = {word for word in words if telling([word])}
    if len(pair) < 2 or pair <= names:
        return False
    return sum(pair.issubset(rough_words(item.text)) for item in quotes) <= FEW_ENTRIES


def _names(one: Compared) -> set[str]:
    known = "".join(part.segment.known for part in one.stretches)
    return {word.text for name in names_and_numbers(f"- {known}") for word in words_of(name)}


def _has_one_word_changed(stretches: Sequence[Stretch]) -> bool:
    """Whether one word was changed, added or left out, and nothing else."""
    changed = [one for one in stretches if one.segment.change is not Change.SAME]
    return len(changed) == 1 and len(changed[0].given) <= 1 and changed[0].known <= 1


def _in_step(stretches: Sequence[Stretch]) -> bool:
    """Whether words were changed one for one, hardly any added or left out: so does who bends a sentence."""
    off = sum(abs(len(one.given) - one.known) for one in stretches)
    return off <= OUT_OF_STEP * sum(len(one.given) for one in stretches)
