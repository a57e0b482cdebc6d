"""How much stands between two places of an article, without walking from one to the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.attribution.layout import ArticleLayout, Kind
from bot.attribution.mentions import Mention, Sort

# A place in an article: the number of a sentence, and of a token in it.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """Running counts, so that the number of things between two places is a difference.

    `places` are those of the mentions in order; `sayers` and `names` count, before each of them, those with a
    verb of saying and those that are no pronouns. `quotations` and `commas` count by token, sentence after
    sentence; `starts` has the number of each sentence's first token.
    """

    places: tuple[Place, ...]
    sayers: tuple[int, ...]
    names: tuple[int, ...]
    starts: tuple[int, ...]
    quotations: tuple[int, ...]
    commas: tuple[int, ...]

    @classmethod
    def of(cls, page: ArticleLayout, mentions: Sequence[Mention], says: Sequence[bool]) -> Counts:
        """The counts of a page with these mentions in the order of the text, and which of them speak."""
        tokens = [token for sentence in page.sentences for token in sentence.tokens]
        return cls(
            tuple((m.sentence, m.first) for m in mentions),
            _running(says),
            _running(m.sort is not Sort.PRONOUN for m in mentions),
            _running(len(sentence.tokens) for sentence in page.sentences),
            _running(token.kind is Kind.QUOTATION for token in tokens),
            _running(token.text in (",", ";", "—", "–") for token in tokens),
        )

    def between(self, low: Place, high: Place) -> tuple[int, int, int]:
        """The mentions between two places, those that say something, and those that are no pronouns."""
        first = bisect_right(self.places, low)
        last = max(first, bisect_left(self.places, high))
        return last - first, self.sayers[last] - self.sayers[first], self.names[last] - self.names[first]

    def signs(self, low: Place, high: Place) -> tuple[int, int]:
        """The quotations and the commas (dashes, semicolons) between two tokens."""
        last = self.starts[high[0]] + high[1]
        first = min(last, self.starts[low[0]] + low[1] + 1)
        return self.quotations[last] - self.quotations[first], self.commas[last] - self.commas[first]


def _running(values: Iterable[int]) -> tuple[int, ...]:
    return tuple(accumulate(values, initial=0))
