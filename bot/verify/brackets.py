"""What an editor's [brackets] must not do."""

from __future__ import annotations

from bot.replies import DifferenceKind
from bot.verify.kinds import kind_of, negations
from bot.verify.lexicon import COMPARISONS
from bot.verify.near import is_small
from bot.verify.numbers import amounts
from bot.verify.reading import TextReading, read


def hidden_by_bracket(
    inside: TextReading, quote: TextReading, replaced: tuple[int, int] | None
) -> DifferenceKind | None:
    """What the bracket turns under the name of editing; None where it only explains.

    `replaced` are the characters of the quote that it stands for. A bracket may not drop or bring in a
    negation, put one number, name or comparison for another, or say other things than the quote's own
    brackets do.
    """
    known = read(quote.text[slice(*replaced)]) if replaced else read("")
    if inside.folded == known.folded:
        return None
    if replaced and quote.text[: replaced[0]].endswith("[") and quote.text[replaced[1] :].startswith("]"):
        named = bool(_names(inside) | _names(known))
        return kind_of(inside.written, known.written, named)
    return _turned(inside, known)


def _turned(inside: TextReading, known: TextReading) -> DifferenceKind | None:
    if len(negations(inside.folded)) % 2 != len(negations(known.folded)) % 2:
        return DifferenceKind.NEGATION
    numbers, known_numbers = amounts(inside.folded), amounts(known.folded)
    if numbers and known_numbers and numbers != known_numbers:
        return DifferenceKind.NUMBER
    names, known_names = _names(inside), _names(known)
    if names and known_names and names.isdisjoint(known_names):
        return DifferenceKind.NAME
    if known.words and COMPARISONS.issuperset(inside.folded) and COMPARISONS.issuperset(known.folded):
        return DifferenceKind.COMPARISON
    return None


def neighbour(quote: TextReading, letter: int, before: bool) -> tuple[int, int] | None:
    """Characters of the word, or all words in the quote's own brackets, before or from a letter on.

    A bracket at the edge of an excerpt may stand for them.
    """
    at = quote.word_at(letter) - (1 if before else 0)
    if not 0 <= at < len(quote.words):
        return None
    start, end = quote.words[at].start, quote.words[at].end
    opened, closed = quote.text.rfind("[", 0, start), quote.text.find("]", end)
    if opened < 0 or closed < 0 or "]" in quote.text[opened:start] or "[" in quote.text[end:closed]:
        return start, end
    return opened + 1, closed


def _names(reading: TextReading) -> set[str]:
    """Words that begin with a capital and could be a name's."""
    written = ((word, reading.text[word.start]) for word in reading.words)
    return {word.text for word, first in written if first.isupper() and not is_small(word.text)}
