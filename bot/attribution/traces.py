"""Where an article names each party in its own words, looked up without walking over the article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.attribution.clauses import Clause
from bot.attribution.counts import Place
from bot.attribution.mentions import Mention
from bot.attribution.people import Cast

SUBJECTS = frozenset(("says", "inverted", "subject", "leads", "label", "according"))
"""Parts that a mention has as the subject of its clause."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The mentions (by index) that name a party outside of quotations, in order, with their places.

    `subjects` are the places of those that are the subject of a clause.
    """

    numbers: tuple[int, ...]
    places: tuple[Place, ...]
    subjects: tuple[Place, ...]

    def before(self, place: Place) -> int:
        """How many mentions stand before a place."""
        return bisect_left(self.places, place)

    def last(self, place: Place) -> Place | None:
        """The place of the last mention before another place."""
        count = self.before(place)
        return self.places[count - 1] if count else None

    def is_subject(self, low: Place, high: Place) -> bool:
        """Whether the party is a subject between two places."""
        following = bisect_right(self.subjects, low)
        return following < len(self.subjects) and self.subjects[following] < high


@dataclass(frozen=True, slots=True)
class Traces:
    """The traces of all parties, by number, and all that is named in order: its sentence and its party."""

    of: tuple[Trace, ...]
    sentences: tuple[int, ...]
    parties: tuple[int, ...]

    @classmethod
    def among(cls, mentions: Sequence[Mention], cast: Cast, clauses: Mapping[int, Clause]) -> Traces:
        """The traces of a cast; `clauses` has those of mentions outside quotations only."""
        named = [(n, party) for n, party in cast.named.items() if n in clauses]
        rows: list[list[int]] = [[] for _ in cast.parties]
        for number, party in named:
            rows[party].append(number)
        found: list[Trace] = []
        for row in rows:
            places = tuple((mentions[n].sentence, mentions[n].first) for n in row)
            subjects = (place for n, place in zip(row, places, strict=True) if clauses[n].part in SUBJECTS)
            found.append(Trace(tuple(row), places, tuple(subjects)))
        return cls(
            tuple(found), tuple(mentions[n].sentence for n, _ in named), tuple(party for _, party in named)
        )

    def lately(self, sentence: int) -> Iterator[int]:
        """The parties named up to the end of a sentence, the last first, again for each time."""
        for at in range(bisect_right(self.sentences, sentence) - 1, -1, -1):
            yield self.parties[at]
