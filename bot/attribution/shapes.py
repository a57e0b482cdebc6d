"""What a sentence with quotations is made of, told once for all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from bot.attribution.clauses import verb_class
from bot.attribution.layout import Kind, Token
from bot.attribution.spans import is_heading


class Shape(NamedTuple):
    """The verbs of saying and the colons of a sentence, its last word (by token) and number of quotations."""

    verbs: tuple[int, ...]
    colons: tuple[int, ...]
    last_word: int
    quotations: int
    heading: bool

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Shape:
        return cls(
            tuple(n for n, token in enumerate(tokens) if verb_class(token.lower)),
            tuple(n for n, token in enumerate(tokens) if token.text == ":"),
            max((n for n, token in enumerate(tokens) if token.kind is Kind.WORD), default=-1),
            sum(token.kind is Kind.QUOTATION for token in tokens),
            is_heading(tokens),
        )

    def verb_before(self, place: int) -> int | None:
        """The last verb of saying before a token."""
        ahead = bisect_left(self.verbs, place)
        return self.verbs[ahead - 1] if ahead else None

    def nearest_verb(self, place: int) -> int | None:
        """The verb of saying that is nearest to a token, of two as near the first."""
        ahead = bisect_left(self.verbs, place)
        beside = self.verbs[max(0, ahead - 1) : ahead + 1]
        return min(beside, key=lambda verb: abs(verb - place), default=None)

    def colons_before(self, place: int) -> tuple[int, ...]:
        """The colons before a token, the last first; one that begins the sentence ends no label."""
        return tuple(n for n in reversed(self.colons[: bisect_left(self.colons, place)]) if n > 0)
